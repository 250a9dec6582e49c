import fc from 'fast-check';
import { Broken, holdPrototypesClean } from './guards.ts';
import { shown } from './shown.ts';
import type { Fuzzed, Outcome, Target } from './target.ts';

/** A case that broke a property, shrunk. */
export interface Finding {
  target: string;
  /** Give both to see it again: `--only target --seed seed`. */
  seed: number;
  /** Message of the error, its first line. */
  message: string;
  stack: string;
  /** The shrunk case as text. */
  value: string;
}

export interface TargetResult {
  name: string;
  cases: number;
  milliseconds: number;
  /** How often each outcome came. */
  outcomes: Map<Outcome, number>;
  /** Outcomes that must come and did not. */
  missed: readonly Outcome[];
  findings: readonly Finding[];
}

export interface FuzzOptions {
  cases: number;
  seed: number;
  /** Told after each case, so that a watch-dog can tell a case that never ends. */
  onCase?: () => void;
}

/** Cases of one run of fast-check: between two runs others get their turn and memory is given back. */
const batch = 2_000;
/** Findings after which a target is left alone. */
const mostFindings = 5;

/**
 * Milliseconds that a case may take: a fixed part for the machine's hiccups and a part by its size. What goes by
 * the square of the size passes with small cases and fails with large ones.
 */
export function budgetOf(size: number): number {
  return 60 + size / 400;
}

/** Fuzzes one target. A case that breaks something is shrunk and kept; the others go on. */
export async function fuzzTarget(target: Target, options: FuzzOptions): Promise<TargetResult> {
  const fuzzed = await target.open();
  const outcomes = new Map<Outcome, number>();
  const findings: Finding[] = [];
  const begun = performance.now();
  let cases = 0;
  const known = new Set<string>();
  for (let round = 0; cases < options.cases && findings.length < mostFindings; round += 1) {
    const seed = (options.seed + round * 7_919) | 0;
    const numRuns = Math.min(batch, options.cases - cases);
    const details = await runBatch(fuzzed, { seed, numRuns, outcomes, onCase: options.onCase });
    cases += details.numRuns;
    if (details.failed) {
      const finding = findingOf(target.name, details, options.seed);
      const kind = finding.message.replace(/ \(\d+ ms\)$/, '');
      if (!known.has(kind)) findings.push(finding);
      known.add(kind);
      // The rest of this batch is made up for by a batch of another seed.
      cases += 1;
    }
  }
  const closing = await closed(fuzzed, target.name, options.seed);
  if (closing !== null) findings.push(closing);
  const milliseconds = performance.now() - begun;
  const missed = target.reaches.filter((outcome) => !reached(outcomes, outcome));
  return { name: target.name, cases, milliseconds, outcomes, missed, findings };
}

function reached(outcomes: Map<Outcome, number>, wanted: Outcome): boolean {
  return [...outcomes.keys()].some(
    (outcome) => outcome === wanted || outcome.startsWith(`${wanted} `),
  );
}

interface Batch {
  seed: number;
  numRuns: number;
  outcomes: Map<Outcome, number>;
  onCase: (() => void) | undefined;
}

async function runBatch(fuzzed: Fuzzed, { seed, numRuns, outcomes, onCase }: Batch) {
  let failed = false;
  const note = (outcome: Outcome, one: unknown, took: number): void => {
    onCase?.();
    holdPrototypesClean();
    if (took > budgetOf(fuzzed.sizeOf(one))) throw new SlowCase(took);
    if (!failed) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  };
  const parameters = { seed, numRuns, maxSkipsPerRun: 1 };
  // Shrinking runs cases too: those are not counted.
  const marking = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  if (!fuzzed.waits) {
    return fc.check(
      fc.property(fuzzed.cases, (one) => {
        marking(() => timed(fuzzed, one, note));
      }),
      parameters,
    );
  }
  return await fc.check(
    fc.asyncProperty(fuzzed.cases, async (one) => {
      try {
        await timedWaiting(fuzzed, one, note);
      } catch (error) {
        failed = true;
        throw error;
      }
    }),
    parameters,
  );
}

type Note = (outcome: Outcome, one: unknown, took: number) => void;

class SlowCase extends Broken {
  constructor(took: number) {
    super('a case took longer than its budget');
    this.detail = `${Math.round(took)} ms`;
  }
  readonly detail: string;
}

/** Other programs take the processor as well: only what is slow three times running is slow. */
const attempts = 3;

/**
 * Starts measuring. The first attempt goes by the clock, which costs least; the further ones by the processor time of
 * this process, which no other program lengthens.
 *
 * @returns the milliseconds since then
 */
function startWatch(attempt: number): () => number {
  const begun = performance.now();
  if (attempt === 1) return () => performance.now() - begun;
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    return Math.min(performance.now() - begun, (user + system) / 1_000);
  };
}

function timed(fuzzed: Fuzzed, one: unknown, note: Note): void {
  for (let attempt = 1; ; attempt += 1) {
    const took = startWatch(attempt);
    const outcome = fuzzed.run(one) as Outcome;
    try {
      note(outcome, one, took());
      return;
    } catch (error) {
      if (!(error instanceof SlowCase) || attempt === attempts) throw error;
    }
  }
}

async function timedWaiting(fuzzed: Fuzzed, one: unknown, note: Note): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const took = startWatch(attempt);
    const outcome = await fuzzed.run(one);
    try {
      note(outcome, one, took());
      return;
    } catch (error) {
      if (!(error instanceof SlowCase) || attempt === attempts) throw error;
    }
  }
}

function findingOf(target: string, details: fc.RunDetails<[unknown]>, seed: number): Finding {
  const error: unknown = details.errorInstance;
  const [value] = details.counterexample ?? [undefined];
  return { target, seed, ...wordsOf(error), value: shown(value) };
}

function wordsOf(error: unknown): { message: string; stack: string } {
  if (!(error instanceof Error)) return { message: String(error), stack: '' };
  const [line = ''] = `${error.name}: ${error.message}`.split('\n');
  const detail = error instanceof SlowCase ? ` (${error.detail})` : '';
  return { message: line.slice(0, 300) + detail, stack: (error.stack ?? '').slice(0, 2_000) };
}

async function closed(fuzzed: Fuzzed, target: string, seed: number): Promise<Finding | null> {
  try {
    await fuzzed.close();
    return null;
  } catch (error) {
    return { target, seed, ...wordsOf(error), value: 'after all cases' };
  }
}
