import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { FindingKind } from '../../../domain/day-close/close-fact.ts';
import { summariseDay } from '../../../domain/day-close/day-summary.ts';
import type { DaySummary } from '../../../domain/day-close/report.ts';
import type { OrderedFact } from '../../../domain/ledger/attendance.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { fact, uuid } from '../attendance-sample.ts';

const day = '2018-10-02';
const dayBefore = '2018-10-01';
const [anna, ben, chloe] = [uuid(0xa1), uuid(0xa2), uuid(0xa3)];
const [deskOne, deskTwo] = [uuid(0xd1), uuid(0xd2)];

/** A fact of which only these fields matter; facts with a greater number are later. */
function said(number: number, part: Partial<OrderedFact>): OrderedFact {
  const clock = `${String(1_538_463_600_000 + number).padStart(15, '0')}-00000`;
  return fact({ id: uuid(number), hlc: clock, effective: clock, delegateId: null, ...part });
}

const admitted = (number: number, delegateId: string, part: Partial<OrderedFact> = {}) =>
  said(number, { type: 'admitted', delegateId, ...part });

function resolved(
  number: number,
  finding: FindingKind,
  reference: string,
  part: { day?: string } = {},
): OrderedFact {
  const payload = JSON.stringify({ day, finding, reference, ...part });
  return said(number, { type: 'finding-resolved', payload });
}

const summaryOf = (...facts: OrderedFact[]): DaySummary =>
  summariseDay(facts, day, nodeCrypto).summary;

const nothing: DaySummary = {
  eventVersions: [],
  admissions: [],
  persons: 0,
  attendanceDigest: createHash('sha256').digest('hex'),
  further: [],
  overrides: [],
  prints: [],
  clocks: [],
};

test('a day without a fact', () => {
  expect(summaryOf()).toEqual(nothing);
  expect(summaryOf(admitted(1, anna, { localDay: dayBefore }))).toEqual(nothing);
});

describe('admissions', () => {
  const facts = [
    admitted(1, anna, { checkpoint: 'registration', station: deskOne }),
    admitted(2, ben, { checkpoint: 'registration' }),
    admitted(3, anna, { checkpoint: 'registration', station: deskTwo }),
    admitted(4, anna, { checkpoint: 'dinner' }),
    admitted(5, chloe, { checkpoint: 'registration' }),
    said(6, { type: 'admission-undone', targetId: uuid(5) }),
    admitted(7, chloe, { checkpoint: 'dinner', localDay: dayBefore }),
    said(8, { type: 'admission-undone', targetId: uuid(7), localDay: dayBefore }),
    admitted(9, ben, { checkpoint: 'dinner', localDay: dayBefore }),
    admitted(10, ben, { checkpoint: 'dinner', localDay: dayBefore }),
  ];

  test('are counted by checkpoint, and people once', () => {
    const summary = summaryOf(...facts);
    expect(summary.admissions).toEqual([
      { checkpoint: 'dinner', admitted: 1, further: 0, undone: 0 },
      { checkpoint: 'registration', admitted: 2, further: 1, undone: 1 },
    ]);
    expect(summary.persons).toBe(2);
    expect(summary.further).toEqual([
      { fact: uuid(3), checkpoint: 'registration', station: deskTwo, resolvedBy: null },
    ]);
  });

  test('are told apart by a digest of sorted lines', () => {
    const lines = [`dinner ${anna}`, `registration ${anna}`, `registration ${ben}`];
    const digest = createHash('sha256').update(lines.map((line) => `${line}\n`).join(''));
    expect(summaryOf(...facts).attendanceDigest).toBe(digest.digest('hex'));
  });

  test('come out the same whatever the order of the facts', () => {
    expect(summaryOf(...facts.toReversed())).toEqual(summaryOf(...facts));
  });

  test('that are further ones carry the first note on them, and no other fact of it', () => {
    const noted = summaryOf(
      ...facts,
      said(22, { type: 'duplicate-resolved', targetId: uuid(3) }),
      said(21, { type: 'duplicate-resolved', targetId: uuid(3) }),
      said(20, { type: 'duplicate-resolved', targetId: null }),
      said(19, { type: 'note-written', targetId: uuid(3) }),
      said(18, { type: 'duplicate-resolved', targetId: uuid(1) }),
    );
    expect(noted.further).toMatchObject([{ fact: uuid(3), resolvedBy: uuid(21) }]);
  });
});

