import type { BrowserContext } from '@playwright/test';
import { addModerator, makeContributor, type TestContributor } from '../support/signed-in.ts';

/** Reports a camera, as a browser without scripts does; answers its id. */
export async function reported(
	origin: string,
	fields: Record<string, string> = {},
	cookie = ''
): Promise<string> {
	const response = await fetch(`${origin}/en/report?/report`, {
		method: 'POST',
		headers: { Accept: 'text/html', Origin: origin, Cookie: cookie },
		body: new URLSearchParams({ position: '44.63, 20.4', same_as: 'another', publish: 'now', ...fields })
	});
	const id = /\/en\/cameras\/([0-9A-Z]{10})/.exec(await response.text())?.[1];
	if (!id) throw new Error(`not reported: ${response.status}`);
	return id;
}

/** A contributor with a session, on the embedded engine a moderator if wanted. */
export async function someone(origin: string, moderator = false): Promise<TestContributor> {
	const made = await makeContributor(() => ({ origin }));
	if (moderator) await addModerator(made.code, { OKO_DATA_DIR: process.env.OKO_E2E_DATA ?? '' });
	return made;
}

/** Gives the browser the contributor's session. */
export async function signIn(
	context: BrowserContext,
	{ cookie }: TestContributor,
	origin: string
): Promise<void> {
	const [name = '', value = ''] = cookie.split('=');
	await context.addCookies([{ name, value, url: origin }]);
}
