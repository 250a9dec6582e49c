import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withCheckLetters } from '../../../domain/base/letters.ts';
import { maxBurst } from '../../../renderer/scanning/hid/burst.ts';
import { layoutNames } from '../../support/keyboard-layouts.ts';
import {
  badge,
  firstReading,
  otherTicket,
  SimulatedField,
  signedTicket,
  ticket,
  usKeyboard,
} from './hid-simulation.ts';

const ofLetters = (count: number) =>
  fc
    .array(fc.constantFrom(...'BCDFGHJKLNPRSTVX'), { minLength: count, maxLength: count })
    .map((letters) => letters.join(''));
const anyTicket = ofLetters(24).map((letters) => withCheckLetters(`LT${letters}`));
const anyBadge = ofLetters(28).map((letters) => withCheckLetters(`LB${letters}`));

describe('codes of ours', () => {
  const codes = { ticket, badge, signedTicket };
  for (const [name, code] of Object.entries(codes)) {
    for (const gap of [1, 8, 20, 34, 40, 60]) {
      for (const end of ['Enter', 'Tab', null] as const) {
        test(`${name} at ${gap} ms a key, ended by ${end ?? 'nothing'}`, () => {
          const field = new SimulatedField();
          field.type('mueller', [90]);
          field.wait(300);
          field.scan(code, gap, end);
          field.wait(1500);
          expect(firstReading(field)).toEqual([code]);
          expect(field.text).toBe('mueller');
          expect(field.passed).toEqual([]);
        });
      }
    }
  }

  test('the scan begins with its first key, not with what was typed before', () => {
    const field = new SimulatedField();
    field.type('xy', [80]);
    field.scan(ticket, 10, 'Enter');
    // 1000 + 2 × 80, then the first key of the scan 10 ms later.
    expect(field.scans[0]?.firstKeyAt).toBe(1170);
  });

  test.each(['GSC-0042', ticket, signedTicket])(
    '%s is whole although the browser was busy after any of its keys',
    (code) => {
      for (let keys = 1; keys < code.length; keys += 1) {
        const field = new SimulatedField();
        field.type('mueller', [90]);
        field.wait(1500);
        field.scan(code.slice(0, keys), 8, null);
        field.stall();
        field.scan(code.slice(keys), 8, 'Enter');
        expect(firstReading(field)).toEqual([code]);
        expect(field.text).toBe('mueller');
        expect(field.passed).toEqual([]);
      }
    },
  );

  test('what was given back in a busy moment stays when nothing follows it closely', () => {
    const field = new SimulatedField();
    field.scan('GSC-00', 8, null);
    field.stall();
    expect(field.text).toBe('GSC-00');
    field.type('42', [300]);
    field.press({ code: 'Enter', key: 'Enter' }, 90);
    expect(field.scans).toEqual([]);
    expect(field.text).toBe('GSC-0042');
    expect(field.passed).toEqual(['Enter']);
  });

  test.each([200, 1_000, 5_000])(
    'a code of which a part is a code is whole although the computer stood still for %i ms',
    (milliseconds) => {
      const looksLikeCode = (text: string) => /^T18-\d{1,5}$/.test(text);
      for (let keys = 5; keys < 8; keys += 1) {
        const field = new SimulatedField({ looksLikeCode });
        field.scan('T18-0042'.slice(0, keys), 8, null);
        field.standStill(milliseconds);
        field.scan('T18-0042'.slice(keys), 8, null);
        field.wait(2_000);
        expect(firstReading(field)).toEqual(['T18-0042']);
        expect(field.text).toBe('');
      }
    },
  );

  test('on a computer that always stands still a scan comes to its end', () => {
    const looksLikeCode = (text: string) => /^T18-\d{1,5}$/.test(text);
    const field = new SimulatedField({ looksLikeCode });
    field.scan('T18-0042', 8, null);
    for (let i = 0; i < 10; i += 1) field.standStill(3_000);
    expect(firstReading(field)).toEqual(['T18-0042']);
  });

  test('in lower case', () => {
    const field = new SimulatedField();
    field.scan(ticket.toLowerCase(), 10, 'Enter');
    expect(firstReading(field)).toEqual([ticket.toLowerCase()]);
  });

  test('hundreds of random tickets and badges, none cut short and none missed', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyTicket, anyBadge), { maxLength: 8 }), (codes) => {
        const field = new SimulatedField();
        for (const code of codes) {
          field.scan(code, 12, 'Enter');
          field.wait(300);
        }
        expect(firstReading(field)).toEqual(codes);
        expect(field.text).toBe('');
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test('a badge whose letters hold a valid ticket is read as the badge', () => {
    const inner = ticket;
    const outer = withCheckLetters(`LB${inner}`);
    for (const gap of [10, 40]) {
      const field = new SimulatedField();
      field.scan(outer, gap, 'Enter');
      field.wait(2000);
      expect(firstReading(field)).toEqual([outer]);
      expect(field.text).toBe('');
    }
  });

  test('two scans without a pause and without Enter', () => {
    const field = new SimulatedField();
    field.scan(ticket + otherTicket, 5, null);
    expect(firstReading(field)).toEqual([ticket, otherTicket]);
  });

  test('two scans 300 ms apart', () => {
    const field = new SimulatedField();
    field.scan(ticket, 8, 'Enter');
    field.wait(300);
    field.scan(otherTicket, 8, 'Enter');
    expect(firstReading(field)).toEqual([ticket, otherTicket]);
  });

  test('carriage return and line feed after a scan go with it, a later Enter does not', () => {
    const field = new SimulatedField();
    field.scan(ticket, 8, 'Enter');
    field.press({ code: 'KeyJ', key: 'j', ctrlKey: true }, 8);
    expect(field.passed).toEqual([]);
    field.press({ code: 'Enter', key: 'Enter' }, 400);
    expect(field.passed).toEqual(['Enter']);
  });

  test('wrong check letters at scanner speed are still a scan, for the desk to say unreadable', () => {
    const wrong = `${ticket.slice(0, -1)}${ticket.endsWith('B') ? 'C' : 'B'}`;
    const field = new SimulatedField();
    field.scan(wrong, 10, 'Enter');
    expect(firstReading(field)).toEqual([wrong]);
  });

  test('a wireless scanner that stumbles for 200 ms in the middle of a code', () => {
    const field = new SimulatedField();
    field.scan(ticket.slice(0, 11), 10, null);
    field.wait(190);
    field.scan(ticket.slice(11), 10, 'Enter');
    expect(firstReading(field)).toEqual([ticket]);
    expect(field.text).toBe('');
  });
});

