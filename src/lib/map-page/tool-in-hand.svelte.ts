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

function isToolName(name: string | null): name is ToolName {
	return name !== null && Object.hasOwn(tools, name);
}

interface Held extends HeldTool {
	name: ToolName;
}

/** The tool in hand, one at a time. What is closed can be taken up again. */
export class ToolInHand {
	held = $state.raw<Held | null>(null);
	/** whose code did not come */
	missing = $state<ToolName | null>(null);
	/** closed, and goes on when the history brings it back; of tools that closing does not end, also when somebody begins again */
	#closed: Partial<Record<ToolName, unknown>> = {};
	/** the address goes ahead, and the tool after it */
	#following = false;
	/** how many steps of the tool the address has still to follow */
	#leading = 0;
	#led = Promise.resolve();
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
		const tool = await this.#code(name);
		if (!tool) return;
		const closed = tool.endsWhenClosed ? null : this.#closed[name];
		const before =
			[from, closed, tool.recall?.(this.#facts())].find((work) => work && tool.isWorthKeeping(work)) ?? null;
		this.#hold(name, tool, before);
		if (this.#browsing.tool !== name) await this.#browsing.open({ tool: name, step: this.step });
	};

	/** The address closes it. */
	close = (): void => {
		this.missing = null;
		if (this.#browsing.tool) void this.#browsing.leave();
	};

	/** The code of a tool, which comes once; null where it did not come. */
	async #code(name: ToolName): Promise<Tool<unknown> | null> {
		const module = await tools[name]().catch(() => null);
		this.missing = module ? null : name;
		return module && (module.tool as unknown as Tool<unknown>);
	}

	restart = (): void => {
		if (!this.held) return;
		const { name, tool, work } = this.held;
		this.#hold(name, tool, null);
		if (tool.isWorthKeeping(work))
			this.#browsing.offer(tool.undoAfresh(this.#m), () => this.start(name, work));
	};

	/** the open step of the tool in hand */
	get step(): string | null {
		return (this.held && this.held.tool.stepOf?.(this.held.work)) ?? null;
	}

	/** Follows the address: opens and closes what it says, and goes to the step that it says. */
	async followAddress(): Promise<void> {
		if (this.#leading > 0 && this.held?.name === this.#browsing.tool) return;
		this.#following = true;
		await this.#follow();
		this.#following = false;
	}

	async #follow(): Promise<void> {
		const { tool: name, step } = this.#browsing;
		if (this.missing !== name) this.missing = null;
		if (this.held && this.held.name !== name) this.#putDown();
		if (!this.held && isToolName(name)) await this.#takeUp(name);
		if (!this.held || this.#browsing.tool !== name || this.#browsing.step !== step) return;
		const { tool, work } = this.held;
		if (step !== null && step !== this.step) tool.goTo?.(work, step);
		// Nothing can go on from where nothing was entered.
		if (this.step !== step)
			await this.#browsing.open({ tool: this.held.name, step: this.step }, { instead: true });
	}

	/** The address follows the tool to another step: onwards to a new entry of the history, back to the one it has. */
	followStep(): void {
		const step = this.step;
		if (this.#following || step === null) return;
		// One after the other: somebody may be faster than the browser.
		this.#leading++;
		this.#led = this.#led.then(() => this.#lead(step)).finally(() => this.#leading--);
	}

	async #lead(step: string): Promise<void> {
		const { tool: name, step: before } = this.#browsing;
		if (this.held?.name !== name || step === before) return;
		const { steps = [] } = this.held.tool;
		if (step === steps.at(-1)) await this.#browsing.forgetSteps({ tool: name, step });
		else if (steps.indexOf(step) > steps.indexOf(before ?? ''))
			await this.#browsing.open({ tool: name, step });
		else await this.#browsing.backTo({ tool: name, step });
	}

	/** From the address: a reload, or the history. It goes on where it was closed. */
	async #takeUp(name: ToolName): Promise<void> {
		const tool = await this.#code(name);
		if (!tool || this.held || this.#browsing.tool !== name) return;
		const before = this.#closed[name] ?? tool.recall?.(this.#facts()) ?? null;
		const isOver = this.#browsing.step !== null && this.#browsing.step === tool.steps?.at(-1);
		if (isOver && before === null) await this.#browsing.leave();
		else this.#hold(name, tool, before);
	}

	#putDown(): void {
		if (!this.held) return;
		const { name, tool, work } = this.held;
		this.held = null;
		this.#closed[name] = work;
		const kept = tool.isWorthKeeping(work) ? work : null;
		tool.keep?.(tool.endsWhenClosed ? null : kept);
		if (kept !== null) this.#browsing.offer(tool.undoClosed(this.#m), () => this.start(name, kept));
	}

	/** To be called before the page is left. */
	keep(): void {
		this.held?.tool.keep?.(this.held.work);
	}

	#hold(name: ToolName, tool: Tool<unknown>, before: unknown): void {
		delete this.#closed[name];
		this.#browsing.undo = null;
		const work = before ?? tool.begin(this.#facts());
		this.held = { name, tool, work, kit: this.#kit(before !== null && tool.isWorthKeeping(before)) };
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
