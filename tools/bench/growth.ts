import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type BenchResult, rounded } from './bench-result.ts';
import {
  type Column,
  columnsSchema,
  costOf,
  memoryOf,
  type Operation,
  operations,
} from './growth/column.ts';

const script = fileURLToPath(new URL('growth/child.ts', import.meta.url));

/**
 * Numbers of delegates, with a fact of today for each; then a million facts with the last of them.
 */
const sizes = [1_000, 10_000, 100_000] as const;
const manyFacts = 1_000_000;
const names = ['1k', '10k', '100k', '1m_facts'] as const;

/** Differences of memory below this (MB) are noise and give no exponent. */
const leastMemory = 16;
/** Times below this (ms) are mostly the fixed cost of a call. */
const leastTime = 1;

/** Building a million facts takes minutes, so a figure near its limit is not measured again. */
export const isLong = true;

/**
 * How the costs of a desk's operations grow with people and facts. Each size runs in a separate
 * process, on an encrypted store, in the threads that the app uses. Prints a table in Markdown.
 */
export async function run(): Promise<BenchResult> {
  const columns: Column[] = [];
  for (const size of sizes) {
    const more = size === sizes.at(-1) ? [String(manyFacts)] : [];
    const words = ['--expose-gc', script, String(size), ...more];
    const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 1e7 });
    columns.push(...columnsSchema.parse(JSON.parse(stdout)));
  }
  process.stdout.write(`${tableOf(columns)}\n`);
  return { name: 'how cost grows', figures: figuresOf(columns) };
}

/**
 * The steeper of the two last steps, as the slope of log cost over log size: ten times the people
 * (with a fact each), and ten times the facts of the same people. 1 is linear; null if both costs
 * are noise.
 */
function exponentOf(values: readonly number[], least: number): number | null {
  const [, small = 0, large = 0, many = 0] = values;
  const step = (from: number, to: number): number =>
    to < least ? 0 : Math.log10(to / Math.max(from, least));
  return Math.max(large, many) < least ? null : Math.max(step(small, large), step(large, many));
}

function figuresOf(columns: readonly Column[]): Record<string, number> {
  const figures: Record<string, number> = {};
  let steepest = 0;
  let pause = 0;
  for (const operation of operations) {
    for (const [at, column] of columns.entries()) {
      const { p50, p95, pauseMs, memoryMb } = column[operation];
      const name = `growth.${operation}.${names[at]}`;
      figures[`${name}.p50_ms`] = rounded(p50);
      figures[`${name}.p95_ms`] = rounded(p95);
      figures[`${name}.pause_ms`] = rounded(pauseMs);
      figures[`${name}.memory_mb`] = Math.round(memoryMb);
      if (operation !== 'open') pause = Math.max(pause, pauseMs);
    }
    const time = exponentOf(costOf(columns, operation), leastTime) ?? 0;
    const memory = exponentOf(memoryOf(columns, operation), leastMemory) ?? 0;
    figures[`growth.${operation}.time_exponent`] = rounded(time);
    figures[`growth.${operation}.memory_exponent`] = rounded(memory);
    steepest = Math.max(steepest, time, memory);
  }
  figures['growth.steepest_exponent'] = rounded(steepest);
  figures['growth.longest_pause_ms'] = rounded(pause);
  figures['growth.open_1m_facts_ms'] = rounded(columns.at(-1)?.open.p95 ?? Number.NaN);
  return figures;
}

const titles: Readonly<Record<Operation, string>> = {
  open: 'open the store',
  'check-in': 'check in',
  search: 'search, each letter',
  footer: 'footer and latest check-ins',
  evacuation: 'evacuation list',
  delegations: 'figures of delegations',
  'day-status': 'state of the day',
  'day-close': 'close the day',
  report: 'report of the event (XLSX)',
  'roster-diff': 'compare a roster',
};

function tableOf(columns: readonly Column[]): string {
  const head = [
    'p50 / p95 (ms)',
    '1,000',
    '10,000',
    '100,000',
    '… and 1,000,000 facts',
    'exponent',
    'memory (MB)',
    'exponent',
    'longest pause (ms)',
  ];
  const rows = operations.map((operation) => {
    const found = columns.map((column) => column[operation]);
    const times = found.map(({ p50, p95 }) => `${shown(p50)} / ${shown(p95)}`);
    const memory = memoryOf(columns, operation).map(shown).join(' / ');
    const pause = shown(Math.max(...found.map(({ pauseMs }) => pauseMs)));
    const time = inWords(exponentOf(costOf(columns, operation), leastTime));
    const grown = inWords(exponentOf(memoryOf(columns, operation), leastMemory));
    return [titles[operation], ...times, time, memory, grown, pause];
  });
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function inWords(exponent: number | null): string {
  return exponent === null ? '–' : exponent.toFixed(2);
}

function shown(value: number): string {
  return value < 10 ? String(rounded(value)) : Math.round(value).toLocaleString('en');
}
