import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import rules, { capabilities } from '../../.dependency-cruiser.mjs';
import { root } from '../runtime.mjs';

/** The layers of the product with their purposes. */
export const layers: Readonly<Record<string, string>> = {
  domain: 'rules, no I/O',
  platform: 'crypto, files, fonts, threads',
  db: 'the station’s store',
  intake: 'CSV and XLSX',
  reports: 'reports and exports',
  main: 'Electron’s main process',
  preload: 'the contract of calls',
  ui: 'components, page client, words',
  renderer: 'the app’s pages',
  hub: 'hub, connectors, organiser’s server',
  web: 'pages that the hub serves',
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

/** All imports between layers that dependency-cruiser finds, added up. */
export async function layerImports(): Promise<LayerImport[]> {
  const { enhancedResolveOptions, ...options } = rules.options ?? {};
  const { output } = await cruise(
    Object.keys(layers),
    { ...options, baseDir: root },
    enhancedResolveOptions,
  );
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a text, not data');
  const sums = new Map<string, LayerImport>();
  for (const { source, dependencies } of output.modules) {
    const from = layerOf(source);
    const reached = new Set(dependencies.map(({ resolved }) => layerOf(resolved)));
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
