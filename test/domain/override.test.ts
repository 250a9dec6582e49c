import { describe, expect, it } from 'vitest';
import { isWithinWindows } from '../../domain/check-in/admission.ts';
import { approversOf, overridable } from '../../domain/check-in/override.ts';
import { isGuessable } from '../../domain/check-in/scan.ts';

describe('a refusal', () => {
  it('can be overridden where it is about a known person who is not in', () => {
    const known = ['wrong-day', 'pending', 'cancelled', 'not-registered', 'revoked', 'stopped'];
    for (const outcome of known) expect(overridable(outcome)).toBe(outcome);
    for (const outcome of ['forged', 'unreadable', 'other-event', 'already-in', 'admitted', '']) {
      expect(overridable(outcome)).toBeNull();
    }
  });

  it('of security may be overridden by a security officer too', () => {
    for (const outcome of ['stopped', 'revoked'] as const) {
      expect(approversOf(outcome)).toEqual(['supervisor', 'security-officer']);
    }
    for (const outcome of ['wrong-day', 'pending', 'cancelled', 'not-registered'] as const) {
      expect(approversOf(outcome)).toEqual(['supervisor']);
    }
  });
});

describe('a code', () => {
  it('may be guessed where it is the organiser’s own', () => {
    const kinds = ['registration-code', 'other-text', 'ticket', 'signed', 'badge', 'forged'];
    expect(kinds.filter((kind) => isGuessable({ kind }))).toEqual([
      'registration-code',
      'other-text',
    ]);
  });
});

describe('the windows of a checkpoint', () => {
  const day = '2018-10-02';
  const isOpen = (
    time: [number, number],
    windows: [string, string, string?][],
    retired?: true,
  ): boolean =>
    isWithinWindows(
      {
        windows: windows.map(([opens, closes, on = day]) => ({ day: on, opens, closes })),
        ...(retired === undefined ? {} : { retired }),
      },
      { day, minuteOfDay: time[0] * 60 + time[1] },
    );

  it('let people in from the opening until just before the close', () => {
    const office: [string, string] = ['09:00', '17:00'];
    expect(isOpen([8, 59], [office])).toBe(false);
    expect(isOpen([9, 0], [office])).toBe(true);
    expect(isOpen([16, 59], [office])).toBe(true);
    expect(isOpen([17, 0], [office])).toBe(false);
    expect(isOpen([12, 0], [['09:00', '17:00', '2018-10-03']])).toBe(false);
  });

  it('go on after midnight where they close at or before their opening', () => {
    const night: [string, string] = ['22:00', '02:00'];
    expect([22, 23, 0, 1].every((hour) => isOpen([hour, 0], [night]))).toBe(true);
    expect(isOpen([21, 59], [night])).toBe(false);
    expect(isOpen([2, 0], [night])).toBe(false);
    expect([0, 8, 23].every((hour) => isOpen([hour, 0], [['08:00', '08:00']]))).toBe(true);
  });

  it('are none: always open; and a retired checkpoint never is', () => {
    expect(isOpen([3, 0], [])).toBe(true);
    expect(isOpen([3, 0], [], true)).toBe(false);
  });
});
