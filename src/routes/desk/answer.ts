import type { FieldError } from '$lib/camera/report';
import type { ProblemCode } from '$lib/camera/sent';

/** What was done, and the form that takes it back, where one does. */
export interface Done {
	done:
		| 'hide'
		| 'restore'
		| 'merge'
		| 'close'
		| 'reopen'
		| 'removeSurvey'
		| 'restoreSurvey'
		| 'publish'
		| 'refuse'
		| 'wait'
		| 'undoFlood';
	id: string;
	undo?: { action: 'camera' | 'complaint' | 'survey' | 'waiting'; fields: Record<string, string> };
}

/** What the page is told by its forms. */
export interface DeskAnswer extends Partial<Done> {
	/** what was refused */
	typed?: { act: string; id: string; reason: string; into: string };
	code?: ProblemCode;
	errors?: FieldError[];
}
