import { describe, expect, test } from 'vitest';
import { type ChainCopy, compareCopies } from '../../../domain/day-close/compare-copies.ts';
import {
  type FactLine,
  factLineText,
  readFactsFile,
} from '../../../domain/day-close/facts-file.ts';
import { verifyReport } from '../../../domain/day-close/verify-report.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { chain, delegates, hash, reportOn, rewritten } from './chain-sample.ts';
import { fileOf, sealed, stationId } from './report-sample.ts';

function copyOf(lines: readonly FactLine[], change: Partial<ChainCopy> = {}): ChainCopy {
  const [first] = lines;
  if (first === undefined) throw new Error('an empty chain');
  const { station, incarnation } = first;
  return { station, incarnation, links: lines, head: null, before: 0, ...change };
}

const a = chain(1, delegates.slice(0, 3));
const b = chain(2, delegates.slice(3));
const report = reportOn([a, b]);

describe('a copy of the chains', () => {
  const kinds = (copies: readonly ChainCopy[]) =>
    compareCopies(report, copies, hash).findings.map((one) => [one.station, one.kind]);

  test('that is the same equals, also where it goes on behind the report', () => {
    expect(compareCopies(report, [copyOf(a), copyOf(b)], hash)).toEqual({
      chains: 2,
      equal: 2,
      findings: [],
    });
    const ahead = chain(2, delegates.slice(3));
    const earlier = reportOn([a, b.slice(0, 1)]);
    expect(compareCopies(earlier, [copyOf(a), copyOf(ahead)], hash).equal).toBe(2);
  });

  test('that ends earlier is behind, with what it has', () => {
    const { equal, findings } = compareCopies(report, [copyOf(a.slice(0, 2)), copyOf(b)], hash);
    expect(equal).toBe(1);
    expect(findings).toEqual([
      {
        station: stationId(1),
        incarnation: 1,
        kind: 'behind',
        expected: { count: 4, head: a[3]?.hash },
        found: { count: 2, head: a[1]?.hash },
      },
    ]);
    expect(kinds([copyOf(b)])).toEqual([[stationId(1), 'behind']]);
  });

  test('in which a fact was changed differs: alone, with all hashes made anew, or in what comes before its end', () => {
    const changed = a.map((line) =>
      line.kseq === 2 ? { ...line, body: line.body?.replace('"version":1', '"version":2') } : line,
    ) as FactLine[];
    const differs = [[stationId(1), 'differs']];
    expect(kinds([copyOf(changed), copyOf(b)])).toEqual(differs);
    expect(kinds([copyOf(rewritten(a, 2)), copyOf(b)])).toEqual(differs);
    // It ends before the report's head, and after the place that the station itself signed.
    expect(kinds([copyOf(rewritten(a, 2).slice(0, 3)), copyOf(b)])).toEqual(differs);
    expect(kinds([copyOf([...a.slice(0, 1), ...a.slice(2)]), copyOf(b)])).toEqual(differs);
  });

  test('whose own head is not what its links come to differs', () => {
    const head = { lastKseq: 4, hash: a[3]?.hash ?? '' };
    expect(kinds([copyOf(a, { head }), copyOf(b)])).toEqual([]);
    expect(kinds([copyOf(a.slice(0, 3), { head }), copyOf(b)])).toEqual([
      [stationId(1), 'differs'],
    ]);
  });

  test('that was here before the report and is not in it was left out', () => {
    const without = reportOn([a.slice(0, 2)]);
    const copies = [copyOf(a, { before: 4 }), copyOf(b, { before: 2 })];
    const { chains, equal, findings } = compareCopies(without, copies, hash);
    expect([chains, equal]).toEqual([1, 0]);
    expect(
      findings.map(({ kind, expected, found }) => [kind, expected.count, found.count]),
    ).toEqual([
      ['left-out', 2, 4],
      ['left-out', 0, 2],
    ]);
    // Later facts are no fault.
    expect(compareCopies(without, [copyOf(a, { before: 2 }), copyOf(b)], hash).findings).toEqual(
      [],
    );
  });
});

describe('a report with facts beside it', () => {
  const file = fileOf(sealed(report));
  const check = (facts: readonly FactLine[], of = file) => verifyReport(of, { facts }, nodeCrypto);

  test('is genuine with its own, read from a file as well', () => {
    const text = [...b, ...a].map(factLineText).join('');
    expect(check(readFactsFile(text))).toMatchObject({ genuine: true, facts: { equal: 2 } });
    expect(verifyReport(file, {}, nodeCrypto)).toMatchObject({ genuine: true, facts: null });
    expect(() => readFactsFile(`${text}{"station":"x"}`)).toThrow(
      expect.objectContaining({ name: 'InvalidData', code: 'fact-line' }),
    );
  });

  test('stays genuine with facts that end earlier, which are named', () => {
    expect(check([...a, ...b.slice(0, 1)])).toMatchObject({
      genuine: true,
      facts: { equal: 1, findings: [{ station: stationId(2), kind: 'behind' }] },
    });
  });

  test('is not with others: the kiosk is named', () => {
    const found = check([...rewritten(a, 1), ...b]);
    expect(found.genuine).toBe(false);
    if (found.genuine) return;
    expect(found.faults.map(({ check, place }) => `${check} at ${place}`)).toEqual([
      'facts at stations/0',
    ]);
    expect(found.faults[0]?.detail).toContain(stationId(1));
  });

  test('is not where its figures are not what the facts amount to', () => {
    const lied = fileOf(sealed({ ...report, persons: report.persons - 1 }));
    const found = check([...a, ...b], lied);
    expect(found.genuine ? [] : found.faults.map(({ place }) => place)).toContain('persons');
  });
});
