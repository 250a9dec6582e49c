import { describe, expect, it } from 'vitest';
import { isEasyPin } from '../../domain/operators/pins.ts';

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

describe('a PIN that is easy to guess', () => {
  it.each(['1234', '4321', '0123', '7890', '8901', '2468', '9753', '12345678', '987654'])(
    '%s: a sequence',
    (pin) => expect(isEasyPin(pin)).toBe(true),
  );
  it.each(['1212', '1122', '1221', '1112', '123123', '20182018', '55555555'])(
    '%s: a repetition',
    (pin) => expect(isEasyPin(pin)).toBe(true),
  );
  it.each(['1900', '1968', '2018', '2026', '2099'])('%s: a year', (pin) =>
    expect(isEasyPin(pin)).toBe(true),
  );
  it('any with one digit alone, of every length', () => {
    for (const digit of digits) {
      for (let length = 4; length <= 12; length += 1) {
        expect(isEasyPin(digit.repeat(length))).toBe(true);
      }
    }
  });

  it('is one of few: people still have most PINs to choose from', () => {
    const all = Array.from({ length: 10_000 }, (_, at) => String(at).padStart(4, '0'));
    const easy = all.filter(isEasyPin).length;
    expect(easy).toBeGreaterThan(500);
    expect(easy).toBeLessThan(1_000);
  });

  it.each(['4711', '2741', '0815', '24681357', '271828', '9174'])('%s is none', (pin) =>
    expect(isEasyPin(pin)).toBe(false),
  );
});
