import { globSync, readFileSync } from 'node:fs';

/**
 * Every address that takes a form, with `[id]` for a camera's: each action of each page, found in the sources, so that a
 * new one is not forgotten.
 */
export function formAddresses(): string[] {
	return globSync('src/routes/**/+page.server.ts').flatMap((file) => {
		const source = readFileSync(file, 'utf8');
		const actions = /^export const actions\b[^{]*\{\n(.*?)^\};/ms.exec(source)?.[1];
		if (actions === undefined) {
			if (/\bactions\b/.test(source)) throw new Error(`${file}: its actions are written otherwise`);
			return [];
		}
		const path = file.slice('src/routes'.length, -'/+page.server.ts'.length);
		return [...actions.matchAll(/^\t(?:async )?(\w+)\b/gm)].map(([, name]) => `${path || '/'}?/${name}`);
	});
}
