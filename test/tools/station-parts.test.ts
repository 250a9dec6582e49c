import { resolve } from 'node:path';
import { normalizePath, type Rolldown } from 'vite';
import { describe, expect, test } from 'vitest';
import { importedBy } from '../../tools/build/imported-by.ts';
import { nameStationParts, stationGroups } from '../../tools/build/station-parts.ts';

const idOf = (path: string): string => normalizePath(resolve(path));
const first = idOf('main/app/index.ts');
const station = idOf('main/app/run-station.ts');

interface Imports {
  importedIds?: readonly string[];
  dynamicallyImportedIds?: readonly string[];
}

/** A graph of modules, all of the same size, from their imports. */
function graphOf(imports: Record<string, Imports>): Rolldown.ChunkingContext {
  const getModuleInfo = (id: string) =>
    id in imports
      ? { importedIds: [], dynamicallyImportedIds: [], ...imports[id], code: 'x'.repeat(1000) }
      : null;
  return { getModuleInfo } as unknown as Rolldown.ChunkingContext;
}

const many = Array.from({ length: 40 }, (_, index) => `module-${index}`);
const failure = 'failure-window';
const later = 'later';
const thread = idOf('main/app/thread/worker.ts');

/**
 * The station imports forty modules, each of which imports the one before. The first file has one
 * of these, a thread another, and what the first file imports dynamically a third. What the station
 * loads later needs a fourth.
 */
const graph = graphOf({
  [first]: { importedIds: ['module-0'], dynamicallyImportedIds: [station, failure] },
  [station]: {
    importedIds: [...many, './thread/worker.ts?nodeWorker'],
    dynamicallyImportedIds: [later],
  },
  [later]: { importedIds: ['module-4'] },
  [failure]: { importedIds: ['module-2'] },
  [thread]: { importedIds: ['module-1'] },
  ...Object.fromEntries(
    many.map((id, index) => [id, { importedIds: index < 3 ? [] : [`module-${index - 1}`] }]),
  ),
});

/** The name of the group that takes a module: the first one that claims it. */
function fileOf(id: string, groups = stationGroups(), within = graph): string | undefined {
  const sorted = [...groups].sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0));
  for (const { name } of sorted) {
    const found = typeof name === 'function' ? name(id, within) : name;
    if (found) return found;
  }
  return undefined;
}

describe('the files of the station', () => {
  test('leave out what is also loaded without it', () => {
    for (const id of [first, thread, failure, later, ...many.slice(0, 3)])
      expect(fileOf(id)).toBeUndefined();
  });

  test('each build on those before them', () => {
    const groups = stationGroups();
    const places = many.slice(3).map((id) => Number(fileOf(id, groups)?.replace('station-', '')));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(places)).toEqual(new Set([1, 2, 3, 4]));
    expect(fileOf(station, groups)).toBe('station-4');
  });

  test('are none in a build without the station, and the same in the next', () => {
    const groups = stationGroups();
    expect(fileOf('module-5', groups, graphOf({ 'module-5': {} }))).toBeUndefined();
    expect(fileOf('module-5', groups)).toBe('station-1');
  });
});

describe('the list of the parts', () => {
  const chunk = (fileName: string, imports: string[], moduleIds: string[] = [], code = '') => ({
    [fileName]: { type: 'chunk', fileName, imports, moduleIds, code },
  });

  function listOf(bundle: object): unknown {
    let written: unknown = null;
    const emitFile = ({ source }: { source: string }) => {
      written = JSON.parse(source);
    };
    const { generateBundle } = nameStationParts();
    if (typeof generateBundle !== 'function') throw new Error('the plugin has no generateBundle');
    Reflect.apply(generateBundle, { emitFile }, [{}, bundle, false]);
    return written;
  }

  test('names each after what it imports, without what is there already', () => {
    const bundle = {
      ...chunk('index.js', ['chunks/window.js', 'electron'], [first]),
      ...chunk('chunks/window.js', ['node:fs']),
      ...chunk(
        'chunks/end.js',
        ['chunks/b.js', 'path', 'better-sqlite3', 'chunks/a.js'],
        [station],
      ),
      ...chunk('chunks/b.js', ['chunks/a.js', 'chunks/window.js']),
      ...chunk('chunks/a.js', ['node:path']),
    };
    expect(listOf(bundle)).toEqual([
      'chunks/a.js',
      'chunks/b.js',
      'better-sqlite3',
      'chunks/end.js',
    ]);
  });

  test('is refused where two files build on each other', () => {
    const bundle = {
      ...chunk('index.js', [], [first]),
      ...chunk('chunks/end.js', ['chunks/a.js'], [station]),
      ...chunk('chunks/a.js', ['chunks/end.js']),
    };
    expect(() => listOf(bundle)).toThrow('chunks/end.js builds on itself');
  });

  test('is refused where a start would load another package', () => {
    const bundle = {
      ...chunk('index.js', [], [first]),
      ...chunk('chunks/end.js', ['better-sqlite3', '@napi-rs/canvas'], [station]),
    };
    expect(() => listOf(bundle)).toThrow('a start loads @napi-rs/canvas');
  });

  test('is refused where a start would load much more code; what waits does not count', () => {
    const long = 'x'.repeat(700_000);
    const bundle = {
      ...chunk('index.js', [], [first], long),
      ...chunk('chunks/end.js', [], [station]),
      ...chunk('chunks/later.js', ['chunks/end.js'], [], long),
    };
    expect(listOf(bundle)).toEqual(['chunks/end.js']);
    const longer = { ...bundle, ...chunk('chunks/end.js', ['chunks/b.js'], [station]) };
    const b = chunk('chunks/b.js', [], [], long);
    expect(() => listOf({ ...longer, ...b })).toThrow('a start loads 1400000 letters of code');
  });

  test('is not written for a thread, which is a build of its own', () => {
    expect(listOf(chunk('thread.js', []))).toBeNull();
  });
});

test('a module is imported by a file also by way of others', () => {
  const isOfThem = importedBy(thread, 'module-4');
  const theirs = [thread, 'module-1', 'module-2', 'module-3', 'module-4'];
  expect(theirs.every((id) => isOfThem(id, graph))).toBe(true);
  for (const id of ['module-0', 'module-5', station]) expect(isOfThem(id, graph)).toBe(false);
});
