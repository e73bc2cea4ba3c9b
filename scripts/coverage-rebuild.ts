/*
 * npm run coverage:rebuild: measures all watched ground anew, as after a change of the lenses in `settings`. What is on
 * the map stays there until it is measured. Reaches a running embedded server, as npm run operate does; broken off, the
 * server goes on with it.
 */
import { withDatabase } from './database.ts';

try {
	await withDatabase(async (ask) => {
		const began = Date.now();
		const all = Number(await ask('rebuild_coverage', {}));
		let measured = 0;
		for (let told = -1; ;) {
			const { done, left } = (await ask('refresh_coverage', {})) as { done: number; left: number };
			if (left === 0) break;
			measured += done;
			// Cameras may put more cells on the list, and a server that runs takes some off.
			const percent = Math.min(99, Math.floor((100 * measured) / all));
			if (percent !== told) process.stdout.write(`\r${(told = percent)} %`);
		}
		console.log(`\rmeasured in ${Math.round((Date.now() - began) / 1000)} s`);
	});
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
