import { dayNumber, dayOf, type Day } from '$lib/camera/day';
import { countsAt, growthFromCsv, type GrowthDay } from '$lib/camera/growth';
import type { State } from '$lib/camera/vocabulary';
import type { PastCamera, DaySpan, TimeView } from '$lib/map/time';
import type { Browsing } from './browsing.svelte';

/** after the frame that shows the last movement of the slider */
const rest_ms = 250;

/** The day of the record that is looked at, and how the whole record grew. */
export class TimeInHand implements TimeView {
	isMoving = $state(false);
	cameras = $state.raw<PastCamera[]>([]);
	/** the whole record, oldest first; null before it has come, 'failed' where it did not */
	growth = $state.raw<GrowthDay[] | 'failed' | null>(null);
	readonly #browsing: Browsing;
	readonly #today: () => Day;
	#clock: ReturnType<typeof setTimeout> | undefined;
	#movement = 0;
	/** the growth as far as it is known */
	lines = $derived<GrowthDay[]>(Array.isArray(this.growth) ? this.growth : []);
	/** of the record, or today where nothing was ever reported */
	firstDay = $derived.by(() => this.lines[0]?.day ?? this.today);
	/** there are days between which to choose */
	isReady = $derived.by(() => this.length_days > 0);
	/** within the record, whatever the address says */
	span = $derived.by((): DaySpan => {
		const { from, to } = this.#browsing.span ?? { from: null, to: this.today };
		const least = this.lines[0]?.day ?? '';
		const within = (day: Day) => (day > this.today ? this.today : day < least ? least : day);
		const end = within(to);
		return { from: from && within(from) < end ? within(from) : null, to: end };
	});
	counts = $derived.by(() => this.countsOn(this.span.to));

	constructor(browsing: Browsing, today: () => Day) {
		this.#browsing = browsing;
		this.#today = today;
	}

	get today(): Day {
		return this.#today();
	}
	begin(): Promise<void> {
		return this.#browsing.lookAt({ from: null, to: this.today });
	}
	close(): Promise<void> {
		this.#still();
		return this.#browsing.lookAt(null);
	}

	/** Another day, while the slider moves; the map comes to rest a moment after the last. */
	move(span: DaySpan): void {
		this.isMoving = true;
		void this.#browsing.lookAt(span, { isMoving: true });
		clearTimeout(this.#clock);
		const movement = ++this.#movement;
		// A slow device takes longer than that for a frame: it is at rest only when one has been drawn.
		const drawn = () => {
			if (movement === this.#movement) this.#clock = setTimeout(() => this.rest(), rest_ms);
		};
		requestAnimationFrame(() => requestAnimationFrame(drawn));
	}
	rest(): void {
		this.#still();
		if (this.#browsing.span) void this.#browsing.lookAt(this.#browsing.span);
	}

	#still(): void {
		clearTimeout(this.#clock);
		this.#movement++;
		this.isMoving = false;
	}

	/** Asks for the growth of the record, once. */
	async load(): Promise<void> {
		if (Array.isArray(this.growth)) return;
		this.growth = null;
		try {
			const answer = await fetch('/stats/growth.csv');
			if (!answer.ok) throw new Error(String(answer.status));
			this.growth = growthFromCsv(await answer.text());
		} catch {
			this.growth = 'failed';
		}
	}

	/** The whole record at the end of a day; null while it is not known. */
	countsOn(day: Day): Record<State, number> | null {
		return Array.isArray(this.growth) ? countsAt(this.lines, day) : null;
	}

	/** The day before or after on which the record changed; else the first day of the record, or today. */
	changeBeside(day: Day, direction: -1 | 1): Day {
		const days = this.lines.map((line) => line.day);
		return direction < 0
			? (days.findLast((one) => one < day) ?? this.firstDay)
			: (days.find((one) => one > day) ?? this.today);
	}

	/** From the first day of the record to today. */
	get length_days(): number {
		return dayNumber(this.today) - dayNumber(this.firstDay);
	}
	dayAt(days: number): Day {
		return dayOf(dayNumber(this.firstDay) + days);
	}
	daysTo(day: Day): number {
		return dayNumber(day) - dayNumber(this.firstDay);
	}
}
