import { mostVotes, type Turning, type Voters } from './review-histories.ts';

/**
 * The rule of docs/method.md once more, written plainly over lists, to compare the database's with. It knows nothing of
 * SQL and keeps every review for ever.
 */
export interface Person {
	name: string;
	/** days on which this person has been right so far */
	rightOn: Set<number>;
	isModerator: boolean;
}

interface Review {
	name: string;
	verdict: 'present' | 'absent';
	weight: number;
	day: number;
	turn: number;
	round: number;
}

export class ReferenceCamera {
	state: 'reported' | 'verified' | 'disputed' | 'removed' = 'reported';
	isHidden = false;
	confirmedOn: number | null = null;
	private round = 1;
	private turn = 0;
	private lockedUpTo = 0;
	private countsAfter = 0;
	private disputedOn: number | null = null;
	private reviews: Review[] = [];
	private reporters = new Set<string>();
	private won: { round: number; verdict: Review['verdict']; upTo: number; dueOn: number } | null = null;
	private readonly people: Map<string, Person>;

	constructor(people: Person[]) {
		this.people = new Map(people.map((person) => [person.name, person]));
	}

	reports(name: string) {
		this.reporters.add(name);
	}

	hide() {
		this.isHidden = true;
		this.won = null;
		// All days of these tests are this camera's, but for those that people start with.
		for (const { rightOn } of this.people.values()) {
			for (const day of rightOn) if (day >= 0) rightOn.delete(day);
		}
	}

	restore() {
		this.isHidden = false;
	}

	/** What becomes due by a day. */
	passes(day: number) {
		if (!this.won || this.won.dueOn > day) return;
		const { round, verdict, upTo } = this.won;
		for (const review of this.reviews) {
			if (review.round === round && review.verdict === verdict && review.turn <= upTo) {
				this.people.get(review.name)?.rightOn.add(review.day);
			}
		}
		this.won = null;
	}

	/** Takes a review, or takes it back; answers as the database does. */
	takes(name: string, verdict: Review['verdict'] | null, day: number): string {
		if (this.isHidden) return 'PT410';
		if (this.reporters.has(name)) return 'PT409 own_camera';
		const was = this.reviews.find((one) => one.name === name && one.round === this.round);
		const isOld = was !== undefined && day - was.day >= 90;
		if (!was && verdict === null) return 'unchanged';
		if (was?.verdict === verdict && !isOld) return 'unchanged';
		const isLocked = was !== undefined && was.turn <= this.lockedUpTo;
		if (isLocked && (!isOld || verdict === null)) return 'PT409 already_reviewed';
		this.reviews = this.reviews.filter((one) => one !== was);
		if (verdict === null) return 'taken_back';
		const { rightOn, isModerator } = this.people.get(name)!;
		const weight = isModerator || rightOn.size >= 5 ? 1 : 0.5;
		this.reviews.push({ name, verdict, weight, day, turn: ++this.turn, round: this.round });
		this.decide(day, verdict);
		return 'counted';
	}

	/** People and weight on each side, on a day. */
	sums(day: number) {
		const holds = this.state === 'removed' ? 'absent' : 'present';
		const valid = this.reviews.filter(({ name }) => !this.reporters.has(name));
		const now = valid.filter(({ round }) => round === this.round);
		const against = now.filter(({ verdict, turn }) => verdict !== holds && turn > this.countsAfter);
		const first = Math.min(...against.map(({ turn }) => turn));
		const holding = now.filter(({ verdict }) => verdict === holds);
		const newer = holding.filter(({ turn }) => turn > first || first === Infinity);
		const before = valid.filter(
			({ verdict, round, name }) =>
				verdict === holds &&
				round === this.round - 1 &&
				!this.reviews.some((one) => one.round === this.round && one.name === name)
		);
		const older = [...holding.filter((one) => !newer.includes(one)), ...before];
		const total = (reviews: Review[]) => reviews.reduce((sum, { weight }) => sum + weight, 0);
		const left = (age: number) => Math.max(0, Math.min(1, (365 - age) / 275));
		const faded = older.reduce((sum, one) => sum + one.weight * left(day - one.day), 0);
		const held = {
			people: newer.length + older.length,
			weight: total(newer) + Math.min(2, faded)
		};
		const contradicted = { people: against.length, weight: total(against) };
		return holds === 'present'
			? { present: held, absent: contradicted }
			: { present: contradicted, absent: held };
	}

	/** How many others have to say the same on a day until the camera has another state; nothing of it stays. */
	turning({ verdict, isTrusted }: Voters, day: number): Turning {
		const copy: ReferenceCamera = Object.assign(new ReferenceCamera([]), structuredClone({ ...this }));
		for (let votes = 1; votes <= mostVotes; votes++) {
			const name = `voter ${votes}`;
			copy.people.set(name, { name, rightOn: new Set(), isModerator: isTrusted });
			copy.takes(name, verdict, day);
			if (copy.state !== this.state) return { votes, state: copy.state };
		}
		return { votes: null, state: null };
	}

	/** The newest review turns the camera only to what it says. */
	private decide(day: number, said: Review['verdict']) {
		const { present, absent } = this.sums(day);
		const all = present.weight + absent.weight;
		const isVerified =
			said === 'present' && present.people >= 2 && present.weight >= 2 && present.weight / all > 2 / 3 + 1e-9;
		const isDisputed =
			said === 'absent' && absent.people >= 3 && absent.weight >= 3 && absent.weight / all >= 1 / 3 - 1e-9;
		const isLate = this.reviews.some(
			(one) =>
				one.round === this.round &&
				one.verdict === 'absent' &&
				one.turn > this.countsAfter &&
				!this.reporters.has(one.name) &&
				this.disputedOn !== null &&
				one.day - this.disputedOn >= 7
		);
		const winners = (verdict: Review['verdict']) =>
			this.reviews.filter((one) => one.round === this.round && one.verdict === verdict);
		const wins = (verdict: Review['verdict']) => {
			const hasTrust = winners(verdict).some(({ name, weight }) => weight === 1 && !this.reporters.has(name));
			this.won = hasTrust ? { round: this.round, verdict, upTo: this.turn, dueOn: day + 30 } : null;
			this.lockedUpTo = this.countsAfter = this.turn;
			this.disputedOn = null;
		};
		if (this.state !== 'verified' && isVerified) {
			const isBack = this.state === 'removed';
			wins('present');
			this.state = 'verified';
			if (isBack) this.round++;
		} else if ((this.state === 'reported' || this.state === 'verified') && isDisputed) {
			this.state = 'disputed';
			this.lockedUpTo = this.turn;
			this.disputedOn = day;
			this.won = null;
		} else if (this.state === 'disputed' && isLate && isDisputed && absent.weight / all > 2 / 3 + 1e-9) {
			wins('absent');
			this.state = 'removed';
			this.round++;
		}
	}
}
