// Writes platform/fonts/coverage.json (the characters of each bundled font). Run `node
// tools/fonts/coverage.ts` after adding or updating a font; a test fails until that is done.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as fontkit from 'fontkit';
import fontFiles from '../../platform/fonts/fonts.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');

/**
 * The characters of a font as runs, from the font's own table (read by fontkit).
 *
 * @param path a font file
 * @returns pairs of numbers: code points left out since the last run, and the length of the next
 * one
 */
export function runsOf(path: string): number[] {
  const points = [...new Set(fontkit.create(readFileSync(path)).characterSet)].sort(
    (a, b) => a - b,
  );
  const runs: number[] = [];
  let next = 0;
  for (const point of points) {
    if (point === next && runs.length > 0) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
    else runs.push(point - next, 1);
    next = point + 1;
  }
  return runs;
}

/** The runs of every font that platform/fonts/fonts.json names, by the name of its file. */
export function allRuns(): Record<string, number[]> {
  const entries = fontFiles.map((file) => [
    basename(file),
    runsOf(join(root, 'node_modules', file)),
  ]);
  return Object.fromEntries(entries);
}

if (process.argv[1] === import.meta.filename) {
  const lines = Object.entries(allRuns()).map(
    ([name, runs]) => `  ${JSON.stringify(name)}: ${JSON.stringify(runs.join(' '))}`,
  );
  writeFileSync(join(root, 'platform/fonts/coverage.json'), `{\n${lines.join(',\n')}\n}\n`);
}
