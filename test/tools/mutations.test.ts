import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { capabilities } from '../../tools/mutations/list.ts';
import { mutated, simulation } from '../../tools/mutations/mutation.ts';
import { tryMutation } from '../../tools/mutations/try-mutation.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Milliseconds: vitest and the simulation start separate processes. */
const timeout = 300_000;
const mutations = Object.values(capabilities).flat();

describe('the list of planted faults', () => {
  test('names each fault once', () => {
    const names = mutations.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test.each(mutations)(
    'the text that “$name” replaces is there, and so is its test',
    (mutation) => {
      for (const { file } of mutation.edits) {
        const source = readFileSync(join(root, file), 'utf8');
        expect(mutated(mutation, file, source)).not.toBe(source);
      }
      const { caughtBy } = mutation;
      if (caughtBy === null || caughtBy === simulation) return;
      expect(existsSync(join(root, caughtBy))).toBe(true);
      // Tests of Electron use an app that was built without the fault.
      expect(caughtBy).toMatch(/\.test\.ts$|^test\/e2e\/renderer-.*\.e2e\.ts$/);
    },
  );
});

test('a planted fault is caught by the test that the list names, and not by another', {
  timeout,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-mutations-test-'));
  const mutation = mutations.find(({ caughtBy }) => caughtBy === 'test/domain/hlc.test.ts');
  if (mutation === undefined) throw new Error('no fault of the clock is listed');
  try {
    expect(await tryMutation(mutation, new Set(), folder)).toMatchObject({ kind: 'caught' });
    const other = { ...mutation, caughtBy: 'test/domain/letters.test.ts' };
    expect(await tryMutation(other, new Set(), folder)).toMatchObject({ kind: 'missed' });
    const broken = new Set([mutation.caughtBy ?? '']);
    expect(await tryMutation(mutation, broken, folder)).toMatchObject({ kind: 'missed' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a planted fault is caught by the simulation', { timeout }, async () => {
  const mutation = mutations.find(({ name }) => name.endsWith('personal payloads do not go along'));
  if (mutation === undefined) throw new Error('the fault is not listed');
  expect(await tryMutation(mutation, new Set(), tmpdir())).toMatchObject({ kind: 'caught' });
});
