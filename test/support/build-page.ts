import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { bundledFonts } from '../../tools/fonts/style.ts';

/** Builds a page of tests as the product's are, but for their division into files (electron.vite.config.ts). */
export async function buildPage(
  root: string,
  outDir: string,
  define: Record<string, string> = {},
): Promise<void> {
  await build({
    ...{ root, define, configFile: false, logLevel: 'error' },
    plugins: [react(), tailwind(), bundledFonts()],
    worker: { format: 'es' },
    build: {
      ...{ outDir, emptyOutDir: true, target: 'chrome130', assetsInlineLimit: 0 },
      modulePreload: { polyfill: false },
    },
  });
}
