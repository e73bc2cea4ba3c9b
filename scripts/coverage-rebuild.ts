/*
 * npm run coverage:rebuild: measures all watched ground anew, as after a change of the lenses in `settings`. What is on
 * the map stays there until it is measured. Reaches a running embedded server, as npm run operate does; broken off, the
 * server goes on with it. With --edition it measures by the levels of that edition of IEC 62676-4 and prints them; by
 * another than ours on a copy only. It measures by the buildings in the data folder, or by none where there are none.
 */
import { parseArgs } from 'node:util';
import { slotAt } from '../src/lib/camera/coverage.ts';
import { areInvented } from '../src/lib/camera/invented.ts';
import { edition, editions, standardOf, type Edition } from '../src/lib/camera/levels.ts';
import { bounds, readings, standings } from '../src/lib/camera/optics.ts';
import { states } from '../src/lib/camera/vocabulary.ts';
import * as answers from '../src/lib/server/answers.ts';
import { buildings, type Buildings } from '../src/lib/server/buildings/index.ts';
import { CoverageGrid } from '../src/lib/server/coverage/grid.ts';
import { inForce } from '../src/lib/server/coverage/own-buildings.ts';
import { parsePiece } from '../src/lib/server/coverage/piece.ts';
import { makeSights } from '../src/lib/server/coverage/sights.ts';
import { checked } from '../src/lib/server/engine/index.ts';
import { askRunning, embedded, withDatabase, type Ask } from './database.ts';

const options = { edition: { type: 'string' }, copy: { type: 'boolean' } } as const;
const { values } = parseArgs({ options });

try {
	const wanted = readEdition();
	if (wanted && wanted !== edition) await refuseServed();
	await withDatabase(async (ask) => {
		const began = Date.now();
		const own = await ownBuildings(ask);
		await ask('use_buildings', inForce(own));
		const all = Number(await ask('rebuild_coverage', wanted ? { p_edition: wanted } : {}));
		let measured = 0;
		for (let told = -1; ;) {
			const { done, left, sights_wanted } = checked(await ask('refresh_coverage', {}), answers.measured);
			if (left === 0) break;
			if (own && sights_wanted) await makeSights(ask, own);
			measured += done;
			// Cameras may put more cells on the list, and a server that runs takes some off.
			const percent = Math.min(99, Math.floor((100 * measured) / all));
			if (percent !== told) process.stderr.write(`\r${(told = percent)} %`);
		}
		const among = own ? `with ${own.count} buildings` : 'without buildings';
		process.stderr.write(`\rmeasured ${among} in ${Math.round((Date.now() - began) / 1000)} s\n`);
		if (wanted) await print(ask, wanted);
		if (wanted && wanted !== edition)
			process.stderr.write(
				`A server does not start on this folder until it is measured by ${standardOf(edition)} again.\n`
			);
	});
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

/** Those in the data folder; the demonstration's count only where it is. */
async function ownBuildings(ask: Ask): Promise<Buildings | null> {
	const own = buildings();
	if (!own || !areInvented(own.origin)) return own;
	const inForce = checked(await ask('buildings', {}), answers.buildings);
	return areInvented(inForce) ? own : null;
}

/** What people look at is measured by one edition only. @throws Error where it is no copy, or may be none */
async function refuseServed(): Promise<void> {
	if (!embedded && !values.copy)
		throw new Error(
			'Measure a copy of the database, and say --copy: a server would name the levels wrongly.'
		);
	if (embedded && (await askRunning('overview', {})))
		throw new Error('A server runs on this folder, and would name the levels wrongly: measure a copy of it.');
}

function readEdition(): Edition | null {
	if (values.edition === undefined) return null;
	const known = Object.keys(editions).map(Number) as Edition[];
	const wanted = known.find((one) => String(one) === values.edition);
	if (!wanted) throw new Error(`There is no such edition of IEC 62676-4: it is one of ${known.join(', ')}.`);
	return wanted;
}

/** Watched ground of the City ('') and of each municipality, by the levels of an edition, in square metres as CSV. */
async function print(ask: Ask, wanted: Edition): Promise<void> {
	// For its sums: how large cells are does not matter to them.
	const grid = new CoverageGrid(1);
	for (let version = 0; ;) {
		const text = String(await ask('coverage_since', { p_version: version, p_limit: 5000 }));
		if (!text) break;
		const pieces = text.split('\n').map(parsePiece);
		grid.apply(pieces);
		version = pieces.at(-1)?.version ?? version;
	}
	console.log('edition,municipality,states,level,reading,least_m2,most_m2');
	const areas = [...grid.areas].filter(([id]) => id !== '').sort(([a], [b]) => a.localeCompare(b));
	for (const [id, numbers] of [['', grid.city] as const, ...areas])
		for (const standing of standings)
			for (const [place, level] of Object.keys(editions[wanted]).entries())
				for (const reading of readings) {
					const figures = bounds.map(
						(bound) => (numbers[states.length + slotAt(place, { standing, reading, bound })] ?? 0) / 100
					);
					console.log([wanted, id, standing, level, reading, ...figures].join(','));
				}
}
