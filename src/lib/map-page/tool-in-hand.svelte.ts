import type { Day } from '$lib/camera/day';
import type { OpticsSettings } from '$lib/camera/optics';
import type { Messages } from '$lib/i18n';
import type { ReportDraft } from '$lib/report/draft.svelte';
import type { Surveying } from '$lib/survey';
import type { Walking } from '$lib/walk';
import type { Browsing } from './browsing.svelte';
import { Reporting } from './reporting.svelte';

/**
 * What is done on the map: a report, a walk or a survey, one at a time. The code of each comes when somebody begins one;
 * what is closed can be taken up again.
 */
export class ToolInHand {
	readonly reporting = new Reporting();
	walking = $state.raw<Walking | null>(null);
	surveying = $state.raw<Surveying | null>(null);
	Flow = $state.raw<typeof import('$lib/report/ReportFlow.svelte').default>();
	walkCode = $state.raw<typeof import('$lib/walk')>();
	surveyCode = $state.raw<typeof import('$lib/survey')>();
	readonly #browsing: Browsing;
	readonly #m: Messages;
	readonly #known: () => { today: Day; optics: OpticsSettings };

	constructor(browsing: Browsing, m: Messages, known: () => { today: Day; optics: OpticsSettings }) {
		this.#browsing = browsing;
		this.#m = m;
		this.#known = known;
	}

	get draft(): ReportDraft | null {
		return this.reporting.draft;
	}

	/** a press on the map adds a point, and chooses no camera */
	get isDrawnOn(): boolean {
		return this.walking !== null || this.surveying !== null;
	}

	startReport = async (from?: ReportDraft) => {
		this.Flow ??= (await import('$lib/report/ReportFlow.svelte')).default;
		this.reporting.begin(from);
		this.#browsing.putAway();
	};

	closeReport = () => {
		const closed = this.reporting.close();
		if (closed) this.#browsing.offer(this.#m.view.undoReport, () => this.startReport(closed));
	};

	startAfresh = () => {
		const before = this.reporting.startAfresh();
		if (before) this.#browsing.offer(this.#m.view.undoAfresh, () => this.startReport(before));
	};

	startWalk = async (from?: Walking) => {
		this.walkCode ??= await import('$lib/walk');
		this.walking = from ?? new this.walkCode.Walking(this.#known().optics);
		this.#browsing.putAway();
	};

	closeWalk = () => {
		const closed = this.walking;
		this.walking = null;
		if (closed?.sketch.points.length)
			this.#browsing.offer(this.#m.walk.undoClosed, () => this.startWalk(closed));
	};

	startSurvey = async (from?: Surveying) => {
		this.surveyCode ??= await import('$lib/survey');
		this.surveying = from ?? new this.surveyCode.Surveying(this.#known().today);
		this.#browsing.putAway();
	};

	closeSurvey = () => {
		const closed = this.surveying;
		this.surveying = null;
		if (closed?.sketch.points.length && !closed.sent)
			this.#browsing.offer(this.#m.survey.undoClosed, () => this.startSurvey(closed));
	};
}
