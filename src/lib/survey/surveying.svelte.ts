import type { Day } from '$lib/camera/day';
import type { FieldError } from '$lib/camera/report';
import { areaOf_m2, drawnOf, type SurveyInput } from '$lib/camera/survey';
import {
	publishChoices,
	surveyMethods,
	surveyShapes,
	type PublishChoice,
	type SurveyMethod,
	type SurveyShape
} from '$lib/camera/vocabulary';
import { metresAlong } from '$lib/camera/walk';
import { keptOneOf, keptPoints } from '$lib/map/kept-in-tab';
import { Sketch } from '$lib/map/sketch.svelte';
import type { Attempt } from '$lib/outbox/send';

/** A survey in hand: it lives in this page's memory until it is sent, and in its tab while the page is reloaded. */
export class Surveying {
	sketch = $state.raw(new Sketch('line'));
	lookedOn = $state<Day>('');
	method = $state<SurveyMethod | ''>('');
	publish = $state<PublishChoice>('later');
	errors = $state.raw<FieldError[]>([]);
	/** it was taken: it is shown, and not changed any more */
	sent = $state(false);
	/** the last body that was sent and its key, so that the same body sent again writes nothing twice */
	attempt: Attempt | null = null;

	constructor(today: Day) {
		this.lookedOn = today;
	}

	/** What a reload goes on with. */
	kept() {
		const { shape, sketch, lookedOn, method, publish, attempt } = this;
		return { shape, points: sketch.points, lookedOn, method, publish, attempt };
	}

	/** A survey that was kept; null where there is none. */
	static from(kept: Record<string, unknown> | null, today: Day): Surveying | null {
		const points = keptPoints(kept?.points);
		if (!kept || points.length === 0) return null;
		const surveying = new Surveying(typeof kept.lookedOn === 'string' ? kept.lookedOn : today);
		surveying.shape = keptOneOf(surveyShapes, kept.shape, 'line');
		surveying.sketch.replace(points);
		surveying.method = keptOneOf([...surveyMethods, ''], kept.method, '');
		surveying.publish = keptOneOf(publishChoices, kept.publish, 'later');
		// Sent again, it writes nothing twice.
		surveying.attempt = kept.attempt as Attempt | null;
		return surveying;
	}

	get shape(): SurveyShape {
		return this.sketch.kind;
	}
	/** The points stay. */
	set shape(shape: SurveyShape) {
		const { points } = this.sketch;
		this.sketch = new Sketch(shape);
		if (points.length > 0) this.sketch.replace(points);
	}

	/** whether there is a line or an area */
	get isDrawn(): boolean {
		return this.shape === 'line' ? this.sketch.points.length > 1 : this.sketch.isClosed;
	}

	/** metres of a line, square metres of an area */
	size = $derived.by(() => {
		const { points, kind } = this.sketch;
		return kind === 'line' ? (metresAlong(points).at(-1) ?? 0) : areaOf_m2(points);
	});

	body(): SurveyInput {
		return {
			drawn: drawnOf(this.shape, this.sketch.points),
			looked_on: this.lookedOn,
			method: this.method as SurveyMethod,
			publish: this.publish
		};
	}
}
