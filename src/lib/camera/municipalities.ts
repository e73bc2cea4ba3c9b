/**
 * The 17 city municipalities of Belgrade as others publish them.
 *
 * Inhabitants: 2022 Census (as of 30 September 2022), Statistical Office of the Republic of Serbia, by way of a table
 * whose rows sum to the published 1,681,405; each row is still to be compared with the Office's own book.
 *
 * Areas: the City's page "Територија" (beograd.rs), in hectares. Zemun and Surčin stand there as one, 438.72 km²; they
 * are told apart as in "Subdivisions of Belgrade" on the English Wikipedia, which names the Statistical Office.
 */
export interface Municipality {
	id: MunicipalityId;
	names: Record<'sr-Cyrl' | 'sr-Latn' | 'en', string>;
	/** inhabitants in 2022 */
	population: number;
	published_km2: number;
}

/** id, name in Cyrillic and in Latin, inhabitants, km² */
const rows = [
	['barajevo', 'Барајево', 'Barajevo', 26431, 213.12],
	['cukarica', 'Чукарица', 'Čukarica', 175793, 156.5],
	['grocka', 'Гроцка', 'Grocka', 82810, 289.23],
	['lazarevac', 'Лазаревац', 'Lazarevac', 55146, 383.51],
	['mladenovac', 'Младеновац', 'Mladenovac', 48683, 339],
	['novi-beograd', 'Нови Београд', 'Novi Beograd', 209763, 40.74],
	['obrenovac', 'Обреновац', 'Obrenovac', 68882, 409.95],
	['palilula', 'Палилула', 'Palilula', 182624, 446.61],
	['rakovica', 'Раковица', 'Rakovica', 104456, 30.36],
	['savski-venac', 'Савски венац', 'Savski venac', 36699, 14],
	['sopot', 'Сопот', 'Sopot', 19126, 270.75],
	['stari-grad', 'Стари град', 'Stari grad', 44737, 6.98],
	['surcin', 'Сурчин', 'Surčin', 45452, 285],
	['vozdovac', 'Вождовац', 'Voždovac', 174864, 148.64],
	['vracar', 'Врачар', 'Vračar', 55406, 2.92],
	['zemun', 'Земун', 'Zemun', 177908, 153.56],
	['zvezdara', 'Звездара', 'Zvezdara', 172625, 31.65]
] as const;
export type MunicipalityId = (typeof rows)[number][0];
export const municipalityIds = rows.map(([id]) => id);

/** where English has a name of its own */
const english: Partial<Record<MunicipalityId, string>> = { 'novi-beograd': 'New Belgrade' };

export const municipalities: readonly Municipality[] = rows.map(
	([id, cyrillic, latin, population, published_km2]) => ({
		id,
		names: { 'sr-Cyrl': cyrillic, 'sr-Latn': latin, en: english[id] ?? latin },
		population,
		published_km2
	})
);

/** The names of the municipalities in a language, by their ids. */
export function municipalityNames(locale: keyof Municipality['names']): Record<MunicipalityId, string> {
	return Object.fromEntries(municipalities.map(({ id, names }) => [id, names[locale]])) as never;
}

/** The municipality that a name in either script or English means, with or without "Градска општина" before it. */
export function municipalityNamed(name: string): Municipality | undefined {
	const wanted = plain(name);
	return municipalities.find(({ names }) => Object.values(names).some((known) => plain(known) === wanted));
}

function plain(name: string): string {
	return name
		.toLowerCase()
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/^(градска општина|општина|gradska opstina|opstina|(city )?municipality of)\s+/, '')
		.trim();
}
