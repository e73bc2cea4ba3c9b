import { defineConfig } from 'vitest/config';

/** Pure modules beside their files; the record on both local engines; the built server from outside. */
export default defineConfig({
	test: {
		// What @supabase/lite prints of refused statements belongs to no test.
		silent: 'passed-only',
		projects: [
			// A property that takes a second here takes many beside other work.
			{
				test: { name: 'unit', include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts'], testTimeout: 60_000 }
			},
			{ test: { name: 'real', include: ['tests/real/**/*.test.ts'] } },
			{
				test: {
					name: 'db',
					include: ['tests/db/**/*.test.ts'],
					globalSetup: ['tests/support/databases.ts', 'tests/support/hosted-databases.ts'],
					// PGlite takes about a gigabyte each.
					maxWorkers: 2,
					testTimeout: 120_000,
					hookTimeout: 180_000
				}
			},
			{
				test: {
					name: 'http',
					include: ['tests/http/**/*.test.ts'],
					globalSetup: 'tests/support/databases.ts',
					// They often wait for a process that starts.
					maxWorkers: 3,
					testTimeout: 180_000,
					hookTimeout: 180_000
				}
			}
		]
	}
});
