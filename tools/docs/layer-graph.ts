import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import rules, { capabilities } from '../../.dependency-cruiser.mjs';
import { root } from '../runtime.mjs';

/** The layers of the product with their purposes, in the order of the table. */
export const layers: Readonly<Record<string, string>> = {
  domain: 'rules and schemas, no I/O',
  platform: 'crypto, files, fonts and threads on Node',
  intake: 'readers of lists, calendars and photos',
  reports: 'reports, papers and exports',
  ui: 'components, page client and words of every page',
  db: 'the station’s store',
  preload: 'the contract of calls, and its gateway',
  main: 'the station: use cases, Electron in main/app',
  renderer: 'the app’s pages',
  hub: 'the hub: capabilities, stores, http, cli, connectors',
  web: 'pages that the hub serves: web/organiser',
};

/** Imports between two layers, type imports included. */
export interface LayerImport {
  from: string;
  to: string;
  files: number;
}

function layerOf(path: string): string | null {
  const [first = ''] = path.split('/');
  return first in layers ? first : null;
}

interface CruisedModule {
  source: string;
  /** Paths of what it imports: own files, or packages below node_modules. */
  imports: readonly string[];
}

let cruised: Promise<CruisedModule[]> | undefined;

/** Read once for both pages: it takes seconds. */
function cruisedModules(): Promise<CruisedModule[]> {
  cruised ??= cruiseModules();
  return cruised;
}

async function cruiseModules(): Promise<CruisedModule[]> {
  const { enhancedResolveOptions, ...options } = rules.options ?? {};
  const { output } = await cruise(
    Object.keys(layers),
    { ...options, baseDir: root },
    enhancedResolveOptions,
  );
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a text, not data');
  return output.modules.map(({ source, dependencies }) => ({
    source,
    imports: dependencies.map(({ resolved }) => resolved),
  }));
}

/** All imports between layers that dependency-cruiser finds, added up. */
export async function layerImports(): Promise<LayerImport[]> {
  const sums = new Map<string, LayerImport>();
  for (const { source, imports } of await cruisedModules()) {
    const from = layerOf(source);
    const reached = new Set(imports.map(layerOf));
    for (const to of reached) {
      if (from === null || to === null || from === to) continue;
      const key = `${from} ${to}`;
      sums.set(key, { from, to, files: (sums.get(key)?.files ?? 0) + 1 });
    }
  }
  return [...sums.values()].sort((a, b) => `${a.from} ${a.to}`.localeCompare(`${b.from} ${b.to}`));
}

/**
 * Layers and imports as a Mermaid diagram. It leaves out the counts, which change with every file.
 */
export function layerDiagram(imports: readonly LayerImport[]): string {
  const nodes = Object.entries(layers).map(
    ([layer, words]) => `  ${layer}["${layer}<br>${words}"]`,
  );
  const edges = imports.map(({ from, to }) => `  ${from} --> ${to}`);
  return ['flowchart TD', ...nodes, ...edges].join('\n');
}

/** CONTRIBUTING's table: each layer, what it is, and which layers and packages it imports. */
export async function layerRows(): Promise<{ head: string[]; rows: string[][] }> {
  const modules = await cruisedModules();
  const rows = Object.entries(layers).map(([layer, words]) => {
    const imports = modules
      .filter(({ source }) => layerOf(source) === layer)
      .flatMap((module) => module.imports);
    const own = Object.keys(layers).filter(
      (other) => other !== layer && imports.some((path) => layerOf(path) === other),
    );
    const packages = new Set(imports.flatMap((path) => packageOf(path) ?? []));
    return [`\`${layer}/\``, words, own.join(', ') || '–', [...packages].sort().join(', ') || '–'];
  });
  return { head: ['folder', 'what', 'imports', 'packages'], rows };
}

/** The package of a path below node_modules; null for own files, Node's modules and type packages. */
function packageOf(path: string): string | null {
  const name = /^node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(path)?.[1] ?? null;
  return name?.startsWith('@types/') ? null : name;
}

const byCapability = ['domain', 'db', 'main', 'preload/contract', 'renderer', 'hub'] as const;

/** The folders or files of each capability, in the order in which they may import each other. */
export function capabilityRows(): { head: string[]; rows: string[][] } {
  const has = (path: string): boolean =>
    ['', '.ts', '.tsx'].some((end) => existsSync(join(root, `${path}${end}`)));
  return {
    head: ['capability', ...byCapability.map((layer) => `\`${layer}\``)],
    rows: capabilities.map((name) => [
      `\`${name}\``,
      ...byCapability.map((layer) => (has(`${layer}/${name}`) ? '•' : '')),
    ]),
  };
}
