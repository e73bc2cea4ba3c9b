import { areInvented } from '../../camera/invented.ts';
import * as answers from '../answers.ts';
import { buildings, hasStreets, removeInvented, writeInvented, type Buildings } from '../buildings/index.ts';
import { engine, parsed, unwrap } from '../engine/index.ts';
import { makeSights, type Call } from './sights.ts';

const lacking =
	'Watched ground is measured with buildings that this data folder lacks: other processes measure new cameras. Provision the same ones here, or run npm run coverage:rebuild to measure by what this folder has.';

/** Calls the database as the application. */
export const asApplication: Call = async (verb, args) =>
	unwrap((await engine()).service.rpc(verb, args as never) as never);

/** The buildings in force, as the database has them now; null while there are none. */
export async function buildingsNow() {
	return parsed((await engine()).anon.rpc('buildings'), answers.buildings);
}

/** The buildings in the data folder of this process, and what follows from them. */
export class OwnBuildings {
	/** the version that this process last put in force; undefined before it looked */
	#told: string | null | undefined;
	#hasSaid = false;
	/** those of the demonstration are in force, and cannot count here */
	#endsInvented = false;

	/** Puts the buildings of this process in force when they arrive, and out of force when they are taken away. */
	async keep(): Promise<void> {
		const given = ownBuildings();
		if (given === undefined) return;
		const own = given && !areInvented(given.origin) ? given : await this.#invented(given);
		const version = own?.version ?? null;
		if (version === this.#told) return;
		// A process that starts without buildings leaves those of others in force. An embedded database has no others.
		const decides = own || this.#told || this.#endsInvented || (await engine()).kind === 'embedded';
		if (decides) await asApplication('use_buildings', inForce(own));
		this.#told = version;
	}

	/**
	 * The buildings of the demonstration, which count where it put them in force, until there are streets. They are
	 * written once: those that an operator takes away stay away.
	 */
	async #invented(given: Buildings | null): Promise<Buildings | null> {
		const decided = given?.version === this.#told ? given : null;
		if (this.#told !== undefined && !(decided && hasStreets())) return decided;
		const [{ kind }, inForce] = await Promise.all([engine(), buildingsNow()]);
		const isInvented = areInvented(inForce);
		const areWanted = isInvented && !hasStreets();
		// The folder of an embedded database is its own.
		if (given && !areWanted && kind === 'embedded') removeInvented();
		const own = areWanted && (given || writeInvented()) ? ownBuildings() : null;
		this.#endsInvented = isInvented && !own;
		return own ?? null;
	}

	/**
	 * Makes sights of due cameras.
	 * @param version of the buildings among which they are wanted
	 * @returns how many
	 */
	async make(version: string): Promise<number> {
		const own = ownBuildings();
		if (own?.version === version) return makeSights(asApplication, own);
		if (!this.#hasSaid) console.error(lacking);
		this.#hasSaid = true;
		return 0;
	}
}

/** The arguments with which buildings, or none, are put in force. */
export function inForce(own: Buildings | null): Record<string, unknown> {
	return own ? { p_version: own.version, p_origin: JSON.stringify(own.origin) } : {};
}

/** Those in place; undefined where there is a file that holds none, as while another version of Oko wrote it. */
export function ownBuildings(): Buildings | null | undefined {
	try {
		return buildings();
	} catch {
		return undefined;
	}
}
