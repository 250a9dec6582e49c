import { isBuiltin } from 'node:module';
import { dirname, resolve } from 'node:path';
import { normalizePath, type Plugin, type Rolldown } from 'vite';
import { loadOrder } from './imported-by.ts';

const firstFile = normalizePath(resolve('main/app/index.ts'));
const stationFile = normalizePath(resolve('main/app/run-station.ts'));

/**
 * Number of files for the code that only the station needs. Each takes the main thread some twenty
 * milliseconds, and it has to open the window meanwhile.
 */
const parts = 4;

/**
 * The files of the station's own code, in the order of their dependencies. A few files of the same
 * size load faster than many; a single one would block the main thread for too long before the
 * window opens (decision 020). They contain no code that is also loaded without the station, above
 * all by threads.
 */
export function stationGroups(): Rolldown.CodeSplittingGroup[] {
  let places: ReadonlyMap<string, number> = new Map();
  return Array.from({ length: parts }, (_, place) => ({
    name: (id, graph) => {
      // Empty in the threads' builds, which use the same groups and have no station.
      if (places.size === 0) places = placesOf(graph);
      return places.get(id) === place ? `station-${place + 1}` : null;
    },
    debugName: `station ${place + 1}`,
    priority: 1 + parts - place,
    // Dependencies may also belong to a thread, which must load nothing of Electron.
    includeDependenciesRecursively: false,
  }));
}

/** The part that each module goes into, from 0. */
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

/**
 * Modules that the app's first file and the threads load, including those they import dynamically.
 */
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

/**
 * The files of the threads and processes that the station starts; the code imports them as the
 * functions that start them.
 */
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

/**
 * The packages that every start loads unbundled; all others are bundled, or loaded when they are
 * needed.
 */
const packages: readonly string[] = ['better-sqlite3'];

/**
 * Maximum characters of code that a start may load, some five percent more than it does. Measure a
 * start before raising it (`npm run bench -- --only start`).
 */
const mostCode = 1_210_000;

/**
 * The file beside the main process's first one that lists the station's parts
 * (main/app/start/load-station-parts.ts).
 */
const fileName = 'station-parts.json';

/**
 * Writes the order in which the station's code may be loaded part by part, each after its
 * dependencies: files of the build, relative to the main process's folder, and packages. Leaves out
 * what the app's first file has loaded itself.
 *
 * Throws if the station would load any other package at its start (a single import once brought 30
 * MB of native code unnoticed), or more code than {@link mostCode}.
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
      // The threads have separate builds.
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
 * A file and everything loaded with it, each after its dependencies.
 *
 * @throws if files import each other in a circle: one of them would run before its dependencies
 */
function orderOf(file: string, bundle: Rolldown.OutputBundle): string[] {
  const order = new Set<string>();
  const begun = new Set<string>();
  const visit = (name: string): void => {
    // The runtime provides these.
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
