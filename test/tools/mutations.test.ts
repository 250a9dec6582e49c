import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'rolldown/utils';
import { describe, expect, test } from 'vitest';
import { capabilities } from '../../tools/mutations/list.ts';
import { mutated, plantsIn, simulation } from '../../tools/mutations/mutation.ts';
import type { Place } from '../../tools/mutations/place.ts';
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

  test.each(mutations)('each place of “$name” is there once, and so is its test', (mutation) => {
    for (const { file } of [mutation, ...(mutation.also ?? [])]) {
      const source = readFileSync(join(root, file), 'utf8');
      const planted = mutated(plantsIn(file, mutation), source);
      expect(planted).not.toBe(source);
      expect(parseSync(file, planted).errors).toEqual([]);
    }
    const { caughtBy } = mutation;
    if (caughtBy === simulation) return;
    expect(existsSync(join(root, caughtBy))).toBe(true);
    // Tests of Electron use an app that was built without the fault.
    expect(caughtBy).toMatch(/\.test\.ts$|^test\/e2e\/renderer-.*\.e2e\.ts$/);
  });
});

describe('a place', () => {
  const source = `
    export class Gate {
      open(who: Person) {
        // if (who.isStopped) return null;
        if (who.isStopped && !this.#isOff) return null;
        if (who.isLate) return null;
        write({ who: who.id, at: now() }, [...before, who]);
        return rows.filter(isNew).map((row) => \`SELECT   id
          FROM gate\`);
      }
    }
    const close = { open: (who: Person) => who };`;
  const planted = (symbol: string, at: Place['at'], put: string): string =>
    mutated([{ file: 'gate.ts', symbol, at, put }], source).replace(/\s+/g, ' ');

  test.each<[Place['at'], string, string]>([
    ['if isStopped', '', 'return null; if (who.isLate) return null;'],
    ['test isLate', 'false', 'if (false) return null;'],
    ['operand #isOff', 'true', 'if (who.isStopped && true) return null;'],
    ['property at', '', 'write({ who: who.id, }, ['],
    ['value at', '0', 'at: 0 }'],
    ['element before', '', 'write({ who: who.id, at: now() }, [ who]);'],
    ['call now', 'later($&)', 'at: later(now()) }'],
    ['chained filter', '', 'return rows.map('],
    ['text id FROM', 'name FROM', 'SELECT name FROM gate'],
    ['do write', '', 'if (who.isLate) return null; return rows'],
  ])('“%s” is found whatever the layout', (at, put, expected) => {
    expect(planted('Gate.open', at, put)).toContain(expected);
  });

  test('that is there twice or not at all is refused', () => {
    expect(() => planted('Gate.open', 'if who', '')).toThrow('found 2 times');
    expect(() => planted('Gate.open', 'if isEarly', '')).toThrow('found 0 times');
    expect(() => planted('Gate.shut', 'if isLate', '')).toThrow('found 0 times');
    expect(() => planted('open', 'return who', '')).toThrow('found 2 times');
  });
});

test('a planted fault is caught by the test that the list names, and not by another', {
  timeout,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-mutations-test-'));
  const mutation = mutations.find(({ caughtBy }) => caughtBy === 'test/domain/chain.test.ts');
  if (mutation === undefined) throw new Error('no fault of chains is listed');
  try {
    expect(await tryMutation(mutation, new Set(), folder)).toMatchObject({ kind: 'caught' });
    const other = { ...mutation, caughtBy: 'test/domain/letters.test.ts' };
    expect(await tryMutation(other, new Set(), folder)).toMatchObject({ kind: 'missed' });
    const broken = new Set([mutation.caughtBy]);
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
