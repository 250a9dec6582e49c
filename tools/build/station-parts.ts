import { isBuiltin } from 'node:module';
import { dirname, resolve } from 'node:path';
import { normalizePath, type Plugin, type Rolldown } from 'vite';
import { loadOrder } from './imported-by.ts';

const firstFile = normalizePath(resolve('main/app/index.ts'));
const stationFile = normalizePath(resolve('main/app/run-station.ts'));

/**
 * What only the station needs comes in so many files: each some twenty milliseconds of the main thread, which has a window to
 * open meanwhile.
 */
const parts = 4;

/**
 * The files of the station's own code, in the order in which they build on each other. Some files of the same size are found
 * and read sooner than many; all in one would keep the main thread from the window for too long (decision 020). What is also
 * loaded without the station, by threads above all, is in none of them.
 */
export function stationGroups(): Rolldown.CodeSplittingGroup[] {
  let places: ReadonlyMap<string, number> = new Map();
  return Array.from({ length: parts }, (_, place) => ({
    name: (id, graph) => {
      // Empty in the threads' builds, which go by the same groups and have no station.
      if (places.size === 0) places = placesOf(graph);
      return places.get(id) === place ? `station-${place + 1}` : null;
    },
    debugName: `station ${place + 1}`,
    priority: 1 + parts - place,
    // What it builds on may be another's, too: a thread's, which can have nothing of Electron.
    includeDependenciesRecursively: false,
  }));
}

/** The part in which a module comes, from 0. */
function placesOf(graph: Rolldown.ChunkingContext): Map<string, number> {
  const others = loadedWithoutStation(graph);
  const own = loadOrder(stationFile, graph).filter((id) => !others.has(id));
  const sizeOf = (id: string): number => graph.getModuleInfo(id)?.code?.length ?? 0;
  const whole = own.reduce((sum, id) => sum + sizeOf(id), 0);
  const places = new Map<string, number>();
  let before = 0;
  for (const id of own) {
    places.set(id, Math.floor((before / (whole + 1)) * parts));
    before += sizeOf(id);
  }
  return places;
}

/** What the app's first file and the threads load, and what these import when they need it. */
function loadedWithoutStation(graph: Rolldown.ChunkingContext): Set<string> {
  const found = new Set<string>();
  const entries = [firstFile, ...threadsOf(graph)];
  for (const entry of entries) {
    if (entry === stationFile || found.has(entry)) continue;
    for (const id of loadOrder(entry, graph)) {
      found.add(id);
      entries.push(...(graph.getModuleInfo(id)?.dynamicallyImportedIds ?? []));
    }
  }
  return found;
}

/** The files of the threads and processes that the station starts: they are imported as the functions that start them. */
function threadsOf(graph: Rolldown.ChunkingContext): string[] {
  const seen = new Set<string>();
  const threads: string[] = [];
  const waiting = [stationFile];
  for (const id of waiting) {
    const module = seen.has(id) ? null : graph.getModuleInfo(id);
    if (module === null) continue;
    seen.add(id);
    waiting.push(...module.importedIds, ...module.dynamicallyImportedIds);
    for (const one of module.importedIds.filter(isThread))
      threads.push(normalizePath(resolve(dirname(id), one.replace(/\?.*/, ''))));
  }
  return threads;
}

function isThread(id: string): boolean {
  return /\?(nodeWorker|modulePath)/.test(id);
}

/** The packages that every start loads as they are; all others are bundled, or wait until they are needed. */
const packages: readonly string[] = ['better-sqlite3'];

/**
 * The most letters of code that a start may load: some five percent more than it does. Measure a
 * start before raising it (`npm run bench -- --only start`).
 */
const mostCode = 1_200_000;

/** The file beside the main process's first one that names the station's parts (main/app/start/load-station-parts.ts). */
const fileName = 'station-parts.json';

/**
 * Writes down in which order the station's code may be loaded part by part, each after what it builds on: files of the
 * build, from the main process's folder, and packages. What the first file of the app has loaded itself is left out.
 *
 * Throws where the station would load any other package at its start, for one import brought 30 MB of native code
 * unnoticed; and where it would load more code than {@link mostCode}.
 */
export function nameStationParts(): Plugin {
  return {
    name: 'lanyard:station-parts',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const fileOf = (path: string): string | undefined =>
        chunks.find(({ moduleIds }) => moduleIds.includes(path))?.fileName;
      const first = fileOf(firstFile);
      const station = fileOf(stationFile);
      // The threads are builds of their own.
      if (first === undefined || station === undefined) return;
      const early = new Set(orderOf(first, bundle));
      const order = orderOf(station, bundle);
      const names = order.filter((part) => !early.has(part));
      const other = names.find((name) => bundle[name] === undefined && !packages.includes(name));
      if (other !== undefined)
        throw new Error(`a start loads ${other}: import it where it is needed`);
      const loaded = new Set([...early, ...names]);
      const code = chunks
        .filter((chunk) => loaded.has(chunk.fileName))
        .reduce((sum, chunk) => sum + chunk.code.length, 0);
      if (code > mostCode)
        throw new Error(
          `a start loads ${code} letters of code, of ${mostCode} at most: import what is new where it is needed`,
        );
      const source = JSON.stringify(names);
      this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

/**
 * What is loaded with a file, and itself, each after what it imports.
 *
 * @throws where files import each other in a circle: one of them would run before what it builds on
 */
function orderOf(file: string, bundle: Rolldown.OutputBundle): string[] {
  const order = new Set<string>();
  const begun = new Set<string>();
  const visit = (name: string): void => {
    // What the runtime has is there already.
    if (order.has(name) || name === 'electron' || isBuiltin(name)) return;
    if (begun.has(name)) throw new Error(`${name} builds on itself`);
    begun.add(name);
    const chunk = bundle[name];
    if (chunk?.type === 'chunk') for (const next of chunk.imports) visit(next);
    order.add(name);
  };
  visit(file);
  return [...order];
}
