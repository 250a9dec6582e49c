import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  balanceStock,
  judgeStock,
  type StockAccount,
  type StockAttempt,
  type StockEntry,
  stockCountKindSchema,
  tookBlank,
} from '../../domain/badges/stock-balance.ts';
import { printJobStateSchema } from '../../domain/printing/print-job.ts';

const days = ['2018-10-02', '2018-10-03'] as const;
const outcomes = [
  'confirmed',
  'sent',
  'spooled',
  'held',
  'retryable',
  'withdrawn',
  'failed-partial',
  'unknown',
  'interrupted',
  null,
] as const;

function attempt(id: number, part: Partial<StockAttempt> = {}): StockAttempt {
  return {
    id,
    printerId: 'left',
    stock: 'white',
    day: days[0],
    badgeSerial: `A7F30C12-${String(id).padStart(6, '0')}`,
    outcome: 'confirmed',
    jobState: 'confirmed',
    ...part,
  };
}

function entry(kind: StockEntry['kind'], count: number, part: Partial<StockEntry> = {}) {
  return { printerId: 'left', stock: 'white', day: days[0], kind, count, wall: 0, ...part };
}

function accountOf(
  facts: { entries: StockEntry[]; attempts: StockAttempt[] },
  day: (typeof days)[number] = days[0],
) {
  const [account, ...others] = balanceStock(facts, day);
  if (account === undefined) throw new Error('no account');
  expect(others).toEqual([]);
  return account;
}

describe('the stock of a printer', () => {
  it('balances where each blank is a badge, a further one, a test, spoiled, taken out or left', () => {
    const account = accountOf({
      entries: [
        entry('loaded', 500),
        entry('unloaded', 37),
        entry('spoiled', 2),
        entry('counted', 457),
      ],
      attempts: [
        attempt(1),
        attempt(2, { outcome: 'sent', jobState: 'sent' }),
        // The same serial again, at the desk's request.
        attempt(3, { badgeSerial: 'A7F30C12-000001' }),
        attempt(4, { badgeSerial: null }),
        attempt(5, { outcome: 'held', jobState: null }),
      ],
    });
    expect(account).toMatchObject({ badges: 2, further: 1, tests: 1, spoiled: 2, expected: 457 });
    expect(judgeStock(account)).toEqual({ kind: 'balances' });
  });

  it('says which attempts explain what is missing', () => {
    const attempts = [
      attempt(16),
      attempt(17, { outcome: 'failed-partial', jobState: null }),
      attempt(31, { outcome: 'unknown', jobState: 'unknown' }),
    ];
    const account = accountOf({
      entries: [entry('loaded', 100), entry('counted', 97)],
      attempts,
    });
    expect(account.inQuestion).toEqual([17, 31]);
    expect(judgeStock(account)).toEqual({ kind: 'explained', missing: 2 });
    const worse = accountOf({ entries: [entry('loaded', 100), entry('counted', 96)], attempts });
    expect(judgeStock(worse)).toEqual({ kind: 'missing', missing: 3, explained: 2 });
    const more = accountOf({ entries: [entry('loaded', 100), entry('counted', 100)], attempts });
    expect(judgeStock(more)).toEqual({ kind: 'surplus', surplus: 1 });
  });

  it('takes the word of the desk for the last attempt of a job', () => {
    expect(tookBlank({ outcome: 'unknown', jobState: 'came-out' })).toBe(true);
    expect(tookBlank({ outcome: 'interrupted', jobState: 'did-not-come-out' })).toBe(false);
    expect(tookBlank({ outcome: 'unknown', jobState: null })).toBeNull();
    // Its confirmation came late.
    expect(tookBlank({ outcome: 'unknown', jobState: 'confirmed' })).toBe(true);
    // It did not come out, but a part of it was printed on something.
    expect(tookBlank({ outcome: 'failed-partial', jobState: 'did-not-come-out' })).toBeNull();
  });

  it('opens a day with what was left the evening before: as counted, or else as it should be', () => {
    const entries = [entry('loaded', 100), entry('loaded', 50, { day: days[1] })];
    const attempts = [attempt(1), attempt(2, { day: days[1] })];
    expect(accountOf({ entries, attempts }, days[1])).toMatchObject({ opening: 99, expected: 148 });
    const counted = [...entries, entry('counted', 98)];
    expect(accountOf({ entries: counted, attempts }, days[1])).toMatchObject({
      opening: 98,
      expected: 147,
      counted: null,
    });
  });

  it('keeps each stock of a printer apart, and drops what is used up', () => {
    const entries = [
      entry('loaded', 10),
      entry('unloaded', 10),
      entry('loaded', 20, { stock: 'red', day: days[1] }),
    ];
    expect(balanceStock({ entries, attempts: [] }, days[0]).map(({ stock }) => stock)).toEqual([
      'white',
    ]);
    expect(balanceStock({ entries, attempts: [] }, days[1])).toMatchObject([
      { stock: 'red', expected: 20 },
    ]);
  });
});

const anyEntry = fc.record({
  printerId: fc.constantFrom('left', 'right'),
  stock: fc.constantFrom('white', 'red'),
  day: fc.constantFrom(...days),
  kind: fc.constantFrom(...stockCountKindSchema.options),
  count: fc.integer({ min: 1, max: 500 }),
  wall: fc.constant(0),
});
const anyAttempt = fc.record({
  id: fc.integer({ min: 1, max: 10_000 }),
  printerId: fc.constantFrom('left', 'right'),
  stock: fc.constantFrom('white', 'red'),
  day: fc.constantFrom(...days),
  badgeSerial: fc.constantFrom('A7F30C12-000001', 'A7F30C12-000002', null),
  outcome: fc.constantFrom(...outcomes),
  jobState: fc.constantFrom(...printJobStateSchema.options, null),
});

function sum(accounts: readonly StockAccount[], value: (account: StockAccount) => number): number {
  return accounts.reduce((total, account) => total + value(account), 0);
}

describe('whatever was counted and tried', () => {
  it('each attempt of the day takes one blank, none, or is in question; and the equation holds', () => {
    fc.assert(
      fc.property(
        fc.array(anyEntry, { maxLength: 20 }),
        fc.uniqueArray(anyAttempt, { maxLength: 30, selector: ({ id }) => id }),
        fc.constantFrom(...days),
        (entries, attempts, day) => {
          const accounts = balanceStock({ entries, attempts }, day);
          const ofDay = attempts.filter((one) => one.day === day);
          const none = ofDay.filter((one) => tookBlank(one) === false).length;
          const used = sum(accounts, ({ badges, further, tests }) => badges + further + tests);
          const asked = accounts.flatMap(({ inQuestion }) => inQuestion);
          expect(used + asked.length + none).toBe(ofDay.length);
          expect(new Set(asked).size).toBe(asked.length);
          for (const one of accounts) {
            const { opening, loaded, unloaded, badges, further, tests, spoiled, expected } = one;
            expect(opening + loaded - unloaded).toBe(badges + further + tests + spoiled + expected);
          }
          const verdicts = accounts.map((one) => ({ one, verdict: judgeStock(one) }));
          for (const { one, verdict } of verdicts) {
            if (one.counted === null) expect(verdict.kind).toBe('not-counted');
            else if (one.counted > one.expected) expect(verdict.kind).toBe('surplus');
            else if (one.counted === one.expected) expect(verdict.kind).toBe('balances');
            else expect(['missing', 'explained']).toContain(verdict.kind);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
