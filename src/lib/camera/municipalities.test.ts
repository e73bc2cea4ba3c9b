import { expect, test } from 'vitest';
import { municipalities, municipalityNamed } from './municipalities.ts';

test('17 municipalities have together the inhabitants that the census counted in the City', () => {
	expect(new Set(municipalities.map(({ id }) => id)).size).toBe(17);
	expect(municipalities.reduce((sum, { population }) => sum + population, 0)).toBe(1_681_405);
});

test('and together the area that the City publishes, but for how Zemun and Surčin are told apart', () => {
	const sum = municipalities.reduce((sum, { published_km2 }) => sum + published_km2, 0);
	expect(Math.abs(sum - 3222.68)).toBeLessThan(0.5);
});

test.each([
	['Стари град', 'stari-grad'],
	['Општина Стари Град', 'stari-grad'],
	['Градска општина Чукарица', 'cukarica'],
	['Čukarica', 'cukarica'],
	['CUKARICA', 'cukarica'],
	['Gradska opština Voždovac', 'vozdovac'],
	['New Belgrade', 'novi-beograd'],
	['Municipality of Zemun', 'zemun'],
	['Панчево', undefined],
	['', undefined]
])('%s is %s', (name, id) => expect(municipalityNamed(name)?.id).toBe(id));
