/*
 * npm run moderator: who moderates. A contributor reads their code on /account and tells it to the operator; it says
 * nothing else about them. Reaches a running embedded server, as npm run operate does.
 */
import { withDatabase } from './database.ts';

const usage = `npm run moderator -- add <code>     makes a contributor a moderator; the code stands on their /account
npm run moderator -- remove <code>  ends that
npm run moderator -- list           who is one, by code`;

try {
	const [name, ...rest] = process.argv.slice(2);
	const code = rest.join(' ');
	if (name === 'list' && !code) print(await withDatabase((ask) => ask('moderators', {})));
	else if ((name === 'add' || name === 'remove') && code)
		print(await withDatabase((ask) => ask('set_moderator', { p_code: code, p_on: name === 'add' })));
	else throw new Error(usage);
} catch (error) {
	const { message } = error as Error;
	console.error(message === 'refused: unknown_code' ? 'No contributor has this code.' : message);
	process.exitCode = 1;
}

function print(answer: unknown): void {
	console.log(JSON.stringify(answer, null, 2));
}
