import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';
import { frenchOfReactAria } from '../../tools/build/french-of-react-aria.ts';
import { bundledFonts } from '../../tools/fonts/style.ts';
import { mutationVariable } from '../../tools/mutations/mutation.ts';

/**
 * Builds a page of tests like the product's pages, except for their division into files
 * (electron.vite.config.ts).
 */
export async function buildPage(
  root: string,
  outDir: string,
  define: Record<string, string> = {},
): Promise<void> {
  const planted = await plantedFault();
  await build({
    root,
    define,
    configFile: false,
    logLevel: 'error',
    plugins: [...planted(), react(), tailwind(), bundledFonts(), frenchOfReactAria()],
    worker: { format: 'es', plugins: planted },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
}

/** The plugin that plants the fault of a run of `npm run test:mutations`; other runs have none. */
async function plantedFault(): Promise<() => Plugin[]> {
  const name = process.env[mutationVariable];
  if (!name) return () => [];
  const { plantMutation } = await import('../../tools/mutations/vite-plugin.ts');
  return () => [plantMutation(name)];
}
