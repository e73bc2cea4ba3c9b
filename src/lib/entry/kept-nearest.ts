const name = 'oko-nearest';

/*
 * The cameras nearest to the visitor, in their order: it says where somebody is, so it stays in the tab's own storage,
 * which the browser throws away when the tab is closed.
 */
export function nearestIds(): string[] {
	try {
		return JSON.parse(sessionStorage.getItem(name) ?? '[]') as string[];
	} catch {
		return [];
	}
}

export function keepNearest(ids: string[]): void {
	try {
		sessionStorage.setItem(name, JSON.stringify(ids));
	} catch {
		// A browser that keeps nothing offers no next one.
	}
}
