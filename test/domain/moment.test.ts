import { expect, test } from 'vitest';
import { momentSchema } from '../../domain/base/protocol.ts';

test('a moment is one that a date can hold, and no later or earlier one', () => {
  const last = 8.64e15;
  expect(new Date(last).toISOString()).toBe('+275760-09-13T00:00:00.000Z');
  expect([last, -last].map((at) => momentSchema.safeParse(at).success)).toEqual([true, true]);
  expect([last + 1, -last - 1].map((at) => momentSchema.safeParse(at).success)).toEqual([
    false,
    false,
  ]);
});