describe('texts without our form', () => {
  test('at scanner speed and ended by Enter or Tab: a scan, in both readings', () => {
    for (const end of ['Enter', 'Tab'] as const) {
      const field = new SimulatedField();
      field.scan('0013748911', 10, end, { ...usKeyboard, computer: 'belgian' });
      expect(field.scans[0]?.readings).toEqual(['0013748911', 'àà&"è\'!ç&&']);
      expect(field.text).toBe('');
      expect(field.passed).toEqual([]);
    }
  });

  test('at scanner speed and not ended: given back to the field', () => {
    const field = new SimulatedField();
    field.type('a', [90]);
    field.scan('0013748911', 10, null);
    field.wait(1500);
    expect(field.scans).toEqual([]);
    expect(field.text).toBe('a0013748911');
  });

  test('given back before the key that comes next', () => {
    const field = new SimulatedField();
    field.scan('0013748911', 10, null);
    field.type('x', [130]);
    expect(field.text).toBe('0013748911x');
  });

  test('given back before Backspace or an arrow', () => {
    const field = new SimulatedField();
    field.scan('001374', 10, null);
    field.press({ code: 'Backspace', key: 'Backspace' }, 20);
    expect(field.text).toBe('001374');
    expect(field.passed).toEqual(['Backspace']);
  });

  test('the organiser’s pattern makes an unended burst a scan, but not what a person types', () => {
    const looksLikeCode = (text: string) => /^GSC-\d{4}$/.test(text);
    const field = new SimulatedField({ looksLikeCode });
    field.scan('GSC-0042', 10, null);
    field.wait(1500);
    expect(firstReading(field)).toEqual(['GSC-0042']);
    field.type('GSC-0043', [80]);
    field.press({ code: 'Enter', key: 'Enter' }, 80);
    expect(field.scans).toHaveLength(1);
    expect(field.text).toBe('GSC-0043');
    expect(field.passed).toEqual(['Enter']);
  });

  test('64 kB come as one scan; what is longer than the contract allows is clipped', () => {
    const field = new SimulatedField();
    const text = 'x0'.repeat(40_000);
    field.type('ab', [90]);
    field.wait(200);
    field.scan(text, 1, 'Enter');
    expect(field.scans).toHaveLength(1);
    expect(field.scans[0]?.readings).toEqual([text.slice(0, maxBurst)]);
    expect(field.text).toBe('ab');
  });
});

