import type { CameraFeature } from '$lib/camera/feature';
import type { AcceptedReport } from '$lib/camera/sent';
import type { Messages } from '$lib/i18n';
import type { HeldTool, Tool, ToolFacts, ToolKit } from '$lib/map/tool';
import type { MapView } from '$lib/map/map-view';
import type { ReportDraft } from '$lib/report/draft.svelte';
import type { Browsing } from './browsing.svelte';
import type { OwnCameras } from './own-cameras.svelte';

/** What is done on the map. A new tool is a line here, a button in the panel, and a room of its own. */
const tools = {
	report: () => import('$lib/report'),
	walk: () => import('$lib/walk'),
	survey: () => import('$lib/survey')
};
export type ToolName = keyof typeof tools;

interface Held extends HeldTool {
	name: ToolName;
}

/** The tool in hand, one at a time. What is closed can be taken up again. */
export class ToolInHand {
	held = $state.raw<Held | null>(null);
	/** closed, and goes on when somebody begins again; of tools that keep their work */
	#closed: Partial<Record<ToolName, unknown>> = {};
	readonly #browsing: Browsing;
	readonly #own: OwnCameras;
	readonly #m: Messages;
	readonly #facts: () => ToolFacts;
	readonly #view: () => MapView;

	constructor(browsing: Browsing, own: OwnCameras, m: Messages, facts: () => ToolFacts, view: () => MapView) {
		this.#browsing = browsing;
		this.#own = own;
		this.#m = m;
		this.#facts = facts;
		this.#view = view;
	}

	/** the report in hand */
	get draft(): ReportDraft | null {
		return this.held?.name === 'report' ? (this.held.work as ReportDraft) : null;
	}

	/** Begins; or goes on with `from`, or with what was closed before and kept. */
	start = async (name: ToolName, from?: unknown): Promise<void> => {
		const { tool } = (await tools[name]()) as unknown as { tool: Tool<unknown> };
		const before = from ?? this.#closed[name] ?? tool.recall?.() ?? null;
		delete this.#closed[name];
		this.#hold(name, tool, before);
		this.#browsing.putAway();
	};

	close = (): void => {
		if (!this.held) return;
		const { name, tool, work } = this.held;
		this.held = null;
		const kept = tool.isWorthKeeping(work) ? work : null;
		tool.keep?.(kept);
		if (kept === null) return;
		if (tool.keep) this.#closed[name] = kept;
		this.#browsing.offer(tool.undoClosed(this.#m), () => this.start(name, kept));
	};

	restart = (): void => {
		if (!this.held) return;
		const { name, tool, work } = this.held;
		this.#hold(name, tool, null);
		if (tool.isWorthKeeping(work))
			this.#browsing.offer(tool.undoAfresh(this.#m), () => this.start(name, work));
	};

	/** To be called before the page is left. */
	keep(): void {
		this.held?.tool.keep?.(this.held.work);
	}

	#hold(name: ToolName, tool: Tool<unknown>, before: unknown): void {
		const work = before ?? tool.begin(this.#facts());
		this.held = { name, tool, work, kit: this.#kit(before !== null) };
	}

	#kit(resumed: boolean): ToolKit {
		const [facts, view] = [this.#facts, this.#view];
		return {
			resumed,
			get facts() {
				return facts();
			},
			get map() {
				return view().map;
			},
			close: this.close,
			restart: this.restart,
			accept: (accepted: AcceptedReport) => this.#own.accept(accepted),
			withdraw: (camera: CameraFeature, isGone: boolean) => this.#own.withdraw(camera, isGone)
		};
	}
}
