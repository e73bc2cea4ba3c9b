/*
 * npm run operate: what an operator does from the command line. Reaches a running embedded server over its socket;
 * with none running, or on another engine, it opens the database itself.
 */
import { decodeCameraId } from '../src/lib/camera/id.ts';
import { withDatabase } from './database.ts';

const usage = `npm run operate -- status                      counts by state
npm run operate -- complaints                  what people say is wrong with entries
npm run operate -- hide <camera id> <reason>   hides a camera; the reason is public
npm run operate -- restore <camera id>         shows it again
npm run operate -- erase <camera id> <reason>  hides it, and takes what the public log says of it away for good`;

interface Command {
	verb: 'overview' | 'complaints_open' | 'set_camera_state' | 'erase_camera';
	args: Record<string, unknown>;
	/** what of the answer is printed */
	pick(answer: Record<string, unknown>): unknown;
}

try {
	const { verb, args, pick } = readCommand(process.argv.slice(2));
	const answer = await withDatabase((ask) => ask(verb, args));
	console.log(JSON.stringify(pick(answer as Record<string, unknown>), null, 2));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

function readCommand([name, id, ...reason]: string[]): Command {
	if (name === 'status')
		return { verb: 'overview', args: {}, pick: ({ counts, version }) => ({ counts, version }) };
	if (name === 'complaints') return { verb: 'complaints_open', args: {}, pick: (all) => all };
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
