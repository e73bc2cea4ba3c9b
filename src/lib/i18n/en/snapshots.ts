import { en } from '../plural.ts';
import type { SnapshotMessages } from '../sr-Cyrl/snapshots.ts';

export default {
	title: 'Snapshots to cite',
	lead: 'Once a day, after midnight in Belgrade, the whole record is kept as files. Their address and their bytes stay the same.',
	empty: 'There is no snapshot yet: the first is made after the first day of the log is closed.',
	snapshot: 'Snapshot',
	cameras: 'Cameras',
	cameraWord: (n) => en(n, 'camera', 'cameras'),
	titleOf: (edition) => `Snapshot ${edition}`,
	madeOn: (day) =>
		`The cameras that were reported until the end of this day. The files were written on ${day}.`,
	files: 'What is in it',
	size: 'Size',
	bytes: 'bytes',
	check:
		'The manifest names each file with its SHA-256. The signature of the manifest (Ed25519) is verified with the public key of this site.',
	key: 'The public key',
	facts: 'How it was made',
	method: 'Method',
	head: 'Head of the log',
	licence: 'Licence',
	groundDue: (text) =>
		`The ground of ${text} reports or cells was still to be measured: coverage.geojson and areas.geojson lack it.`,
	accepted: (reason) => `The number of cameras was unusually small. The operator accepted it: ${reason}`,
	corrects: (edition) =>
		`This edition stands for ${edition}, without cameras that were erased since. Coverage and municipalities are not in it.`,
	citeText: (edition, address) =>
		`Oko contributors: Reported Safe City cameras in Belgrade, snapshot ${edition}. ${address}. Licence: ODbL 1.0.`,
	changes: (edition) => `Differences from ${edition}`,
	changesNone: 'No number differs.',
	first: 'There is no snapshot before it.',
	where: 'Where',
	all: 'All',
	outside: 'Outside the municipalities',
	takenDown: 'Taken down',
	takenDownText: (edition, reason) =>
		`${edition} was taken down after an entry in it was erased. Reason: ${reason}`,
	noReason: 'none was given',
	instead: (edition) => `The corrected edition is ${edition}.`,
	refused: (day, cameras, median) =>
		`The snapshot of ${day} was not accepted: it has ${cameras} cameras, less than 95 % of the usual ${median}. The last good one stays.`,
	index: 'All of them, for programs: index.json'
} satisfies SnapshotMessages;
