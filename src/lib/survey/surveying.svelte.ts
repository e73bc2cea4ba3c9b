import type { Day } from '$lib/camera/day';
import type { FieldError } from '$lib/camera/report';
import { areaOf_m2, drawnOf, type SurveyInput } from '$lib/camera/survey';
import type { PublishChoice, SurveyMethod, SurveyShape } from '$lib/camera/vocabulary';
import { metresAlong } from '$lib/camera/walk';
import { Sketch } from '$lib/map/sketch.svelte';
import type { Attempt } from '$lib/outbox/send';

/** A survey in hand: it lives in this page's memory until it is sent. */
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
