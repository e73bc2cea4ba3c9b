/*
 * npm run operate: what an operator does from the command line. Reaches a running embedded server over its socket;
 * with none running, or on another engine, it opens the database itself.
 */
import { isDay } from '../src/lib/camera/day.ts';
import { decodeCameraId, encodeCameraId } from '../src/lib/camera/id.ts';
import { parseArgs } from 'node:util';
import type { operatorVerbs } from '../src/lib/server/engine/operator-socket.ts';
import { withDatabase, type Ask } from './database.ts';

const usage = `npm run operate -- status                      counts by state
npm run operate -- complaints                  what people say is wrong with entries
npm run operate -- hide <camera id> <reason>   hides a camera; the reason is public
npm run operate -- restore <camera id>         shows it again
npm run operate -- erase <camera id> <reason>  hides it, and takes what the public log says of it away for good
npm run operate -- flood <reports|surveys> <from day> <to day> <area> [options] [reason]
    shows what came between these days there; with a reason, which is public, takes it back as one act
    area: --municipality zemun, --circle lat,lng,metres or --box west,south,east,north
    options: --strict  also what only new people or reports of the same days confirm
             --keep K7Q29FJ4XM,…  entries that stay
npm run operate -- floods                      what was taken back
npm run operate -- undo <act>                  undoes such an act
npm run operate -- clock-is-right              after Oko ran under a future clock: its date is believed from now on`;

interface Command {
	verb: (typeof operatorVerbs)[number];
	args: Record<string, unknown>;
	/** what of the answer is printed */
	pick(answer: Record<string, unknown>): unknown;
}

try {
	const given = process.argv.slice(2);
	if (given[0] === 'flood') {
		const { args, reason } = readFloodCommand(given.slice(1));
		console.log(JSON.stringify(await withDatabase((ask) => flood(ask, args, reason)), null, 2));
	} else {
		const { verb, args, pick } = readCommand(given);
		const answer = await withDatabase((ask) => ask(verb, args));
		console.log(JSON.stringify(pick(answer as Record<string, unknown>), null, 2));
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

function readCommand([name, id, ...reason]: string[]): Command {
	if (name === 'status')
		return { verb: 'overview', args: {}, pick: ({ counts, version }) => ({ counts, version }) };
	if (name === 'complaints') return { verb: 'complaints_open', args: {}, pick: (all) => all };
	if (name === 'clock-is-right')
		return { verb: 'believe_clock', args: {}, pick: ({ today }) => ({ believed: today }) };
	if (name === 'floods') return { verb: 'take_backs', args: {}, pick: (all) => all };
	if (name === 'undo' && id) {
		return { verb: 'undo_take_back', args: { p_id: id }, pick: ({ restored }) => ({ act: id, restored }) };
	}
	if (!name || !['hide', 'restore', 'erase'].includes(name) || !id) throw new Error(usage);
	if (name !== 'restore' && reason.length === 0) throw new Error(usage);
	const number = decodeCameraId(id);
	if (number === null) throw new Error(`${id} is no camera id; one looks like K7Q29FJ4XM.`);
	if (name === 'erase') {
		return {
			verb: 'erase_camera',
			args: { p_number: number, p_reason: reason.join(' ') },
			pick: ({ erased }) => ({ camera: id, erased_lines: erased })
		};
	}
	const change = name === 'hide' ? { p_state: 'hidden', p_reason: reason.join(' ') } : { p_state: null };
	return {
		verb: 'set_camera_state',
		args: { p_number: number, ...change },
		pick: ({ state }) => ({ camera: id, state })
	};
}

/** Shows a flood; with a reason takes back what was shown. */
async function flood(ask: Ask, args: Record<string, unknown>, reason: string): Promise<unknown> {
	const { rows, ...shown } = (await ask('flood', args)) as {
		shown: string;
		rows: { id?: string; number?: number }[];
	};
	if (reason) return ask('take_back', { ...args, p_shown: shown.shown, p_reason: reason });
	return { ...shown, first: rows.map(({ id, number }) => id ?? encodeCameraId(number ?? 0)) };
}

function readFloodCommand(given: string[]): { args: Record<string, unknown>; reason: string } {
	const { values, positionals } = parseArgs({
		args: given,
		allowPositionals: true,
		options: {
			municipality: { type: 'string' },
			circle: { type: 'string' },
			box: { type: 'string' },
			strict: { type: 'boolean', default: false },
			keep: { type: 'string', default: '' }
		}
	});
	const [kind, from, to, ...reason] = positionals;
	const numbers = (text: string) => text.split(',').map(Number);
	const [lat, lng, metres] = numbers(values.circle ?? '');
	const area = values.municipality
		? { municipality: values.municipality }
		: values.circle
			? { circle: [lng, lat, metres] }
			: values.box && { box: numbers(values.box) };
	if (!kind || !from || !to || !isDay(from) || !isDay(to) || !area) throw new Error(usage);
	const kept = values.keep.split(',').filter(Boolean).map(decodeCameraId);
	if (kept.includes(null))
		throw new Error(`--keep ${values.keep} names no camera; an id looks like K7Q29FJ4XM.`);
	return {
		args: {
			p_kind: kind,
			p_from: from,
			p_to: to,
			p_area: JSON.stringify(area),
			p_is_strict: values.strict,
			p_kept: kept
		},
		reason: reason.join(' ')
	};
}
