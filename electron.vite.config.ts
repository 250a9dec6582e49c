import { relative, resolve } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'electron-vite';
import { normalizePath, type Plugin, type Rolldown } from 'vite';
import { testMark } from './main/station/update/test-mark.ts';
import { calls, notices } from './preload/contract.ts';
import { frenchOfReactAria } from './tools/build/french-of-react-aria.ts';
import { importedBy } from './tools/build/imported-by.ts';
import { nameStationParts, stationGroups } from './tools/build/station-parts.ts';
import { bundledFonts } from './tools/fonts/style.ts';

// The oldest runtime that development and tests use (tools/setup): Electron 33 = Chromium 130, Node 20.18.
const oldestChromium = 'chrome130';
const oldestNode = 'node20.18';

/** Makes the main process alone, for an app that tests can drive from outside (tools/package/pack.mjs). */
const isTestBuild = process.env.LANYARD_TEST_BUILD === '1';

/** By this file the updater and `npm run package` know a test build, and refuse to release it. */
const markTestBuild: Plugin = {
  name: 'lanyard:mark-test-build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: testMark, source: 'Never to be released.\n' });
  },
};

// The names of the contract's calls and notices, for those who need them before, or without, the contract's schemas.
const contractNames = {
  contractCalls: JSON.stringify(Object.keys(calls)),
  contractNotices: JSON.stringify(Object.keys(notices)),
};

// Packages that every start needs. Together they are some two hundred files, of which the bundle keeps what is used:
// to find and read them took a tenth of a second of every start.
const neededAtOnce = ['zod', 'uuid', 'eventsource-parser'];
/** The log's: thirty files, which only the station itself needs. */
const forTheLog = [
  'pino',
  'pino-std-serializers',
  '@pinojs/redact',
  'quick-format-unescaped',
  'sonic-boom',
  'atomic-sleep',
  'on-exit-leak-free',
  'thread-stream',
  'safe-stable-stringify',
];

/**
 * What every start and every thread loads, from the packages up: a file each, for in one it would take too long at a time. What a
 * start does without has a second file.
 */
const foundations: Readonly<Record<string, RegExp>> = {
  packages: filesOf(neededAtOnce),
  log: filesOf(forTheLog),
  rules: /^domain\//,
  store: /^(db|platform\/crypto)\//,
};

function foundationGroups(): Rolldown.CodeSplittingGroup[] {
  const isOfStart = importedBy(
    normalizePath(resolve('main/app/index.ts')),
    normalizePath(resolve('main/app/run-station.ts')),
  );
  return Object.entries(foundations).map(([name, files], index) => ({
    name: (id, graph) => (isOfStart(id, graph) ? name : `${name}-later`),
    debugName: name,
    test: (id) => files.test(relative(import.meta.dirname, id).replaceAll('\\', '/')),
    // What others build on comes first, or it would lie in their files.
    priority: 20 - index,
  }));
}

function filesOf(packages: readonly string[]): RegExp {
  return new RegExp(`node_modules/(${packages.join('|')})/`);
}

/**
 * Has the browser fetch the page's own code together with the first script, which alone would ask for it only once it
 * runs: a tenth of a second later, when the main process is busy with the station.
 */
function loadPageAhead(): Plugin {
  return {
    name: 'lanyard:load-page-ahead',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {}, filename }) =>
        filename.endsWith('index.html')
          ? Object.keys(bundle)
              .filter((file) => /^assets\/(app|page|shared|rolldown-runtime)-.*\.js$/.test(file))
              .map((file) => ({
                tag: 'link',
                attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
                injectTo: 'head' as const,
              }))
          : [],
    },
  };
}

const isOfKiosk = importedBy(
  normalizePath(resolve('renderer/page.tsx')),
  normalizePath(resolve('renderer/app/kiosk-face.tsx')),
);

/** The preload and the pages, which are the same in every build. */
const pages: UserConfig = {
  preload: {
    define: contractNames,
    build: {
      target: oldestNode,
      sourcemap: true,
      // A sandboxed preload can require nothing but electron.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), tailwind(), bundledFonts(), frenchOfReactAria(), loadPageAhead()],
    worker: { format: 'es' },
    build: {
      target: oldestChromium,
      sourcemap: true,
      // A page of a third of the size is read and compiled sooner at every start; the map beside it names what is what.
      minify: true,
      // The content security policy allows neither inline scripts nor data: addresses for code.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        // paper.html: lists on A4, drawn in a hidden window; unlock.html: before the store is open.
        input: {
          index: resolve('renderer/index.html'),
          paper: resolve('renderer/paper.html'),
          unlock: resolve('renderer/unlock.html'),
        },
        output: {
          codeSplitting: {
            // What the page's first script runs, what every page needs (base styles first), what several faces need.
            // page.tsx itself is in none of them: whatever is in a chunk runs wherever the chunk is needed.
            groups: [
              { name: 'ahead', test: /[\\/](ahead|faces)\.ts$/, priority: 3 },
              {
                name: 'app',
                test: /[\\/](renderer[\\/][\w-]+\.css|ui[\\/](fields[\\/])?[\w-]+\.css|ui[\\/]words[\\/]index\.ts|renderer[\\/]app[\\/]app\.tsx)$/,
                priority: 2,
              },
              // A kiosk needs two thirds of what faces share: the rest is the desk's and the set-up's.
              {
                name: (id, graph) => (isOfKiosk(id, graph) ? 'shared' : null),
                debugName: 'shared',
                minShareCount: 2,
                priority: 1,
              },
              { name: 'desk-shared', minShareCount: 2 },
            ],
          },
        },
      },
    },
  },
};

export default defineConfig({
  main: {
    define: { ...contractNames, isTestBuild: JSON.stringify(isTestBuild) },
    plugins: [nameStationParts(), ...(isTestBuild ? [markTestBuild] : [])],
    build: {
      outDir: isTestBuild ? 'dist/test-build/main' : 'out/main',
      target: oldestNode,
      sourcemap: true,
      // Dependencies stay outside: better-sqlite3 and @napi-rs/canvas are native, most others gain nothing. But for
      // one that requires a module of the newer kind, which Node 20.18 refuses: the hub inside the app would not start.
      externalizeDeps: { exclude: ['@fastify/static', ...neededAtOnce, ...forTheLog] },
      rollupOptions: {
        // The hub starts its threads by a path, as source and as built: hub/base/find-worker.ts.
        input: {
          index: resolve('main/app/index.ts'),
          'push-worker': resolve('hub/http/push-worker.ts'),
          'report-worker': resolve('hub/reports/report-worker.ts'),
          'file-import-worker': resolve('hub/roster/file-import-worker.ts'),
        },
        output: {
          format: 'es',
          // A third less to read and compile at every start. Names stay: they are what a log's stack tells.
          minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } },
          // A start's code comes in a dozen files, in the order in which they build on each other; what is needed later stays apart.
          codeSplitting: { groups: [...foundationGroups(), ...stationGroups()] },
        },
      },
    },
  },
  ...(isTestBuild ? {} : pages),
});
