import type { Camera } from '../../camera/camera.ts';
import type { Position } from '../../camera/position.ts';
import {
	capabilities,
	makers,
	methods,
	mounts,
	operators,
	signPresences,
	sources,
	states,
	types
} from '../../camera/vocabulary.ts';
import type { CameraLine } from './camera-line.ts';

/** Column by column, about 75 bytes a camera. */
function allocate(length: number) {
	return {
		number: new Float64Array(length),
		/** web mercator, the world from 0 to 2^32: a tile is a shift away */
		x: new Uint32Array(length),
		y: new Uint32Array(length),
		lngE6: new Int32Array(length),
		latE6: new Int32Array(length),
		state: new Uint8Array(length).fill(none8),
		type: new Uint8Array(length),
		mount: new Uint8Array(length),
		heading: new Uint16Array(length),
		operator: new Uint8Array(length),
		maker: new Uint8Array(length),
		/** a bit for each capability */
		capabilities: new Uint8Array(length),
		sign: new Uint8Array(length),
		heightDm: new Uint16Array(length),
		accuracy: new Uint16Array(length),
		method: new Uint8Array(length),
		source: new Uint8Array(length),
		firstReported: new Uint16Array(length),
		observed: new Uint16Array(length),
		lastConfirmed: new Uint16Array(length),
		confirmations: new Uint32Array(length),
		disputes: new Uint32Array(length),
		changed: new Uint16Array(length),
		changes: new Uint32Array(length)
	};
}
const none8 = 0xff;
const none16 = 0xffff;

/** The facts of cameras by row. A row without a state was taken away. */
export class Columns {
	at = allocate(1024);
	/** the texts of `changes`: there are far fewer than cameras */
	#texts: string[] = [];
	#textNumbers = new Map<string, number>();

	makeRoom(row: number): void {
		if (row < this.at.number.length) return;
		const wider = allocate(this.at.number.length * 2);
		for (const name of Object.keys(wider) as (keyof typeof wider)[]) wider[name].set(this.at[name]);
		this.at = wider;
	}

	isGone(row: number): boolean {
		return this.at.state[row] === none8;
	}

	write(row: number, { camera, changes }: CameraLine, x: number, y: number): void {
		const at = this.at;
		at.number[row] = camera.number;
		at.x[row] = x;
		at.y[row] = y;
		at.lngE6[row] = Math.round(camera.lng * 1e6);
		at.latE6[row] = Math.round(camera.lat * 1e6);
		at.state[row] = camera.state === null ? none8 : states.indexOf(camera.state);
		at.type[row] = types.indexOf(camera.type);
		at.mount[row] = mounts.indexOf(camera.mount);
		at.heading[row] = camera.heading_deg ?? none16;
		at.operator[row] = operators.indexOf(camera.operator);
		at.maker[row] = makers.indexOf(camera.maker);
		at.capabilities[row] = camera.capabilities.reduce(
			(bits, one) => bits | (1 << capabilities.indexOf(one)),
			0
		);
		at.sign[row] = signPresences.indexOf(camera.sign_present);
		at.heightDm[row] = camera.height_m === null ? none16 : Math.round(camera.height_m * 10);
		at.accuracy[row] = camera.accuracy_m ?? none16;
		at.method[row] = camera.method === null ? none8 : methods.indexOf(camera.method);
		at.source[row] = sources.indexOf(camera.source);
		at.firstReported[row] = dayNumber(camera.first_reported_on);
		at.observed[row] = dayNumber(camera.observed_on);
		at.lastConfirmed[row] = dayNumber(camera.last_confirmed_on);
		at.confirmations[row] = camera.confirmations;
		at.disputes[row] = camera.disputes;
		at.changed[row] = dayNumber(camera.changed_on);
		at.changes[row] = this.#textNumber(changes);
	}

	/** The public record of a camera that can be seen. */
	camera(row: number): Camera {
		const at = this.at;
		const bits = at.capabilities[row] ?? 0;
		const [lng, lat] = this.position(row);
		return {
			number: at.number[row] ?? 0,
			lng,
			lat,
			state: this.state(row),
			type: this.type(row),
			mount: mounts[at.mount[row] ?? 0] ?? 'unknown',
			heading_deg: this.heading(row),
			operator: this.operator(row),
			maker: this.maker(row),
			capabilities: bits === 0 ? [] : capabilities.filter((_, i) => bits & (1 << i)),
			sign_present: signPresences[at.sign[row] ?? 0] ?? 'unknown',
			height_m: at.heightDm[row] === none16 ? null : (at.heightDm[row] ?? 0) / 10,
			accuracy_m: at.accuracy[row] === none16 ? null : (at.accuracy[row] ?? 0),
			method: methods[at.method[row] ?? none8] ?? null,
			source: sources[at.source[row] ?? 0] ?? 'report',
			first_reported_on: dayText(at.firstReported[row]) ?? '',
			observed_on: dayText(at.observed[row]),
			last_confirmed_on: dayText(at.lastConfirmed[row]),
			confirmations: at.confirmations[row] ?? 0,
			disputes: at.disputes[row] ?? 0,
			changed_on: dayText(at.changed[row]) ?? ''
		};
	}

	state(row: number) {
		return states[this.at.state[row] ?? 0] ?? 'reported';
	}
	type(row: number) {
		return types[this.at.type[row] ?? 0] ?? 'unknown';
	}
	operator(row: number) {
		return operators[this.at.operator[row] ?? 0] ?? 'unknown';
	}
	maker(row: number) {
		return makers[this.at.maker[row] ?? 0] ?? 'unknown';
	}
	position(row: number): Position {
		return [(this.at.lngE6[row] ?? 0) / 1e6, (this.at.latE6[row] ?? 0) / 1e6];
	}
	/** degrees clockwise from north; null is unknown */
	heading(row: number): number | null {
		const heading = this.at.heading[row] ?? none16;
		return heading === none16 ? null : heading;
	}
	/** days since 1970-01-01 of the newest day on which it is known to have been there; see `freshness` */
	confirmedDay(row: number): number {
		const { lastConfirmed, observed, firstReported } = this.at;
		for (const column of [lastConfirmed, observed]) {
			const day = column[row] ?? none16;
			if (day !== none16) return day;
		}
		return firstReported[row] ?? 0;
	}
	/** see {@link CameraLine} */
	changes(row: number): string {
		return this.#texts[this.at.changes[row] ?? 0] ?? '';
	}

	#textNumber(text: string): number {
		let number = this.#textNumbers.get(text);
		if (number === undefined) {
			number = this.#texts.push(text) - 1;
			this.#textNumbers.set(text, number);
		}
		return number;
	}
}

const dayMs = 86_400_000;
const numbers = new Map<string, number>();
const texts = new Map<number, string>();

function dayNumber(day: string | null): number {
	if (day === null) return none16;
	let number = numbers.get(day);
	if (number === undefined) numbers.set(day, (number = Date.parse(day) / dayMs));
	return number;
}

function dayText(number: number | undefined): string | null {
	if (number === undefined || number === none16) return null;
	let text = texts.get(number);
	if (text === undefined) {
		text = new Date(number * dayMs).toISOString().slice(0, 10);
		texts.set(number, text);
	}
	return text;
}
