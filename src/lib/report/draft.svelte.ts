import type { Candidate } from '$lib/camera/camera';
import type { Position } from '$lib/camera/position';
import { readPartialDate } from '$lib/camera/day';
import { fields, namesWith, readNumber, type CameraFields, type NameWith } from '$lib/camera/record';
import type { FieldError, ReportInput } from '$lib/camera/report';
import type {
	CameraType,
	Capability,
	Maker,
	Method,
	Mount,
	Operator,
	PublishChoice,
	SignPresence
} from '$lib/camera/vocabulary';
import type { Attempt } from '$lib/outbox/send';
import { isAtSpot } from './at-spot.ts';

export const steps = ['place', 'what', 'send'] as const;
export type Step = (typeof steps)[number];
/** in the order in which they are come to: whether it is a known camera is asked as soon as its place is there */
export const stages = ['place', 'asked', 'what', 'send', 'sent'] as const;
export type Stage = (typeof stages)[number];

/** Which step asks for which field, so that a refused field is shown where it was entered. */
const stepOf: Record<ReportedName | 'position' | 'on_dwelling', Step> = {
	position: 'place',
	accuracy_m: 'place',
	method: 'place',
	heading_deg: 'place',
	type: 'what',
	mount: 'what',
	operator: 'what',
	on_dwelling: 'what',
	maker: 'what',
	capabilities: 'what',
	sign_present: 'what',
	height_m: 'what',
	start_date: 'what',
	observed_on: 'send'
};
type ReportedName = NameWith<CameraFields, 'inReport'>;

/** A report that is being written: survives every error, until it is sent or thrown away. */
export class ReportDraft implements Record<ReportedName, unknown> {
	step = $state<Step>('place');
	/** a place was chosen, and the steps after it can be reached */
	hasPlace = $state(false);
	position = $state.raw<Position | null>(null);
	/** where the device says it is, and how exactly, in metres */
	gps = $state.raw<{ position: Position; accuracy_m: number } | null>(null);
	method = $state<Method>('dragged');
	heading_deg = $state<number | null>(null);
	type = $state<CameraType>('unknown');
	mount = $state<Mount>('unknown');
	operator = $state<Operator>('unknown');
	onDwelling = $state<'yes' | 'no' | ''>('');
	maker = $state<Maker>('unknown');
	capabilities = $state<Capability[]>([]);
	sign_present = $state<SignPresence>('unknown');
	/** as it is being typed, with a point or a comma */
	height_m = $state('');
	/** as it is being typed */
	start_date = $state('');
	observed_on = $state('');
	note = $state('');
	chosenPublish = $state<PublishChoice | null>(null);
	/** what is typed as a position, until it is taken */
	typedPosition = $state('');
	errors = $state.raw<FieldError[]>([]);
	/** known cameras nearby: whether it is one of them is asked before it is taken */
	candidates = $state.raw<Candidate[]>([]);
	isAsked = $state(false);
	/** id of the known camera that it is */
	same_as = $state<string | null>(null);
	/** it is none of the known cameras nearby */
	another_camera = $state(false);
	/** the place and heading for which `same_as` and `another_camera` were answered */
	answeredFor = $state('');
	/** it was taken: nothing of it is drawn any more */
	sent = $state(false);
	/** the last body that was sent and its key, so that the same body sent again writes nothing twice */
	attempt: Attempt | null = null;

	/** chosen, or `later` where the device says that one stands there */
	get publish(): PublishChoice {
		return this.chosenPublish ?? (this.atSpot ? 'later' : 'now');
	}
	set publish(choice: PublishChoice) {
		this.chosenPublish = choice;
	}

	get accuracy_m(): number | null {
		return this.method === 'gps' ? (this.gps?.accuracy_m ?? null) : null;
	}

	get atSpot(): boolean {
		return this.gps !== null && this.position !== null && isAtSpot(this.position, this.gps);
	}

	/** Place and heading, on which depends which known cameras it may be. */
	get #spot(): string {
		return JSON.stringify([this.position, this.heading_deg]);
	}

	/** Nothing has moved since known cameras were looked for, and what they asked is answered. */
	get isAnswered(): boolean {
		const said = this.same_as !== null || this.another_camera || this.candidates.length === 0;
		return said && this.answeredFor === this.#spot;
	}

	/** The steps of this report: of a known camera nothing more need be said. */
	get steps(): readonly Step[] {
		return this.same_as === null ? steps : ['place', 'send'];
	}

	/** Asks which of known cameras it is; with none there is no question. */
	ask(candidates: Candidate[]): void {
		this.answer(null);
		this.candidates = candidates;
		this.hasPlace = true;
		this.isAsked = candidates.length > 0;
	}

	/** It is the known camera `id`, or `another`; null while that is not said. */
	answer(id: string | 'another' | null): void {
		this.same_as = id === 'another' ? null : id;
		this.another_camera = id === 'another';
		this.answeredFor = this.#spot;
	}

	/** Something was entered that would have to be entered again. */
	get touched(): boolean {
		return this.hasPlace || this.method !== 'dragged' || this.typedPosition !== '';
	}

	/** More is said of it than what is seen from afar: whose it is, what it can do. */
	get saysMore(): boolean {
		const { operator, maker, capabilities, sign_present, height_m, start_date } = this;
		return (
			[operator, maker, sign_present].some((one) => one !== 'unknown') ||
			capabilities.length > 0 ||
			height_m !== '' ||
			start_date !== ''
		);
	}

	/** What is sent. */
	body(): ReportInput {
		return {
			position: this.position ?? ([] as unknown as Position),
			...(Object.fromEntries(namesWith(fields, 'inReport').map((name) => [name, this.#said(name)])) as Pick<
				ReportInput,
				ReportedName
			>),
			...(this.operator === 'private' && this.onDwelling ? { on_dwelling: this.onDwelling === 'yes' } : {}),
			note: this.note || null,
			publish: this.publish,
			...(this.isAnswered && this.same_as !== null ? { same_as: this.same_as } : {}),
			...(this.isAnswered && this.another_camera ? { another_camera: true } : {})
		};
	}

	/** An empty text is an unknown; a text that is no number or no date stays, to be refused. */
	#said(name: ReportedName): unknown {
		const value = this[name];
		if (typeof value !== 'string') return value;
		if (value.trim() === '') return null;
		const { kind } = fields[name];
		if (kind === 'number') return readNumber(value) ?? value;
		return kind === 'date' ? (readPartialDate(value) ?? value) : value;
	}

	/** Keeps what was refused and goes to where it was entered. */
	refuse(errors: FieldError[]): void {
		this.errors = errors;
		const wrong = errors.map(({ field }) => stepOf[field as ReportedName] ?? 'send');
		this.step = steps.find((step) => wrong.includes(step)) ?? this.step;
	}

	move(by: 1 | -1): void {
		this.hasPlace ||= this.position !== null;
		this.goTo(this.steps[this.steps.indexOf(this.step) + by] ?? this.step);
	}

	/** what is open: a step, the question about known cameras, or what came of it */
	get stage(): Stage {
		if (this.sent) return 'sent';
		return this.isAsked ? 'asked' : this.step;
	}

	/** Opens a stage; where it cannot be reached, everything stays as it is. */
	goTo(stage: Stage): void {
		if (this.sent || stage === 'sent') return;
		if (stage === 'asked' ? this.candidates.length === 0 : stage !== 'place' && !this.hasPlace) return;
		this.isAsked = stage === 'asked';
		this.step = stage === 'asked' ? 'place' : stage;
	}
}
