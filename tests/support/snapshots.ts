import { expect, vi } from 'vitest';

/** The first snapshot of a server, which makes it by itself once the days of its log are closed and all ground is measured. */
export async function firstEdition(origin: string): Promise<string> {
	return vi.waitFor(
		async () => {
			const index = await (await fetch(`${origin}/data/snapshots/index.json`)).json();
			const { snapshots } = index as { snapshots: { edition: string }[] };
			expect(snapshots).toHaveLength(1);
			return snapshots[0]?.edition ?? '';
		},
		{ timeout: 60_000, interval: 250 }
	);
}
