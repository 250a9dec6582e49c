import { z } from 'zod';
import type { LocalDay } from '../event/event-file.ts';
import type { PrintJobState } from '../printing/print-job.ts';

/**
 * What operators count: blanks put into a printer, removed or thrown away, and those left in it.
 */
export const stockCountKinds = ['loaded', 'unloaded', 'spoiled', 'counted'] as const;
export const stockCountKindSchema = z.enum(stockCountKinds);
export type StockCountKind = z.infer<typeof stockCountKindSchema>;

export interface StockEntry {
  printerId: string;
  stock: string;
  day: LocalDay;
  kind: StockCountKind;
  count: number;
  /** UTC milliseconds; of two counts of one day the later one applies. */
  wall: number;
}

/** One attempt at printing, as the station recorded it. */
export interface StockAttempt {
  id: number;
  printerId: string;
  stock: string;
  day: LocalDay;
  /** Null for a test print. */
  badgeSerial: string | null;
  /** Null while it runs; `interrupted` if the app ended meanwhile. */
  outcome: string | null;
  /**
   * The state of its job if this is the last attempt that sent anything; null for earlier attempts.
   */
  jobState: PrintJobState | null;
}

/** Which part of the balance an attempt's blank belongs to. */
export type BlankUse = 'none' | 'first' | 'further' | 'test' | 'in-question';

/** The balance of one printer and stock on one day. All figures count blanks. */
export interface StockAccount {
  printerId: string;
  stock: string;
  /** Left in the printer from the day before, as counted or else as expected. */
  opening: number;
  loaded: number;
  unloaded: number;
  badges: number;
  /** Further prints of a serial that was already printed. */
  further: number;
  tests: number;
  spoiled: number;
  /** opening + loaded − unloaded − badges − further − tests − spoiled. */
  expected: number;
  /** The count at the end of the day; null if there was none. */
  counted: number | null;
  /** Numbers of the attempts that may or may not have taken a blank. */
  inQuestion: number[];
}

export type StockVerdict =
  | { kind: 'not-counted' }
  | { kind: 'balances' }
  /** Fewer blanks than expected, and enough attempts in question to explain it. */
  | { kind: 'explained'; missing: number }
  | { kind: 'missing'; missing: number; explained: number }
  /** More blanks than expected: a badge was not printed, or a load was not entered. */
  | { kind: 'surplus'; surplus: number };

export function judgeStock(account: StockAccount): StockVerdict {
  if (account.counted === null) return { kind: 'not-counted' };
  const missing = account.expected - account.counted;
  if (missing < 0) return { kind: 'surplus', surplus: -missing };
  if (missing === 0) return { kind: 'balances' };
  const explained = Math.min(missing, account.inQuestion.length);
  return explained === missing
    ? { kind: 'explained', missing }
    : { kind: 'missing', missing, explained };
}

/**
 * Whether an attempt took a blank; null if unknown. With `confirmed`, `sent` and `spooled` it did,
 * as far as the printer reports. For other outcomes only the operator knows: the answer is in the
 * job's state, and only for its last attempt. A badge that broke off and did not come out may have
 * spoiled its blank.
 */
export function tookBlank(attempt: Pick<StockAttempt, 'outcome' | 'jobState'>): boolean | null {
  const { outcome, jobState } = attempt;
  switch (outcome) {
    case 'confirmed':
    case 'sent':
    case 'spooled':
      return true;
    case 'held':
    case 'retryable':
    case 'withdrawn':
      return false;
    case 'failed-partial':
      return jobState === 'came-out' ? true : null;
    default:
      if (jobState === 'came-out' || jobState === 'confirmed') return true;
      // A job cancelled before its next attempt says nothing about this one.
      return jobState === 'did-not-come-out' ? false : null;
  }
}

/**
 * The balances of one day, one for each printer and stock with any record up to that day. What is
 * left in the evening opens the balance of the next day.
 */
export function balanceStock(
  facts: { entries: readonly StockEntry[]; attempts: readonly StockAttempt[] },
  day: LocalDay,
): StockAccount[] {
  const uses = classify(facts.attempts.filter((attempt) => attempt.day <= day));
  const entries = facts.entries.filter((entry) => entry.day <= day);
  const days = [...new Set([...entries, ...uses].map((one) => one.day)), day];
  const accounts = new Map<string, StockAccount>();
  for (const each of [...new Set(days)].sort()) {
    for (const [key, account] of accounts) accounts.set(key, carriedOver(account));
    for (const entry of entries) if (entry.day === each) enter(accountOf(accounts, entry), entry);
    for (const use of uses) if (use.day === each) take(accountOf(accounts, use), use);
    for (const account of accounts.values()) account.expected = expectedOf(account);
  }
  return [...accounts.values()].filter(isOfInterest);
}

/** A stock that was used up or removed on an earlier day and is untouched since needs no line. */
function isOfInterest(account: StockAccount): boolean {
  const { opening, loaded, unloaded, badges, further, tests, spoiled, counted } = account;
  const touched = [opening, loaded, unloaded, badges, further, tests, spoiled, counted ?? 0];
  return touched.some((count) => count !== 0) || account.inQuestion.length > 0;
}

function classify(attempts: readonly StockAttempt[]): (StockAttempt & { use: BlankUse })[] {
  const printed = new Set<string>();
  return attempts
    .toSorted((a, b) => a.id - b.id)
    .map((attempt) => ({ ...attempt, use: useOf(attempt, printed) }));
}

function useOf(attempt: StockAttempt, printed: Set<string>): BlankUse {
  const took = tookBlank(attempt);
  if (took === null) return 'in-question';
  if (!took) return 'none';
  if (attempt.badgeSerial === null) return 'test';
  if (printed.has(attempt.badgeSerial)) return 'further';
  printed.add(attempt.badgeSerial);
  return 'first';
}

function accountOf(
  accounts: Map<string, StockAccount>,
  { printerId, stock }: { printerId: string; stock: string },
): StockAccount {
  const key = JSON.stringify([printerId, stock]);
  const account = accounts.get(key) ?? empty(printerId, stock, 0);
  accounts.set(key, account);
  return account;
}

function empty(printerId: string, stock: string, opening: number): StockAccount {
  return {
    printerId,
    stock,
    opening,
    loaded: 0,
    unloaded: 0,
    badges: 0,
    further: 0,
    tests: 0,
    spoiled: 0,
    expected: opening,
    counted: null,
    inQuestion: [],
  };
}

function carriedOver(account: StockAccount): StockAccount {
  return empty(account.printerId, account.stock, account.counted ?? account.expected);
}

function enter(account: StockAccount, { kind, count }: StockEntry): void {
  // Entries are in order of time: the last count of the day applies.
  if (kind === 'counted') account.counted = count;
  else account[kind] += count;
}

function take(account: StockAccount, { use, id }: StockAttempt & { use: BlankUse }): void {
  switch (use) {
    case 'none':
      return;
    case 'first':
      account.badges += 1;
      return;
    case 'further':
      account.further += 1;
      return;
    case 'test':
      account.tests += 1;
      return;
    case 'in-question':
      account.inQuestion.push(id);
      return;
  }
}

function expectedOf(account: StockAccount): number {
  const { opening, loaded, unloaded, badges, further, tests, spoiled } = account;
  return opening + loaded - unloaded - badges - further - tests - spoiled;
}
