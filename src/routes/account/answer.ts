import type { KeyFault } from '$lib/server/contributor-key';
import type { ProblemCode } from '$lib/camera/sent';

/** What the page is told by its forms. */
export interface AccountAnswer {
	/** just made, and shown this once */
	key?: string;
	forgotten?: boolean;
	/** the form that was refused, and what was typed into it */
	at?: 'make' | 'enter' | 'leave' | 'forget';
	typed?: string;
	/** a path of this site to go back to */
	next?: string | null;
	fault?: KeyFault;
	unsure?: boolean;
	code?: ProblemCode;
}