describe('overrides', () => {
  const override = (number: number, payload: object, part: Partial<OrderedFact> = {}) =>
    admitted(number, anna, {
      station: deskTwo,
      checkpoint: `c${number}`,
      payload: JSON.stringify(payload),
      ...part,
    });

  test('are listed with outcome, reason, and the note on them', () => {
    const summary = summaryOf(
      override(1, { override: 'not-today', reason: 'invited' }),
      override(2, { override: 'cancelled' }),
      resolved(30, 'override', uuid(1)),
      resolved(31, 'override', uuid(2), { day: dayBefore }),
      resolved(32, 'clock', uuid(2)),
    );
    expect(summary.overrides).toEqual([
      {
        fact: uuid(1),
        checkpoint: 'c1',
        station: deskTwo,
        outcome: 'not-today',
        reason: 'invited',
        resolvedBy: uuid(30),
      },
      {
        fact: uuid(2),
        checkpoint: 'c2',
        station: deskTwo,
        outcome: 'cancelled',
        reason: '',
        resolvedBy: null,
      },
    ]);
  });

  test('hold only texts that a report can hold', () => {
    const longest = 'x'.repeat(64);
    const summary = summaryOf(
      override(1, { override: longest, reason: `${longest}x` }),
      override(2, { override: 'a\0b', reason: 'nice' }),
      override(3, { override: `${longest}x`, reason: longest }),
    );
    expect(summary.overrides.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      [longest, ''],
      ['', 'nice'],
      ['', longest],
    ]);
  });

  test('are admissions of the day, at a checkpoint, that say so', () => {
    const out = { override: 'not-today' };
    const summary = summaryOf(
      override(1, out, { localDay: dayBefore }),
      override(2, out, { checkpoint: null }),
      override(3, out, { type: 'note-written' }),
      override(4, { reason: 'no override' }),
      override(5, { override: 7 }),
      override(6, {}, { payload: '{"override"' }),
    );
    expect(summary.overrides).toEqual([]);
  });
});

describe('badges whose print is not known', () => {
  const issued = (number: number, serial: string | null, part: Partial<OrderedFact> = {}) =>
    said(number, {
      type: 'badge-issued',
      delegateId: anna,
      badgeSerial: serial,
      station: deskTwo,
      ...part,
    });

  test('are listed until a fact or a note says what came of them', () => {
    const summary = summaryOf(
      issued(1, 'B-0001'),
      issued(2, 'B-0002'),
      said(3, { type: 'badge-printed', badgeSerial: 'B-0002' }),
      issued(4, 'B-0003'),
      said(5, { type: 'badge-voided', badgeSerial: 'B-0003' }),
      issued(6, null),
      issued(7, 'B-0004', { localDay: dayBefore }),
      issued(8, 'B-0005'),
      said(9, { type: 'badge-voided', badgeSerial: 'B-0005', payload: '{"fate":"lost"}' }),
      issued(10, 'B-0006'),
      resolved(11, 'print', 'B-0006'),
    );
    expect(summary.prints).toEqual([
      { serial: 'B-0001', fact: uuid(1), station: deskTwo, resolvedBy: null },
      { serial: 'B-0006', fact: uuid(10), station: deskTwo, resolvedBy: uuid(11) },
    ]);
  });

  test('are issued ones only', () => {
    const summary = summaryOf(said(1, { type: 'badge-handed-over', badgeSerial: 'B-0001' }));
    expect(summary.prints).toEqual([]);
  });
});

describe('clocks known to be wrong', () => {
  const off = (number: number, station: string, offset: number, part: Partial<OrderedFact> = {}) =>
    said(number, {
      type: 'note-written',
      station,
      payload: `{"clockOffset":${offset}}`,
      ...part,
    });

  test('are summed up by station, with the worst offset either way', () => {
    const summary = summaryOf(
      off(1, deskTwo, 90_000),
      off(2, deskTwo, -120_000),
      off(3, deskTwo, 120_000),
      off(4, deskOne, 5),
      off(5, deskOne, 70_000, { localDay: dayBefore }),
      said(6, { type: 'note-written', station: uuid(0xd3) }),
      resolved(7, 'clock', deskTwo),
    );
    expect(summary.clocks).toEqual([
      { station: deskOne, facts: 1, worst: 5, resolvedBy: null },
      { station: deskTwo, facts: 3, worst: -120_000, resolvedBy: uuid(7) },
    ]);
  });
});

describe('versions of the event', () => {
  const hash = (digit: string): string => digit.repeat(64);
  const version = (number: number, of: number, localDay: string) =>
    said(number, {
      type: 'event-changed',
      localDay,
      payload: JSON.stringify({ version: of, hash: hash(String(of)) }),
    });

  test('are those of the day, and the last one before it', () => {
    const summary = summaryOf(
      version(9, 4, '2018-10-03'),
      version(8, 3, day),
      version(7, 3, day),
      version(3, 2, dayBefore),
      version(2, 1, dayBefore),
      said(4, { type: 'event-changed', payload: '{"version":0}' }),
      said(5, { type: 'note-written', payload: version(1, 1, day).payload }),
    );
    expect(summary.eventVersions).toEqual([
      { version: 2, hash: hash('2'), fact: uuid(3) },
      { version: 3, hash: hash('3'), fact: uuid(7) },
      { version: 3, hash: hash('3'), fact: uuid(8) },
    ]);
  });
});

test('the fold of all days comes with the summary of one', () => {
  const { attendance } = summariseDay(
    [admitted(1, anna, { localDay: dayBefore }), admitted(2, ben)],
    day,
    nodeCrypto,
  );
  expect(attendance.standing.map(({ id }) => id)).toEqual([uuid(1), uuid(2)]);
});
