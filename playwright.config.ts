import { defineConfig } from '@playwright/test';

/**
 * Journeys through the production build, in Debian's Chromium, on both local engines and a stand-in of hosted Supabase.
 * Only the map is drawn by (emulated) WebGL: pages composed by it too took four times the processor.
 */
export default defineConfig({
	testDir: 'tests/e2e',
	globalSetup: './tests/support/journeys.ts',
	workers: 2,
	fullyParallel: true,
	timeout: 90_000,
	expect: { timeout: 20_000 },
	reporter: [['line'], ['json', { outputFile: 'test-results/journeys.json' }]],
	use: {
		viewport: { width: 1280, height: 800 },
		launchOptions: {
			executablePath: '/usr/bin/chromium-headless-shell',
			args: [
				'--no-sandbox',
				'--disable-dev-shm-usage',
				'--use-angle=swiftshader',
				'--enable-unsafe-swiftshader',
				'--disable-gpu-compositing',
				'--disable-gpu-rasterization',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-quic',
				'--disable-sync',
				'--no-first-run'
			]
		}
	},
	projects: [
		{
			name: 'embedded',
			metadata: { server: 'OKO_E2E_EMBEDDED' },
			testIgnore: ['no-boundaries.spec.ts', 'states.spec.ts']
		},
		{
			name: 'postgres',
			metadata: { server: 'OKO_E2E_POSTGRES' },
			testMatch: ['report.spec.ts', 'no-boundaries.spec.ts', 'states.spec.ts'],
			// The other languages, and what the page refuses by itself, are tried on the embedded engine.
			grepInvert: /\((sr-Latn|en)\)|by keyboard|outside the City|on a home/
		},
		{
			name: 'hosted',
			metadata: { server: 'OKO_E2E_HOSTED' },
			testMatch: 'report.spec.ts',
			grep: /by mouse \(sr-Cyrl\)|is a sighting/
		}
	]
});
