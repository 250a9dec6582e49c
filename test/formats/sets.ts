import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type FormatName, formats } from '../../tools/formats/versions.ts';
import { expectedName, fixturesFolder, listName } from '../../tools/formats/write-set.ts';

/** Fixtures of every format, written at the same time. */
export interface FixtureSet {
  name: string;
  /** The version of each format in the app that wrote the set. */
  versions: Record<string, string>;
  path(format: FormatName): string;
  bytes(format: FormatName): Buffer;
  text(format: FormatName): string;
  /** The content that readers must find in the fixture. */
  expected(format: FormatName): object;
}

/** Every set, the oldest first. */
export const sets: readonly FixtureSet[] = readdirSync(fixturesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  .map((name) => setIn(name, join(fixturesFolder, name)));

/** Rows for `test.each`: the name of each set, and the set. */
export const everySet = sets.map((set) => [set.name, set] as const);

/** The set that the present code wrote, or should have written. */
export function newestSet(): FixtureSet {
  const set = sets.at(-1);
  if (set === undefined) throw new Error('no set of fixtures: npm run formats:write -- 1');
  return set;
}

export function setIn(name: string, folder: string): FixtureSet {
  const json = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const path = (format: FormatName): string => join(folder, formats[format].file);
  return {
    name,
    versions: z.record(z.string(), z.string()).parse(json(listName)),
    path,
    bytes: (format) => readFileSync(path(format)),
    text: (format) => readFileSync(path(format), 'utf8'),
    expected: (format) => {
      const all = z.record(z.string(), z.looseObject({})).parse(json(expectedName));
      const one = all[format];
      if (one === undefined) throw new Error(`nothing is expected of ${format}`);
      return one;
    },
  };
}
