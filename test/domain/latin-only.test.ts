import { describe, expect, it } from 'vitest';
import { type BadgeContent, latinOnly } from '../../domain/badges/badge.ts';
import { sampleBadges } from '../printing/sample-badges.ts';

function named(
  printedName: string,
  givenName = '',
  familyName = '',
  nativeName = '',
): BadgeContent {
  const base = sampleBadges['latin-short'];
  if (base === undefined) throw new Error('no sample');
  return latinOnly({ ...base, printedName, givenName, familyName, nativeName });
}

describe('the Latin name', () => {
  it('is the printed one where that is Latin; the second name goes', () => {
    const badge = named('Nguyễn Thị O’BRIEN-ŁĘCKI Jr.', 'x', 'y', 'ᠮᠣᠩᠭᠣᠯ');
    expect(badge.printedName).toBe('Nguyễn Thị O’BRIEN-ŁĘCKI Jr.');
    expect(badge.nativeName).toBe('');
  });

  it('is given and family name where the printed one is not Latin', () => {
    expect(named('ᠮᠣᠩᠭᠣᠯ', 'Bat', 'ERDENE').printedName).toBe('Bat ERDENE');
  });

  it('is what is Latin of the printed one where nothing else is', () => {
    const badge = named('Bat ERDENE (ᠮᠣᠩᠭᠣᠯ)', 'ᠮᠣᠩ', '');
    expect(badge.printedName).toBe('Bat ERDENE');
    expect(badge.givenName).toBe('');
  });

  it('stays as it is where nothing is Latin: the badge is held, never nameless', () => {
    expect(named('ᠮᠣᠩᠭᠣᠯ', 'ᠮᠣᠩ', 'ᠮᠣᠩ').printedName).toBe('ᠮᠣᠩᠭᠣᠯ');
  });

  it('lets signs that no script owns stand', () => {
    expect(named('Jan 😀 PEETERS', 'a', 'b').printedName).toBe('Jan 😀 PEETERS');
  });
});
