import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import fonts from '../../platform/fonts/fonts.json' with { type: 'json' };
import { frenchOfReactAria } from '../build/french-of-react-aria.ts';
import { bundledFonts } from '../fonts/style.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The app serves the fonts of names in their own scripts at /fonts; here they become assets of the
 * page like any other. The four fonts with Han letters (10 MB each) are left out: every system with
 * a browser has its own.
 */
function assetsOfPage(style: string): string {
  return style.replaceAll(/@font-face \{[^}]*\}\n*/g, (face) =>
    /'Lanyard (Sans|Scripts)/.test(face) ? face.replace(/\/fonts\/([\w.]+)/, packageOf) : '',
  );
}

function packageOf(_match: string, file: string): string {
  const font = fonts.find((one) => basename(one) === file);
  if (font === undefined) throw new Error(`platform/fonts/fonts.json names no ${file}`);
  return font;
}

/** Builds the organiser's page into `out/organiser`; the hub serves it at /organiser/. */
export default defineConfig({
  root: here('../../web/organiser'),
  base: '/organiser/',
  plugins: [react(), tailwind(), bundledFonts(assetsOfPage), frenchOfReactAria()],
  build: {
    outDir: here('../../out/organiser'),
    emptyOutDir: true,
    // Phones and laptops of organisers: any browser of the last three years.
    target: ['chrome115', 'firefox115', 'safari16.4'],
    // The content security policy allows neither inline code nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
