import { expect, it } from 'vitest';
import { areIndependent, type Makers } from '../../domain/operators/independent.ts';

const makers: Makers = new Map([
  ['root', null],
  ['other', null],
  ['a', 'root'],
  ['b', 'root'],
  ['a1', 'a'],
  ['c', 'other'],
  // Each reset the other's PIN.
  ['x', 'y'],
  ['y', 'x'],
  ['z', 'y'],
  // Their maker no longer exists.
  ['p', 'gone'],
  ['q', 'gone'],
]);

it.each([
  ['root', 'other', true],
  ['root', 'a', false],
  ['root', 'a1', false],
  ['a', 'b', false],
  ['a1', 'b', false],
  ['a', 'c', true],
  ['a1', 'c', true],
  ['x', 'y', false],
  ['x', 'z', false],
  ['x', 'a', true],
  ['p', 'q', false],
  ['p', 'a', true],
  ['a', 'a', false],
  ['unknown', 'a', true],
])('%s and %s, whoever asks: %s', (one, two, expected) => {
  expect(areIndependent(one, two, makers)).toBe(expected);
  expect(areIndependent(two, one, makers)).toBe(expected);
});
