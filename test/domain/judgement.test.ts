import { describe, expect, it } from 'vitest';
import { hubAuthor } from '../../domain/ledger/chain.ts';
import {
  isInRange,
  type JudgedRange,
  type Judgement,
  type JudgementKind,
  judgementOf,
  judgementOn,
  judgementPayloadSchema,
  orderLine,
  orderOfLine,
  verdictOn,
} from '../../domain/ledger/judgement.ts';
import { fact, uuid } from './attendance-sample.ts';

const station = uuid(7);
const branch = 5 * 4096 + 2;
const range: JudgedRange = { station, incarnation: 2, from: 10, to: 20 };
const place = { station, incarnation: 2, kseq: 10 };

describe('the records that an order covers', () => {
  it('are those of the station between two numbers, both included', () => {
    const covers = (kseq: number, to: number | null = 20): boolean =>
      isInRange({ ...range, to }, { ...place, kseq });
    expect([9, 10, 20, 21].map((kseq) => covers(kseq))).toEqual([false, true, true, false]);
    expect([9, 10, 9_999].map((kseq) => covers(kseq, null))).toEqual([false, true, true]);
    expect(isInRange(range, { ...place, station: uuid(8) })).toBe(false);
  });

  it('are an incarnation with its branches, one branch, or all', () => {
    const covers = (incarnation: number | null, at: number): boolean =>
      isInRange({ ...range, incarnation }, { ...place, incarnation: at });
    expect([2, branch, 3, branch + 1].map((at) => covers(2, at))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([2, branch, branch + 4096].map((at) => covers(branch, at))).toEqual([
      false,
      true,
      false,
    ]);
    expect([2, branch, 3].map((at) => covers(null, at))).toEqual([true, true, true]);
  });

  it('end where they begin, or later, and are no hub’s', () => {
    const isRange = (change: Partial<JudgedRange>): boolean =>
      judgementPayloadSchema.safeParse({ verdict: 'count', range: { ...range, ...change } })
        .success;
    expect(isRange({ to: 10 })).toBe(true);
    expect(isRange({ to: 9 })).toBe(false);
    expect(isRange({ to: null })).toBe(true);
    expect(isRange({ station: hubAuthor(uuid(7)) })).toBe(false);
  });
});

describe('an order', () => {
  const said = fact({
    id: uuid(1),
    type: 'facts-judged',
    station: hubAuthor(uuid(9)),
    after: uuid(3),
    payload: JSON.stringify({ verdict: 'disregard', range }),
  });

  it('is read from a fact of a hub', () => {
    const { id, after, effective, incarnation, kseq } = said;
    const order = { id, after, effective, station: said.station, incarnation, kseq };
    expect(judgementOf(said)).toEqual({ ...order, verdict: 'disregard', range });
  });

  it('is nothing that another wrote, another kind, or of another form', () => {
    expect(judgementOf({ ...said, station })).toBeNull();
    expect(judgementOf({ ...said, type: 'note-written' })).toBeNull();
    expect(judgementOf({ ...said, payload: '{"verdict":"disregard"}' })).toBeNull();
    expect(judgementOf({ ...said, payload: 'no JSON' })).toBeNull();
  });

  it('is written as a line and read from it', () => {
    const orders = [
      [{ verdict: 'disregard', range }, `disregard ${station} 2 10 20`],
      [
        { verdict: 'count', range: { ...range, incarnation: null, to: null } },
        `count ${station} all 10 end`,
      ],
      [{ verdict: 'as-before', range: { ...range, to: null } }, `as-before ${station} 2 10 end`],
    ] as const;
    for (const [order, line] of orders) {
      expect(orderLine(order)).toBe(line);
      expect(orderOfLine(line)).toEqual(order);
    }
    for (const line of ['', 'count', `count ${station} 2 10 9`, `forget ${station} 2 10 20`]) {
      expect(orderOfLine(line)).toBeNull();
    }
  });
});

describe('the order that applies', () => {
  const order = (
    number: number,
    verdict: JudgementKind,
    change: { after?: string; effective?: string; range?: Partial<JudgedRange> } = {},
  ): Judgement => ({
    id: uuid(number),
    after: change.after ?? '',
    effective: change.effective ?? `00153846360000${number}-00000`,
    station: hubAuthor(uuid(9)),
    incarnation: 1,
    kseq: number,
    verdict,
    range: { ...range, ...change.range },
  });

  it('is the last by cause, else by clock, of those that cover the record', () => {
    const first = order(1, 'disregard');
    const second = order(2, 'count');
    expect(verdictOn([first, second], place)).toBe('count');
    expect(verdictOn([second, first], place)).toBe('count');
    const causedBySecond = order(3, 'as-before', {
      after: uuid(2),
      effective: '001538463500000-00000',
    });
    expect(verdictOn([causedBySecond, second], place)).toBe('as-before');
    const elsewhere = order(4, 'disregard', { range: { station: uuid(8) } });
    expect(judgementOn([first, elsewhere], place)).toEqual(first);
  });

  it('is none where none covers it', () => {
    expect(judgementOn([], place)).toBeNull();
    expect(judgementOn([order(1, 'disregard', { range: { from: 11 } })], place)).toBeNull();
    expect(verdictOn([], place)).toBe('as-before');
  });
});
