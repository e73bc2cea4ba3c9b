import { globSync, readFileSync } from 'node:fs';

/**
 * Every address that takes a form, with `[id]` for a camera's: each action of each page, found in the sources, so that a
 * new one is not forgotten.
 */
export function formAddresses(): string[] {
	return globSync('src/routes/**/+page.server.ts').flatMap((file) => {
		const source = readFileSync(file, 'utf8');
		const actions = actionsIn(source, 'actions') ?? actionsIn(source, nameOfShared(source));
		if (actions === null) {
			if (/\bactions\b/.test(source)) throw new Error(`${file}: its actions are written otherwise`);
			return [];
		}
		const path =
			file.slice('src/routes'.length, -'/+page.server.ts'.length).replace('[list]', 'hidden') || '/';
		return [...actions.matchAll(/^\t(?:async )?(\w+)\b/gm)].map(([, name]) =>
			name === 'default' ? path : `${path}?/${name}`
		);
	});
}

/** Pages of one room may share their actions. */
function nameOfShared(source: string): string | null {
	return /^export const actions: Actions = (\w+);$/m.exec(source)?.[1] ?? null;
}

function actionsIn(source: string, name: string | null): string | null {
	if (name === null) return null;
	const text = name === 'actions' ? source : readFileSync('src/routes/desk/acts.ts', 'utf8');
	return new RegExp(`^export const ${name}\\b[^{;]*\\{\n(.*?)^\\};`, 'ms').exec(text)?.[1] ?? null;
}
