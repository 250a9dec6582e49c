import { expect, test } from 'vitest';
import { countLate, type PlacedFact } from '../../../domain/day-close/close-fact.ts';
import type { OrderedFact } from '../../../domain/ledger/attendance.ts';
import { fact, uuid } from '../attendance-sample.ts';
import { sampleReport, stationId } from './report-sample.ts';

const report = sampleReport();
const nextDay = '2018-10-03';

function placed(seq: number, part: Partial<OrderedFact> = {}): PlacedFact {
  return { seq, fact: fact({ id: uuid(seq), localDay: report.day, ...part }) };
}

test('a fact of the day is late where it came after the last that the report knew of', () => {
  const facts = [placed(1), placed(2)];
  expect(countLate(facts, { report, seq: 2 })).toBe(0);
  expect(countLate(facts, { report, seq: 1 })).toBe(1);
});

test('a fact of another day is late where it names one of the day', () => {
  const undo = { type: 'admission-undone', localDay: nextDay } as const;
  const facts = [placed(1), placed(2, undo), placed(3, { ...undo, targetId: uuid(1) })];
  expect(countLate(facts, { report, seq: 1 })).toBe(1);
});

test('the close of a kiosk is late where the report did not prove it', () => {
  const said = { day: report.day, incarnation: 1, count: 2, head: '0'.repeat(64) };
  const close = { type: 'day-closed', payload: JSON.stringify(said) } as const;
  const verdicts = new Map(report.stations.map(({ station, verdict }) => [station, verdict]));
  expect([verdicts.get(stationId(1)), verdicts.get(stationId(2))]).toEqual(['proven', 'open']);
  const facts = [
    placed(2, { ...close, station: stationId(1) }),
    placed(3, { ...close, station: stationId(2) }),
  ];
  expect(countLate(facts, { report, seq: 1 })).toBe(1);
});

test('a finding of the close, and a fact that was disregarded, are late', () => {
  const finding = (of: string) => ({
    type: 'finding-resolved' as const,
    localDay: nextDay,
    payload: JSON.stringify({ day: of, finding: 'balance', reference: of }),
  });
  const late = (...facts: PlacedFact[]) => countLate(facts, { report, seq: 1 });
  expect(late(placed(2, finding(report.day)))).toBe(1);
  expect(late(placed(2, finding(nextDay)))).toBe(0);
  expect(late(placed(2, { ...finding(report.day), type: 'note-written' }))).toBe(0);
  expect(late(placed(2, { ...finding(report.day), payload: 'no JSON' }))).toBe(0);
  expect(countLate([], { report, seq: 1, disregarded: [placed(2)] })).toBe(1);
  expect(countLate([], { report, seq: 1, disregarded: [placed(1)] })).toBe(0);
});

test('a close of an earlier day is not late, nor a target of another day', () => {
  const said = { day: '2018-10-01', incarnation: 1, count: 2, head: '0'.repeat(64) };
  const close = { type: 'day-closed', payload: JSON.stringify(said) } as const;
  const earlier = placed(2, { ...close, station: stationId(2), localDay: nextDay });
  expect(countLate([earlier], { report, seq: 1 })).toBe(0);
  const other = placed(1, { localDay: nextDay });
  const undo = placed(2, { type: 'admission-undone', localDay: nextDay, targetId: uuid(1) });
  expect(countLate([other, undo], { report, seq: 1 })).toBe(0);
});
