import { describe, expect, it } from 'vitest';
import { checkCounts } from '../../../domain/day-close/check-counts.ts';
import type { DayReport } from '../../../domain/day-close/report.ts';
import { chain, delegates, reportOn } from './chain-sample.ts';
import { stationId } from './report-sample.ts';

const report = reportOn([chain(1, delegates.slice(0, 3)), chain(2, delegates.slice(3))]);

/** The contradictions in a changed report, as "place: detail". */
const faultsOf = (change: Partial<DayReport>): string[] =>
  checkCounts({ ...report, ...change }).map(({ check, place, detail }) => {
    expect(check).toBe('counts');
    return `${place}: ${detail}`;
  });

/** The report with its first station changed. */
function withFirst(change: Partial<DayReport['stations'][number]>): Partial<DayReport> {
  const [first, ...others] = report.stations;
  if (first === undefined) throw new Error('no station');
  return { stations: [{ ...first, ...change }, ...others] };
}

function withClose(change: object, count = 4): Partial<DayReport> {
  const [life] = report.stations[0]?.lives ?? [];
  if (life?.close == null) throw new Error('nothing closed');
  return withFirst({ lives: [{ ...life, count, close: { ...life.close, ...change } }] });
}

it('a report that adds up', () => {
  expect(faultsOf({})).toEqual([]);
});

describe('stations', () => {
  it('are counted by their verdicts', () => {
    expect(faultsOf({ proof: { proven: 1, open: 1, broken: 0 } })).toEqual([
      'proof/proven: 2 stations, not 1',
      'proof/open: 0 stations, not 1',
    ]);
    expect(faultsOf({ proof: { proven: 2, open: 0, broken: 1 } })).toEqual([
      'proof/broken: 0 stations, not 1',
    ]);
  });

  it('hold the facts that are counted, each once or twice', () => {
    expect(faultsOf({ facts: { links: 7, distinct: 6 } })).toEqual([
      'facts/links: the chains have 6 facts, not 7',
    ]);
    expect(faultsOf({ facts: { links: 6, distinct: 7 } })).toEqual([
      'facts/distinct: more than the 6 in the chains',
    ]);
  });

  it('have the verdict, the close and the figures of their evidence', () => {
    expect(faultsOf(withFirst({ reason: 'not-closed' }))).toEqual([
      'stations/0/verdict: its evidence says proven (nothing)',
    ]);
    const { asOf } = report.stations[0] ?? {};
    if (asOf == null) throw new Error('not closed');
    for (const change of [{ kseq: asOf.kseq - 1 }, { wall: asOf.wall + 1 }]) {
      expect(faultsOf(withFirst({ asOf: { ...asOf, ...change } }))).toEqual([
        'stations/0/asOf: it is not the last close of its evidence',
      ]);
    }
    expect(faultsOf(withFirst({ asOf: null }))).toEqual([
      'stations/0/asOf: it is not the last close of its evidence',
    ]);
    expect(faultsOf(withFirst({ held: 5 }))).toEqual([
      'stations/0/held: its lives have 4 facts',
      'facts/links: the chains have 7 facts, not 6',
    ]);
    expect(faultsOf(withFirst({ atLeast: 5 }))).toEqual(['stations/0/atLeast: its lives say 4']);
  });

  it('closed what stands before the close', () => {
    const place = 'stations/0/lives/0/close: what it closed is not what stands before it';
    expect(faultsOf(withClose({}))).toEqual([]);
    expect(faultsOf(withClose({ count: 2 }))).toContain(place);
    expect(faultsOf(withClose({ kseq: 6, count: 5 }))).toContain(place);
    expect(faultsOf(withClose({ count: 2, agrees: false }))).not.toContain(place);
  });

  it('hold back as much as is listed', () => {
    const row = { station: stationId(1), reason: 'revoked', resolvedBy: null };
    expect(faultsOf({ quarantine: [{ ...row, items: 2 }] })).toEqual([
      'stations/0/quarantined: 2 are listed, not 0',
    ]);
    const listed = [
      { ...row, items: 2 },
      { ...row, reason: 'form', items: 1 },
    ];
    expect(faultsOf({ ...withFirst({ quarantined: 3 }), quarantine: listed })).not.toContainEqual(
      expect.stringContaining('quarantined'),
    );
  });
});

describe('the balance', () => {
  const { total, delegations, resolvedBy } = report.balance;

  it('adds up by line, by delegation, and with the people of the day', () => {
    const balance = { total: { ...total, present: total.present + 1 }, delegations, resolvedBy };
    expect(faultsOf({ balance })).toEqual([
      expect.stringMatching(
        /^balance\/total: the rows exceed those registered by -?\d+, the gaps are \d+$/,
      ),
      `balance/total/present: the delegations have ${total.present}, not ${total.present + 1}`,
      `persons: ${total.present + 1} are present in the account, not ${report.persons}`,
    ]);
  });
});

describe('admissions', () => {
  const [row] = report.admissions;
  if (row === undefined) throw new Error('nobody came');

  it('list each further one at its checkpoint', () => {
    expect(faultsOf({ admissions: [{ ...row, further: 1 }] })).toEqual([
      'admissions/0/further: 0 are listed, not 1',
    ]);
    const one = { fact: stationId(500), station: stationId(1), resolvedBy: null };
    const further = [
      { ...one, checkpoint: row.checkpoint },
      { ...one, checkpoint: 'dinner' },
    ];
    expect(faultsOf({ admissions: [{ ...row, further: 1 }], further })).toEqual([]);
  });

  it('are no more than people at one checkpoint, and no fewer at all', () => {
    expect(faultsOf({ admissions: [{ ...row, admitted: 5 }] })).toEqual([
      'admissions/0/admitted: more than the 4 persons of the day',
    ]);
    expect(faultsOf({ admissions: [{ ...row, admitted: 3 }] })).toEqual([
      'persons: only 3 admissions',
    ]);
    const halves = [
      { ...row, admitted: 2 },
      { ...row, checkpoint: 'dinner', admitted: 2 },
    ];
    expect(faultsOf({ admissions: halves })).toEqual([]);
  });
});