describe('a function key ahead of the code', () => {
  test('makes a scan of any text at any speed', () => {
    for (const gap of [5, 60, 120]) {
      for (const end of ['Enter', null] as const) {
        const field = new SimulatedField({ prefix: 'F13' });
        field.press({ code: 'F13', key: 'F13' }, 100);
        field.scan('42', gap, end);
        field.wait(2000);
        expect(firstReading(field)).toEqual(['42']);
        expect(field.text).toBe('');
        expect(field.passed).toEqual([]);
      }
    }
  });

  test('leaves the field alone from the first key on', () => {
    const field = new SimulatedField({ prefix: 'F13' });
    field.press({ code: 'F13', key: 'F13' }, 100);
    field.type('LT', [60]);
    expect(field.text).toBe('');
  });

  test('means nothing where none is set', () => {
    const field = new SimulatedField();
    field.press({ code: 'F13', key: 'F13' }, 100);
    field.type('42', [60]);
    expect(field.text).toBe('42');
  });
});

describe('people', () => {
  test('typing at 45 to 120 ms a key is never misread and never delayed', () => {
    const words = fc.array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789-. '), {
      maxLength: 60,
    });
    const gaps = fc.array(fc.integer({ min: 45, max: 120 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(words, gaps, fc.constantFrom(...layoutNames), (letters, speeds, computer) => {
        const text = letters.join('');
        const field = new SimulatedField();
        // Another test covers characters that the layout has only behind a dead key.
        const typed = Array.from(text)
          .filter((letter) => /[a-z0-9 .]/.test(letter))
          .join('');
        field.type(typed, speeds, computer);
        expect(field.text).toBe(typed);
        field.press({ code: 'Enter', key: 'Enter' }, speeds[0] ?? 80);
        expect(field.scans).toEqual([]);
        expect(field.passed).toEqual(['Enter']);
      }),
      { numRuns: 1000, seed: 11 },
    );
  });

  test('rolling fingers: up to four keys at once, then Enter', () => {
    const field = new SimulatedField();
    field.type('anna', [90, 20, 25, 30]);
    expect(field.text).toBe('anna');
    field.press({ code: 'Enter', key: 'Enter' }, 50);
    expect(field.scans).toEqual([]);
    expect(field.passed).toEqual(['Enter']);
  });

  test('scans in the middle of typing leave both whole', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'abcdefghijkmnopqrsuvwxyz'), maxLength: 12 }),
        fc.string({ unit: fc.constantFrom(...'abcdefghijkmnopqrsuvwxyz'), maxLength: 12 }),
        fc.oneof(anyTicket, anyBadge),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom('Enter' as const, 'Tab' as const, null),
        (before, after, code, gap, pause, end) => {
          const field = new SimulatedField();
          field.type(before, [80]);
          field.wait(pause);
          field.scan(code, gap, end);
          field.wait(pause);
          field.type(after, [80]);
          field.wait(1500);
          expect(firstReading(field)).toEqual([code]);
          expect(field.text).toBe(before + after);
        },
      ),
      { numRuns: 1000, seed: 3 },
    );
  });

  test('a key that a person presses while the scanner is sending', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyTicket, anyBadge),
        fc.integer({ min: 2, max: 19 }),
        fc.constantFrom(...'aehmost7'),
        fc.integer({ min: 1, max: 30 }),
        (code, position, key, gap) => {
          const field = new SimulatedField();
          field.type('mu', [80]);
          field.wait(100);
          field.scan(code.slice(0, position), gap, null);
          field.type(key, [2]);
          field.scan(code.slice(position), gap, 'Enter');
          field.wait(1500);
          expect(firstReading(field)).toEqual([code]);
          expect(field.text).toBe(`mu${key}`);
        },
      ),
      { numRuns: 500, seed: 5 },
    );
  });
});
