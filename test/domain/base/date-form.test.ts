import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dateForm, noonOf, sortableMoments, utcMoment } from '../../../domain/base/date-form.ts';
import type { KioskLanguage } from '../../../domain/base/language.ts';
import { productFolders, root } from '../../../tools/runtime.mjs';

const long = {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
} as const;

describe('a date', () => {
  it.each<[KioskLanguage, string, string]>([
    ['en', '2026-12-01', 'Tuesday 1 December'],
    ['fr', '2026-12-01', 'mardi 1er décembre'],
    ['fr', '2026-12-11', 'vendredi 11 décembre'],
    ['fr', '2026-12-21', 'lundi 21 décembre'],
    ['fr', '2026-12-31', 'jeudi 31 décembre'],
  ])('is written in %s as people do: %s', (language, day, text) => {
    expect(dateForm(language, long).format(noonOf(day))).toBe(text);
  });

  it('has the first of the month in French in every form, and no other one is touched', () => {
    const day = noonOf('2026-02-01');
    const forms: [Intl.DateTimeFormatOptions, string][] = [
      [{ weekday: 'short', day: 'numeric', month: 'short' }, 'dim. 1er févr.'],
      [{ day: 'numeric', month: 'long', year: 'numeric' }, '1er février 2026'],
      [{ dateStyle: 'medium', timeStyle: 'short' }, '1er févr. 2026, 12:00'],
      [{ hour: '2-digit', minute: '2-digit' }, '12:00'],
    ];
    for (const [options, text] of forms) {
      expect(dateForm('fr', { timeZone: 'UTC', ...options }).format(day)).toBe(text);
    }
    const { timeZone, month } = long;
    const days = dateForm('fr', { timeZone, day: 'numeric', month, year: 'numeric' });
    expect(days.formatRange(noonOf('2026-12-01'), noonOf('2026-12-03'))).toMatch(
      /^1er\s?[-–]\s?3 décembre 2026$/,
    );
  });

  it('in UTC says so, and one that sorts is digits', () => {
    const wall = Date.UTC(2026, 11, 1, 7, 41);
    expect(utcMoment(wall, 'fr')).toBe('1er décembre 2026, 07:41 UTC');
    expect(utcMoment(wall, 'en')).toBe('1 December 2026, 07:41 UTC');
    expect(sortableMoments('Europe/Brussels')(wall)).toBe('2026-12-01 08:41');
  });
});

/** Uses that people do not read: arithmetic of days, keys, names of files, drawings. */
const allowed: Readonly<Record<string, RegExp>> = {
  'domain/base/date-form.ts': /new Intl\.DateTimeFormat/,
  // Computes with the parts of a date.
  'domain/event/local-day.ts': /new Intl\.DateTimeFormat/,
  // Parses names of months, and writes none.
  'intake/written-day.ts': /new Intl\.DateTimeFormat/,
  // Coordinates of a drawing.
  'renderer/station/rehearsal/rehearsal-result.tsx': /toFixed/,
};
const ownForm =
  /new Intl\.DateTimeFormat|Intl\.DateTimeFormat\([^)]|toLocale(?:Date|Time)?String\(|\.toFixed\(/;

function formsIn(name: string, text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  return code
    .split('\n')
    .filter((line) => ownForm.test(line) && allowed[name]?.test(line) !== true)
    .map((line) => `${name}: ${line.trim()}`);
}

describe('every date and number that people read', () => {
  const files = productFolders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  );

  it('is written by dateForm or by Intl in the language: no module formats its own', () => {
    expect(files.length).toBeGreaterThan(500);
    const found = files.flatMap((name) => formsIn(name, readFileSync(join(root, name), 'utf8')));
    expect(found).toEqual([]);
  });

  it('written otherwise is found', () => {
    for (const line of [
      "new Intl.DateTimeFormat('fr', {}).format(wall)",
      'new Date(wall).toLocaleDateString()',
      '(free / 1024 ** 3).toFixed(1)',
    ]) {
      expect(formsIn('main/x.ts', line)).toHaveLength(1);
    }
  });
});
