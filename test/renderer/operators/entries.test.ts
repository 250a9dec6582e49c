import { describe, expect, it } from 'vitest';
import { digitOf, isPin } from '../../../renderer/operators/pin.ts';

describe('digits of a PIN', () => {
  it.each([
    [{ key: '7', code: 'Digit7' }, '7'],
    [{ key: 'è', code: 'Digit7' }, '7'],
    [{ key: '7', code: 'Numpad7' }, '7'],
    [{ key: 'F7', code: 'F7' }, null],
    [{ key: 'a', code: 'KeyA' }, null],
  ])('%o is %s', (event, digit) => {
    expect(digitOf(event)).toBe(digit);
  });

  it.each([
    ['123', false],
    ['1234', true],
    ['123456789012', true],
    ['1234567890123', false],
    ['12a4', false],
  ])('%s: %s', (text, valid) => {
    expect(isPin(text)).toBe(valid);
  });
});
