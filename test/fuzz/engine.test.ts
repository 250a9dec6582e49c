import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fuzzTarget, planOf } from '../../tools/fuzz/engine/fuzz-target.ts';
import { fuzzed, type Target } from '../../tools/fuzz/engine/target.ts';
import { inPieces } from '../../tools/fuzz/generators/bytes.ts';
import { fromSchema } from '../../tools/fuzz/generators/from-schema.ts';
import { targets } from '../../tools/fuzz/targets/index.ts';

/** A target that breaks as `run` says. */
function broken(run: (text: string) => string): Target {
  const open = () => fuzzed<string>({ cases: fc.string(), run, sizeOf: (text) => text.length });
  return { name: 'test/broken', share: 1, reaches: ['fine'], open };
}

test('a case that throws is found and shrunk', async () => {
  const result = await fuzzTarget(
    broken((text) => {
      if (text.length > 3) throw new RangeError('too long for me');
      return 'fine';
    }),
    { cases: 500, seed: 1 },
  );
  expect(result.findings).toMatchObject([{ message: 'RangeError: too long for me' }]);
  expect(JSON.parse(result.findings[0]?.value ?? '""')).toHaveLength(4);
});

test('a case that changes a shared prototype is found, and the prototype is mended', async () => {
  const result = await fuzzTarget(
    broken((text) => {
      if (text.includes('x')) Object.assign(Object.prototype, { polluted: true });
      return 'fine';
    }),
    { cases: 500, seed: 1 },
  );
  expect(result.findings[0]?.message).toContain('shared prototype');
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('a case that takes far longer than its size allows is found', async () => {
  let now = 0;
  const wait = (text: string): string => {
    now += text.length > 5 ? 90 : 1;
    return 'fine';
  };
  const clock = (): number => now;
  const result = await fuzzTarget(broken(wait), { cases: 100, seed: 1, clock });
  expect(result.findings[0]?.message).toContain('longer than its budget');
});

test('an outcome that never comes is told', async () => {
  const result = await fuzzTarget(
    broken(() => 'refused'),
    { cases: 20, seed: 1 },
  );
  expect(result.missed).toEqual(['fine']);
});

test('the cases are split by share, and each target gets one', () => {
  const plan = planOf(targets, 1_000_000);
  const sum = plan.reduce((total, { cases }) => total + cases, 0);
  expect(Math.abs(sum - 1_000_000)).toBeLessThan(targets.length);
  expect(planOf(targets, 1).every(({ cases }) => cases === 1)).toBe(true);
});

test('values made from a schema are taken by it', () => {
  const schema = z.strictObject({
    id: z.uuid(),
    name: z.string().trim().min(1).max(5),
    code: z.string().regex(/^F(1[3-9]|2[0-4])$/),
    key: z.base64().length(44),
    day: z.iso.date().nullable(),
    count: z.int().positive().max(9),
    kind: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a'), list: z.array(z.boolean()).min(1) }),
      z.object({ kind: z.literal('b'), map: z.record(z.string(), z.number()).optional() }),
    ]),
  });
  for (const value of fc.sample(fromSchema(schema), { numRuns: 200, seed: 1 })) {
    expect(schema.safeParse(value).error?.issues ?? []).toEqual([]);
  }
});

test('pieces put together are the whole', () => {
  const bytes = Uint8Array.from({ length: 20 }, (_, i) => i);
  expect(Buffer.concat(inPieces(bytes, [3, 3, 17, 99]))).toEqual(Buffer.from(bytes));
});
