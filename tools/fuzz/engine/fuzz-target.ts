import fc from 'fast-check';
import { Broken, holdPrototypesClean } from './guards.ts';
import type { Fuzzed, Outcome, Target } from './target.ts';

/** A case that broke a property, shrunk. */
export interface Finding {
  target: string;
  /** Give both to repeat it: `--only target --seed seed`. */
  seed: number;
  /** The first line of the error's message. */
  message: string;
  stack: string;
  /** The shrunk case as text. */
  value: string;
}

export interface TargetResult {
  name: string;
  cases: number;
  milliseconds: number;
  outcomes: Map<Outcome, number>;
  /** Required outcomes that did not occur. */
  missed: readonly Outcome[];
  findings: readonly Finding[];
}

export interface FuzzOptions {
  cases: number;
  seed: number;
  /** Clock in milliseconds for each case's time budget; without it, no case is too slow. */
  clock?: () => number;
  /** Called after each case, so that a watchdog notices a case that never ends. */
  onCase?: () => void;
}

/** Cases per run of fast-check: between two runs other tasks get their turn and memory is freed. */
const batch = 2_000;
/** Findings after which a target is not tried further. */
const maxFindings = 5;

/** Milliseconds of processor time of this process, which no other program lengthens. */
export function processorClock(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/**
 * Milliseconds that a case may take: a fixed part for the machine's hiccups and a part proportional
 * to its size. Quadratic code passes with small cases and fails with large ones.
 */
function budgetOf(size: number): number {
  return 60 + size / 400;
}

/** Fuzzes one target. A case that breaks something is shrunk and kept; the others continue. */
export async function fuzzTarget(target: Target, options: FuzzOptions): Promise<TargetResult> {
  const fuzzed = await target.open();
  const outcomes = new Map<Outcome, number>();
  const findings: Finding[] = [];
  const begun = performance.now();
  let cases = 0;
  const known = new Set<string>();
  for (let round = 0; cases < options.cases && findings.length < maxFindings; round += 1) {
    const seed = (options.seed + round * 7_919) | 0;
    const numRuns = Math.min(batch, options.cases - cases);
    const details = await runBatch(fuzzed, { ...options, seed, numRuns, outcomes });
    cases += details.numRuns;
    if (details.failed) {
      const finding = findingOf(target.name, details, options.seed);
      const kind = finding.message.replace(/ \(\d+ ms\)$/, '');
      if (!known.has(kind)) findings.push(finding);
      known.add(kind);
      // A batch with another seed makes up for the rest of this one.
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

interface Batch extends FuzzOptions {
  numRuns: number;
  outcomes: Map<Outcome, number>;
}

/** Garbage collection takes time as well: only a case that is slow three times running counts. */
const attempts = 3;

async function runBatch(fuzzed: Fuzzed, { seed, numRuns, outcomes, clock, onCase }: Batch) {
  let hasFailed = false;
  const runOnce = async (one: unknown, attempt: number): Promise<Outcome> => {
    const begun = clock?.() ?? 0;
    const outcome = await fuzzed.run(one);
    const took = (clock?.() ?? 0) - begun;
    onCase?.();
    holdPrototypesClean();
    if (took <= budgetOf(fuzzed.sizeOf(one))) return outcome;
    if (attempt === attempts) throw new SlowCase(took);
    return await runOnce(one, attempt + 1);
  };
  const property = fc.asyncProperty(fuzzed.cases, async (one) => {
    try {
      const outcome = await runOnce(one, 1);
      // Cases run for shrinking are not counted.
      if (!hasFailed) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  });
  return await fc.check(property, { seed, numRuns, maxSkipsPerRun: 1 });
}

class SlowCase extends Broken {
  constructor(took: number) {
    super('a case took longer than its budget');
    this.detail = `${Math.round(took)} ms`;
  }
  readonly detail: string;
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

/** Maximum characters shown of a case. */
const maxShown = 4_000;

/** A case as text to paste into a regression: bytes in hexadecimal, texts with escapes. */
function shown(value: unknown): string {
  const text = shownDeep(value, 0);
  return text.length > maxShown ? `${text.slice(0, maxShown)} … (${text.length} characters)` : text;
}

function shownDeep(value: unknown, depth: number): string {
  if (depth > 8) return '…';
  if (value instanceof Uint8Array) {
    return `fromHex('${Buffer.from(value.subarray(0, maxShown)).toString('hex')}')`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) {
    return `[${value
      .slice(0, 200)
      .map((each) => shownDeep(each, depth + 1))
      .join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).slice(0, 200);
    const kind =
      Object.getPrototypeOf(value) === Object.prototype
        ? ''
        : `${value.constructor?.name ?? 'null'} `;
    return `${kind}{${members.map(([name, each]) => `${JSON.stringify(name)}: ${shownDeep(each, depth + 1)}`).join(', ')}}`;
  }
  return String(value);
}

export interface Planned {
  target: Target;
  cases: number;
}

/** Splits the cases by the targets' shares; each gets at least one. */
export function planOf(targets: readonly Target[], cases: number): Planned[] {
  const sum = targets.reduce((total, { share }) => total + share, 0);
  return targets.map((target) => ({
    target,
    cases: Math.max(1, Math.round((cases * target.share) / sum)),
  }));
}
