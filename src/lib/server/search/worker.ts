/*
 * The thread that reads the street archive and searches its names: decoding a city takes seconds, which nobody who
 * asks the server for something else should feel. Node runs this file as it is.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { readPlaces, UnfitArchive } from './archive.ts';
import { Gathering } from './gather.ts';
import type { FromSearch, ToSearch } from './messages.ts';
import { PlaceIndex } from './place-index.ts';
import { digestOf, NamingGround } from './place-names.ts';
import type { Place } from './place.ts';

const post = (message: FromSearch) => parentPort?.postMessage(message);
const known = workerData as Place[];
let index = await PlaceIndex.of(known);
let reading = Promise.resolve();
let waiting = 0;

parentPort?.on('message', (message: ToSearch) => {
	if (message.type === 'find') {
		const places = index.find(message.text, message.limit);
		post({ type: 'found', id: message.id, places, complete: waiting === 0 });
	} else {
		waiting++;
		reading = reading.then(() => read(message)).finally(() => waiting--);
	}
});

/** Takes in the names of an archive, or of none; until it is done the names from before are searched. */
async function read({ path, version }: Extract<ToSearch, { type: 'read' }>): Promise<void> {
	try {
		const gathering = new Gathering();
		const naming = new NamingGround();
		const add = (piece: Place) => {
			gathering.add(piece);
			naming.add(piece);
		};
		known.forEach(add);
		if (path) for await (const pieces of readPlaces(path)) pieces.forEach(add);
		index = await PlaceIndex.of(gathering.places());
		const ground = naming.ground();
		post({ type: 'read', places: index.size, ground, digest: digestOf(ground), version });
	} catch (error) {
		const why = error instanceof UnfitArchive ? error.message : 'it cannot be read';
		post({ type: 'unfit', why });
	}
}
