// Which layer may import what (docs: architecture). `npm run check` enforces it through
// tools/lint/import-rules.mjs, and test/tools/import-rules.test.ts proves every rule by breaking it.

/** @param {string[]} names */
const npm = (names) => `^node_modules/(${names.join('|')})/`;

/**
 * A layer that may import only what is listed.
 * @param {string} name
 * @param {string[]} allowed patterns of resolved paths
 * @param {{ node: boolean }} options whether Node's own modules may be used
 * @returns {import('dependency-cruiser').IForbiddenRuleType}
 */
function layer(name, allowed, { node }) {
  return {
    name: `${name}-imports`,
    severity: 'error',
    from: { path: `^${name}/` },
    to: { pathNot: [`^${name}/`, ...allowed], ...(node ? { dependencyTypesNot: ['core'] } : {}) },
  };
}

/**
 * The product's capabilities, the same in every layer. Imports follow the order: each knows only those before it.
 * Within a layer a capability is a folder, or one file where it needs no more.
 */
export const capabilities = [
  'base hub-client scanning operators event accounts ledger stations connectors bookings roster tickets delegations',
  'printing badges templates check-in people doors kiosk emergency privacy',
  'sync day-close reports station hub-hosting organiser app',
].flatMap((names) => names.split(' '));

/** The layers whose files stand by capability. */
const orderedLayers = ['domain', 'db', 'main', 'renderer', 'hub'];

/** @param {string} layer @param {readonly string[]} names */
const folders = (layer, names) => `^${layer}/(${names.join('|')})(/|\\.tsx?$)`;

/**
 * @param {string} layer
 * @returns {import('dependency-cruiser').IForbiddenRuleType[]}
 */
function capabilityRules(layer) {
  const other = [
    `^${layer}/(schema|migrations|store|tls|http|admin|cli|exchange)/`,
    `^${layer}/(main|page|unlock|child|child-messages|start-hub|begin-hub|hold-folder|own-folder)\\.tsx?$`,
  ];
  return [
    {
      name: `${layer}-by-capability`,
      severity: 'error',
      from: { path: `^${layer}/`, pathNot: [folders(layer, capabilities), ...other] },
      to: {},
    },
    ...capabilities.slice(0, -1).map((capability, index) => ({
      name: `${layer}-${capability}-knows-earlier-capabilities-only`,
      severity: /** @type {const} */ ('error'),
      from: { path: folders(layer, [capability]) },
      to: { path: folders(layer, capabilities.slice(index + 1)) },
    })),
  ];
}

/** What of Electron a capability cannot be handed: pages on paper, the system's printers, a child process. */
const usesElectron =
  '^main/(emergency/paper/electron-paper|printing/driver/electron-printing|station/login-item|hub-hosting/hub-process)\\.ts$';

/** A package's file that the bundler copies. The query keeps it from being found here; the build finds it or fails. */
const COPIED_ASSET = '\\.wasm\\?(asset|url)$';

const pagePackages = [
  'react',
  'react-dom',
  'react-aria-components',
  'react-i18next',
  'i18next',
  'lucide-react',
];

const rendererPackages = [
  ...pagePackages,
  'html5-qrcode',
  'zxing-wasm',
  '@embedpdf/pdfium',
  '@expo-google-fonts/[^/]+',
  'zod',
  'xstate',
  '@xstate/react',
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: COPIED_ASSET },
    },
    ...orderedLayers.flatMap(capabilityRules),
    layer('domain', [npm(['zod'])], { node: false }),
    layer('platform/crypto', ['^domain/', npm(['age-encryption'])], { node: true }),
    layer('platform/files', [], { node: true }),
    layer('platform/threads', ['^domain/'], { node: true }),
    layer('platform/fonts', ['^domain/', npm(['@napi-rs/canvas'])], { node: true }),
    layer(
      'db',
      ['^domain/', '^platform/files/', npm(['zod', 'better-sqlite3', '@types/better-sqlite3'])],
      {
        node: true,
      },
    ),
    layer(
      'intake',
      [
        '^domain/',
        '^platform/crypto/node-crypto',
        npm(['csv-parse', 'ical.js', 'read-excel-file', '@napi-rs/canvas']),
      ],
      { node: true },
    ),
    layer(
      'hub/connectors',
      ['^domain/', '^platform/crypto/node-crypto', '^intake/', npm(['undici', 'zod'])],
      { node: true },
    ),
    layer(
      'reports',
      [
        '^domain/',
        '^platform/fonts/',
        npm(['zod', '@napi-rs/canvas', 'docx', 'qrcode', '@types/qrcode', 'write-excel-file']),
      ],
      { node: true },
    ),
    layer('preload', ['^domain/', npm(['zod', 'electron'])], { node: false }),
    layer('ui', ['^domain/', npm(['dequal', ...pagePackages])], { node: false }),
    layer(
      'renderer',
      ['^domain/', '^ui/', '^preload/contract', COPIED_ASSET, npm(rendererPackages)],
      { node: false },
    ),
    {
      ...layer(
        'web/organiser',
        ['^domain/', '^ui/', npm([...pagePackages, 'qrcode', '@types/qrcode', 'zod'])],
        {
          node: false,
        },
      ),
      name: 'organisers-page-imports',
      comment: 'A page in a browser like the app’s: nothing of the hub that serves it.',
    },
    {
      name: 'renderer-knows-types-of-the-contract-only',
      comment: 'The page gets its calls from window; it parses nothing itself.',
      severity: 'error',
      from: { path: '^(renderer|ui)/' },
      to: { path: '^(preload|node_modules/zod)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'use-cases-without-electron',
      comment: 'Capabilities are tested on plain Node; what needs Electron is handed to them.',
      severity: 'error',
      from: { path: '^main/', pathNot: `^main/app/|${usesElectron}` },
      to: { path: '^node_modules/electron/' },
    },
    {
      name: 'main-imports',
      severity: 'error',
      from: { path: '^main/' },
      to: { path: '^(renderer|ui|web|preload/index|test|tools)(/|\\.|$)' },
    },
    {
      name: 'hub-imports',
      severity: 'error',
      from: { path: '^hub/' },
      to: { path: '^(db|main|preload|renderer|ui|web|test|tools)/|^node_modules/electron/' },
    },
    {
      name: 'hub-capabilities-know-no-server',
      comment: 'Routes, commands and the page call the capabilities, which know nothing of them.',
      severity: 'error',
      from: { path: folders('hub', capabilities) },
      to: { path: '^hub/(http|admin|cli|exchange)/' },
    },
    {
      name: 'hub-store-knows-no-capability',
      severity: 'error',
      from: { path: '^hub/(store|tls)/' },
      to: { path: folders('hub', capabilities) },
    },
    {
      name: 'no-development-packages-in-the-product',
      comment:
        'A packaged app has no devDependencies. (Electron is the runtime; the page is bundled.)',
      severity: 'error',
      from: {
        path: '^(domain|platform|db|intake|reports|main|preload|hub)/',
      },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: npm(['electron']),
      },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { pathNot: '^(test|tools)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true, // type-only imports count as well
    doNotFollow: { path: 'node_modules' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.d.mts', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
