import { cruise } from 'dependency-cruiser';
import rules from '../../.dependency-cruiser.mjs';
import { root } from '../runtime.mjs';

/** Rooms of the product, and the words of what each is for. */
export const rooms: Readonly<Record<string, string>> = {
  domain: 'rules, no I/O',
  crypto: 'keys, signatures, seals',
  db: 'the station’s store',
  fonts: 'Noto, coverage',
  intake: 'CSV and XLSX',
  connectors: 'pretix, Indico, files',
  reports: 'reports and exports',
  main: 'Electron’s main process',
  preload: 'the contract of calls',
  renderer: 'the app’s pages',
  hub: 'hub and organiser’s server',
  'hub/web': 'organiser’s page',
};

/** Imports between two rooms, types alone included. */
export interface RoomImport {
  from: string;
  to: string;
  files: number;
}

function roomOf(path: string): string | null {
  if (path.startsWith('hub/web/')) return 'hub/web';
  const [first = ''] = path.split('/');
  return first in rooms ? first : null;
}

/** What dependency-cruiser reads of the rooms, added up by room. */
export async function roomImports(): Promise<RoomImport[]> {
  const folders = Object.keys(rooms).filter((name) => !name.includes('/'));
  const { enhancedResolveOptions, ...options } = rules.options ?? {};
  const { output } = await cruise(folders, { ...options, baseDir: root }, enhancedResolveOptions);
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a text, not data');
  const sums = new Map<string, RoomImport>();
  for (const { source, dependencies } of output.modules) {
    const from = roomOf(source);
    const reached = new Set(dependencies.map(({ resolved }) => roomOf(resolved)));
    for (const to of reached) {
      if (from === null || to === null || from === to) continue;
      const key = `${from} ${to}`;
      sums.set(key, { from, to, files: (sums.get(key)?.files ?? 0) + 1 });
    }
  }
  return [...sums.values()].sort((a, b) => `${a.from} ${a.to}`.localeCompare(`${b.from} ${b.to}`));
}

const idOf = (room: string): string => room.replace('/', '_');

/** Rooms and imports as a Mermaid diagram. The numbers change with every file, so they are left out. */
export function roomDiagram(imports: readonly RoomImport[]): string {
  const nodes = Object.entries(rooms).map(
    ([room, words]) => `  ${idOf(room)}["${room}<br>${words}"]`,
  );
  const edges = imports.map(({ from, to }) => `  ${idOf(from)} --> ${idOf(to)}`);
  return ['flowchart TD', ...nodes, ...edges].join('\n');
}
