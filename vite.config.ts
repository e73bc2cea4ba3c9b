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

export default defineConfig({
	plugins: [sveltekit(), basemap],
	// The engine's packages open files beside themselves (wasm, extensions): leave them in node_modules.
	ssr: { external: ['@supabase/lite', '@electric-sql/pglite', '@electric-sql/pglite-postgis', 'postgres'] }
});
