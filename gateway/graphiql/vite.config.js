import { defineConfig } from 'vite';

export default defineConfig({
  // Every address is relative, so that the page works under any prefix of a proxy.
  base: './',
  logLevel: 'error',
  oxc: { jsx: { runtime: 'automatic' } },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Monaco is one large piece whatever we do.
    chunkSizeWarningLimit: 8000,
  },
});
