import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [sveltekit()],
	// The engine's packages open files beside themselves (wasm, extensions): leave them in node_modules.
	ssr: { external: ['@supabase/lite', '@electric-sql/pglite', '@electric-sql/pglite-postgis', 'postgres'] }
});
