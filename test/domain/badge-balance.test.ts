import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  balanceRows,
  countRows,
  isOpenRow,
  rowOf,
  stateOfRow,
  whereaboutsOf,
} from '../../domain/badges/badge-balance.ts';
import { badgeStates, foldAttendance } from '../../domain/ledger/attendance-fold.ts';
import { firstHlc, nextHlc } from '../../domain/ledger/hlc.ts';
import { printJobStateSchema } from '../../domain/printing/print-job.ts';
import { fact, uuid } from './attendance-sample.ts';

const jobStates = [...printJobStateSchema.options, null];
const serials = ['A7F30C12-000001', 'A7F30C12-000002', 'A7F30C12-000003', 'B0000001-000001'];

/** A fact about one of four serials, at any time, with known or unknown values in it. */
const anyFact = fc
  .record({
    at: fc.integer({ min: 1, max: 9 }),
    station: fc.integer({ min: 1, max: 2 }),
    type: fc.constantFrom(
      'badge-issued',
      'badge-printed',
      'badge-handed-over',
      'badge-voided',
      'admitted',
      'admission-undone',
    ),
    serial: fc.constantFrom(...serials),
    fate: fc.constantFrom(...badgeStates, 'of a later version'),
    replaces: fc.constantFrom(...serials, null),
  } as const)
  .map(({ at, station, type, serial, fate, replaces }) => ({
    type,
    hlc: nextHlc(firstHlc, at),
    station: uuid(station),
    badgeSerial: serial,
    targetId: type === 'admission-undone' ? uuid(100) : null,
    payload: JSON.stringify({ fate, replaces }),
  }));
const anyFacts = fc
  .array(anyFact, { maxLength: 30 })
  .map((parts) => parts.map((part, i) => fact({ id: uuid(100 + i), kseq: i + 1, ...part })));

describe('the rows of the balance', () => {
  it('add up to the serials, whatever was written and in whatever order it came', () => {
    fc.assert(
      fc.property(
        anyFacts,
        fc.dictionary(fc.constantFrom(...serials), fc.constantFrom(...jobStates)),
        (facts, jobs) => {
          const { badges } = foldAttendance(facts);
          const counted = countRows(
            [...badges.values()].map(({ serial, state }) => ({
              state,
              jobState: jobs[serial] ?? null,
            })),
          );
          const sum = Object.values(counted).reduce((total, count) => total + count, 0);
          expect(sum).toBe(badges.size);
          expect(Object.keys(counted).sort()).toEqual([...balanceRows].sort());
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(badgeStates)('a badge that is %s stands in a row, whatever its job', (state) => {
    for (const jobState of jobStates) {
      const row = rowOf({ state, jobState });
      expect(balanceRows).toContain(row);
      // So the store need not read badges in other states.
      expect(stateOfRow(row)).toBe(state);
      // Only an unfinished badge is open, and no job changes that.
      expect(isOpenRow(row)).toBe(state === 'issued' || state === 'printed');
    }
  });

  it('asks where only somebody who looks can say', () => {
    expect(rowOf({ state: 'issued', jobState: 'unknown' })).toBe('in-question');
    expect(rowOf({ state: 'issued', jobState: 'failed-partial' })).toBe('in-question');
    expect(rowOf({ state: 'issued', jobState: 'held' })).toBe('waiting');
    expect(rowOf({ state: 'issued', jobState: null })).toBe('waiting');
    expect(rowOf({ state: 'stale', jobState: 'unknown' })).toBe('stale');
  });

  it('knows where an invalid badge is', () => {
    expect(whereaboutsOf('handed-over', 'confirmed')).toBe('with-holder');
    expect(whereaboutsOf('printed', 'confirmed')).toBe('at-the-desk');
    expect(whereaboutsOf('issued', 'cancelled')).toBe('never-printed');
    expect(whereaboutsOf('issued', 'unknown')).toBe('not-known');
    expect(whereaboutsOf('issued', null)).toBe('not-known');
  });
});
