import './scripts/environment.js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { basemapListener } from './src/lib/server/basemap/serve.ts';

/** While developing, the streets come past the framework, as scripts/start.js hands them out. */
const basemap: Plugin = {
	name: 'basemap',
	configureServer({ middlewares }) {
		middlewares.use((request, response, next) => basemapListener(request, response) || next());
	}
};

/** What most pages use comes as one file: each of fifty small ones costs a request and 350 bytes of headers. */
const shared = { name: 'shared', minShareCount: 8 };

export default defineConfig({
	plugins: [sveltekit(), basemap],
	environments: {
		client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [shared] } } } } }
	},
	// The engine's packages open files beside themselves (wasm, extensions): leave them in node_modules.
	ssr: { external: ['@supabase/lite', '@electric-sql/pglite', '@electric-sql/pglite-postgis', 'postgres'] }
});
