import { describe, expect, it } from 'vitest';
import { type DayEvidence, daySummary } from '../../../domain/day-close/open-items.ts';

const proven = { verdict: 'proven', isNoted: false } as const;
const open = { verdict: 'open', isNoted: false } as const;
const noted = { verdict: 'open', isNoted: true } as const;
const broken = { verdict: 'broken', isNoted: true } as const;
const well: DayEvidence = {
  stations: [proven],
  items: 0,
  missing: 0,
  copy: { contradicts: 0, lacks: 0 },
};

describe('the summary of a day, the worst first', () => {
  it.each<[string, Partial<DayEvidence>, string[]]>([
    ['all well', {}, ['go open 0']],
    ['a note explains', { stations: [proven, noted] }, ['go open 0']],
    ['something is open', { stations: [open], items: 2 }, ['look open 3']],
    ['records are missing', { stations: [noted], missing: 18 }, ['look missing 18', 'calm open 0']],
    ['both', { stations: [open], missing: 18 }, ['look open 1', 'look missing 18']],
    ['broken, though noted', { stations: [broken] }, ['stop broken 1', 'calm open 0']],
    [
      'this copy contradicts the report',
      { copy: { contradicts: 2, lacks: 1 }, missing: 18 },
      ['stop copy 3', 'look missing 18', 'calm open 0'],
    ],
    [
      'this copy lacks records',
      { copy: { contradicts: 0, lacks: 1 } },
      ['look copy 1', 'calm open 0'],
    ],
    [
      'everything',
      {
        stations: [broken, open],
        items: 1,
        missing: 4,
        copy: { contradicts: 0, lacks: 1 },
      },
      ['stop broken 1', 'look copy 1', 'look open 2', 'look missing 4'],
    ],
  ])('%s', (_name, change, figures) => {
    const summary = daySummary({ ...well, ...change });
    expect(summary.map(({ kind, count, tone }) => `${tone} ${kind} ${count}`)).toEqual(figures);
  });
});
