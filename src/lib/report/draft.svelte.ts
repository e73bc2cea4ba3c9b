import type { Candidate } from '$lib/camera/camera';
import type { Position } from '$lib/camera/position';
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

export const steps = ['place', 'view', 'what', 'who', 'send'] as const;
export type Step = (typeof steps)[number];
export const stages = [...steps, 'asked', 'sent'] as const;
export type Stage = (typeof stages)[number];

/** Which step asks for which field, so that a refused field is shown where it was entered. */
const stepOf: Record<ReportedName | 'position' | 'on_dwelling', Step> = {
	position: 'place',
	accuracy_m: 'place',
	method: 'place',
	heading_deg: 'view',
	type: 'what',
	mount: 'what',
	operator: 'who',
	on_dwelling: 'who',
	maker: 'who',
	capabilities: 'who',
	sign_present: 'who',
	height_m: 'who',
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
	observed_on = $state('');
	note = $state('');
	chosenPublish = $state<PublishChoice | null>(null);
	/** what is typed as a position, until it is taken */
	typedPosition = $state('');
	errors = $state.raw<FieldError[]>([]);
	/** known cameras nearby: whether it is one of them is asked before it is taken */
	candidates = $state.raw<Candidate[]>([]);
	isAsked = $state(false);
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

	/** Something was entered that would have to be entered again. */
	get touched(): boolean {
		return this.hasPlace || this.method !== 'dragged' || this.typedPosition !== '';
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
			publish: this.publish
		};
	}

	/** An empty text is an unknown; a text that is no number stays, to be refused. */
	#said(name: ReportedName): unknown {
		const value = this[name];
		if (typeof value === 'string' && value.trim() === '') return null;
		return fields[name].kind === 'number' && typeof value === 'string' ? (readNumber(value) ?? value) : value;
	}

	/** Keeps what was refused and goes to where it was entered. */
	refuse(errors: FieldError[]): void {
		this.errors = errors;
		const wrong = errors.map(({ field }) => stepOf[field as ReportedName] ?? 'send');
		this.step = steps.find((step) => wrong.includes(step)) ?? this.step;
	}

	move(by: 1 | -1): void {
		this.hasPlace ||= this.position !== null;
		this.goTo(steps[steps.indexOf(this.step) + by] ?? this.step);
	}

	/** what is open: a step, the question about known cameras, or what came of it */
	get stage(): Stage {
		if (this.sent) return 'sent';
		return this.isAsked ? 'asked' : this.step;
	}

	/** Opens a stage; where it cannot be reached, everything stays as it is. */
	goTo(stage: Stage): void {
		if (this.sent || stage === 'sent') return;
		if (stage === 'asked') {
			this.isAsked = this.candidates.length > 0;
			return;
		}
		if (stage !== 'place' && !this.hasPlace) return;
		this.isAsked = false;
		this.step = stage;
	}
}
