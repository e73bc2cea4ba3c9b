import * as answers from '../answers.ts';
import { engine, parsed, unwrap } from '../engine/index.ts';
import type { TileId } from '../live/index.ts';
import { CoverageGrid } from './grid.ts';
import { OwnBuildings } from './own-buildings.ts';
import { parsePiece } from './piece.ts';

/** pieces read at once */
const pageRows = 5000;

/** The measured cells of this process, kept current by what changed. */
export class LiveCoverage {
	grid: CoverageGrid;
	/** the newest change that is in */
	version = 0;
	/** cameras and cells that are still to be measured, counted to 10,000 */
	due = 0;
	#buildings = new OwnBuildings();
	/** told which tiles show something else */
	onchange: (tiles: TileId[]) => void = () => {};

	constructor(cellM: number) {
		this.grid = new CoverageGrid(cellM);
	}

	/** Takes in what changed. */
	async read(): Promise<void> {
		const { service } = await engine();
		for (;;) {
			const args = { p_version: this.version, p_limit: pageRows };
			const text = await unwrap(service.rpc('coverage_since', args));
			if (!text) return;
			const pieces = text.split('\n').map(parsePiece);
			this.onchange(this.grid.apply(pieces));
			this.version = pieces.at(-1)?.version ?? this.version;
			if (pieces.length < pageRows) return;
		}
	}

	/** Has the database measure some of what is due, and takes it in. @returns whether that brought anything on */
	async measure(): Promise<boolean> {
		const { service } = await engine();
		await this.#buildings.keep();
		const { done, left, version, sights_wanted } = await parsed(
			service.rpc('refresh_coverage'),
			answers.measured
		);
		const isOn = done > 0 || version !== this.version;
		this.due = left;
		if (version > this.version) await this.read();
		const sights = sights_wanted ? await this.#buildings.make(sights_wanted) : 0;
		return isOn || sights > 0;
	}
}
