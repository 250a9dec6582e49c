import { describe, expect, it } from 'vitest';
import { type KioskScreen, stepOf, toneOf } from '../../../renderer/kiosk/screen-of.ts';

const all: readonly KioskScreen[] = [
  'attract',
  'start',
  'code',
  'lookingUp',
  'notFound',
  'tooMany',
  'confirm',
  'correct',
  'correcting',
  'consents',
  'checkingIn',
  'printing',
  'held',
  'take',
  'collect',
  'unclear',
  'alreadyIn',
  'seeDesk',
  'trouble',
  'wiping',
];

describe('the colour of a screen', () => {
  it('is green only where the visitor is checked in and knows where the badge is', () => {
    expect(all.filter((screen) => toneOf(screen) === 'go')).toEqual(['take', 'collect']);
  });

  it('is the same amber wherever the way ended without a badge, whatever the reason', () => {
    for (const screen of [
      'notFound',
      'tooMany',
      'held',
      'unclear',
      'seeDesk',
      'trouble',
    ] as const) {
      expect(toneOf(screen), screen).toBe('look');
    }
  });
});

it('each screen of the way has its step, and those beside it have none', () => {
  const of = (step: ReturnType<typeof stepOf>) => all.filter((screen) => stepOf(screen) === step);
  expect(of('scan')).toEqual(['attract', 'start', 'code', 'lookingUp', 'notFound', 'tooMany']);
  expect(of('check')).toEqual(['confirm', 'correct', 'correcting', 'consents']);
  expect(of('print')).toEqual(['checkingIn', 'printing', 'held', 'take', 'collect']);
  expect(of(null)).toEqual(['unclear', 'alreadyIn', 'seeDesk', 'trouble', 'wiping']);
});
