import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { reported, signIn, someone } from './contributors.ts';
import { expect, test, words } from './journey.ts';

/*
 * A camera through all its states, as somebody sees it who comes by again and again. What others said in the meantime is
 * sent to the database's own functions with days that have passed, so this needs a database that the test can reach.
 */
const days = 86_400_000;

test('verified by four new people, disputed, removed and brought back', async ({
	page,
	context,
	baseURL
}) => {
	const m = await words('en');
	const origin = baseURL ?? '';
	const sql = postgres(process.env.OKO_E2E_DATABASE ?? '', { max: 1, onnotice: () => {} });
	const id = await reported(origin, { position: '44.66, 20.41' });
	/** somebody else, trusted or not, so many days ago */
	const another = async (verdict: 'present' | 'absent', ago: number, isTrusted: boolean) => {
		const at = new Date(Date.now() - ago * days).toISOString();
		const [made] = await sql`insert into private.contributors (id, joined_on)
			values (gen_random_uuid(), ${at}::date) returning id`;
		if (isTrusted) await sql`insert into private.moderators values (${made?.id}, ${at}::date)`;
		await sql`select private.review_camera(${at}, ${made?.id}, ${randomBytes(32).toString('hex')},
			private.camera_number(${id}), ${verdict})`;
	};
	/** one press in the browser by a new contributor, and what the page says then */
	const press = async (button: string, state: string) => {
		await context.clearCookies();
		await signIn(context, await someone(origin), origin);
		await page.goto(`/en/cameras/${id}`);
		await page.getByRole('button', { name: button, exact: true }).click();
		await expect(page.getByText(m.review.outcome.counted)).toBeVisible();
		await expect(page.getByRole('article').getByText(state).first()).toBeVisible();
	};
	try {
		for (let n = 0; n < 3; n++) await another('present', 40, false);
		await press(m.review.present, m.camera.meaning.verified);
		for (const ago of [20, 20]) await another('absent', ago, true);
		await another('absent', 20, false);
		await press(m.review.absent, m.camera.meaning.disputed);
		// The dispute began today: nobody can remove it yet. Eight days go by.
		for (let n = 0; n < 3; n++) await another('absent', 0, true);
		await page.reload();
		await expect(page.getByText(m.camera.meaning.disputed)).toBeVisible();
		await sql`update private.standings set disputed_on = disputed_on - 8
			where camera_number = private.camera_number(${id})`;
		await press(m.review.absent, m.camera.meaning.removed);
		for (let n = 0; n < 4; n++) await another('present', 0, true);
		await press(m.review.presentAgain, m.camera.meaning.verified);
		const became = (state: 'verified' | 'disputed' | 'removed') =>
			page.getByRole('listitem').filter({ hasText: m.camera.nowState(m.record.state.values[state]) });
		await expect(became('verified')).toHaveCount(2);
		await expect(became('disputed')).toHaveCount(1);
		await expect(became('removed')).toHaveCount(1);
	} finally {
		await sql.end();
	}
});
