import { expect, test } from 'vitest';
import { at, refusal } from '../support/contributors.ts';
import { describeEngines } from '../support/engines.ts';
import { somewhere, verbs } from '../support/record.ts';

describeEngines('limits', (database) => {
	const { report, reportAt } = verbs(database);
	const names = (network: string) => [`${network} today`, `${network} yesterday`];
	const plain = (on: number, network: string) =>
		reportAt(
			at(on),
			{ ...somewhere(), another_camera: true },
			{ network_keys: names(network), plain_key: 'plain' }
		);
	const complain = (on: number, camera: number, kind: string, network: string) =>
		database().sql(
			`select private.complain($1::timestamptz, $2::bigint, $3, p_network_keys => $4::text[], p_plain_key => 'plain')`,
			[at(on), camera, kind, names(network)]
		);
	const makeKey = (on: number, network: string) =>
		database().sql(
			`select private.admit_key($1::timestamptz, p_network_keys => $2::text[], p_plain_key => 'plain')`,
			[at(on), names(network)]
		);
	const acts = async (on: string) =>
		(await database().sql<{ n: number }>('select private.site_acts($1::timestamptz) as n', [on]))[0]?.n;

	test('one network uses up its share of the forms without JavaScript, not everybody’s', async () => {
		for (let n = 0; n < 5; n++) await plain(1, 'a');
		expect(await refusal(plain(1, 'a'))).toBe('PT429 plain_limit');
		expect(await refusal(plain(1, 'b'))).toBe('accepted');
		for (let n = 0; n < 24; n++) await plain(1, `c${n}`);
		expect(await refusal(plain(1, 'd'))).toBe('PT429 plain_limit');
	});

	test('a flood of reports stops nobody from complaining about a home, nor from making a key', async () => {
		const { camera } = await report(somewhere());
		await database().sql(
			`insert into private.counters (key, used, expires_at) values ('plain', 1000, $1::timestamptz + interval '1 hour'),
				('crowd today', 1000, $1::timestamptz + interval '1 day')
			on conflict (key) do update set used = 1000, expires_at = excluded.expires_at`,
			[at(2)]
		);
		expect(await refusal(plain(2, 'crowd'))).toBe('PT429 network_limit');
		expect(await refusal(plain(2, 'e'))).toBe('PT429 plain_limit');
		expect(await refusal(complain(2, camera.number, 'wrong', 'e'))).toBe('PT429 plain_limit');
		expect(await refusal(complain(2, camera.number, 'home', 'crowd'))).toBe('accepted');
		expect(await refusal(makeKey(2, 'crowd'))).toBe('accepted');
		// They have limits of their own.
		for (let n = 0; n < 4; n++) await complain(2, camera.number, 'home', 'crowd');
		expect(await refusal(complain(2, camera.number, 'home', 'crowd'))).toBe('PT429 plain_limit');
		for (let n = 0; n < 2; n++) await makeKey(2, 'crowd');
		expect(await refusal(makeKey(2, 'crowd'))).toBe('PT429 keys_limit');
	});

	test('acts of the whole site are counted for an hour', async () => {
		const before = (await acts(at(3))) ?? 0;
		for (let n = 0; n < 7; n++) await reportAt(at(3), somewhere(), { network_keys: names(`f${n}`) });
		expect(await acts(at(3))).toBe(before + 7);
		expect(await acts(at(3).replace('T12:00', 'T12:49'))).toBe(before + 7);
		expect(await acts(at(3).replace('T12:00', 'T13:00'))).toBe(0);
	});
});
