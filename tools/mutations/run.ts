// npm run test:mutations: plants each fault of the list and runs the test file that must fail.
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { capabilities } from './list.ts';
import { type Mutation, simulation } from './mutation.ts';
import { type Outcome, tryMutation } from './try-mutation.ts';
import { runVitest } from './vitest-run.ts';

const usage = `usage: npm run test:mutations -- [--only TEXT] [--list] [--at-once N]
    --only     the faults whose name, capability or test file contains TEXT
    --list     prints the faults and what catches each, and runs nothing
    --at-once  processes beside each other; by default one a core`;

interface Entry {
  capability: string;
  mutation: Mutation;
}

interface Verdict extends Entry {
  outcome: Outcome;
}

process.exitCode = await run();

async function run(): Promise<number> {
  let options: { only: string; list: boolean; atOnce: number };
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    return 2;
  }
  const entries = chosen(options.only);
  if (options.list) {
    for (const entry of entries) console.log(`${entry.mutation.caughtBy}  ${nameOf(entry)}`);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-mutations-'));
  try {
    const broken = await brokenFiles(entries, folder, options.atOnce);
    for (const file of broken) console.log(`fails without any fault planted: ${file}`);
    const verdicts = await tryAll(entries, broken, folder, options.atOnce);
    printSummary(verdicts);
    return verdicts.some(({ outcome }) => outcome.kind === 'missed') ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      list: { type: 'boolean', default: false },
      'at-once': { type: 'string', default: String(availableParallelism()) },
    },
  });
  const atOnce = Number(values['at-once']);
  if (!Number.isSafeInteger(atOnce) || atOnce < 1) throw new RangeError('--at-once takes a number');
  return { only: values.only, list: values.list, atOnce };
}

function chosen(only: string): Entry[] {
  return Object.entries(capabilities)
    .flatMap(([capability, mutations]) => mutations.map((mutation) => ({ capability, mutation })))
    .filter((entry) => `${nameOf(entry)} ${entry.mutation.caughtBy}`.includes(only));
}

function nameOf({ capability, mutation }: Entry): string {
  return `${capability}: ${mutation.name}`;
}

/**
 * The named test files that fail or run nothing even without a fault, and so would prove nothing.
 */
async function brokenFiles(
  entries: readonly Entry[],
  folder: string,
  atOnce: number,
): Promise<ReadonlySet<string>> {
  const named = entries.map(({ mutation }) => mutation.caughtBy);
  const files = [...new Set(named)].filter((file) => file !== simulation);
  if (files.length === 0) return new Set();
  const ran = await runVitest({ files, only: null, mutation: null, folder, atOnce });
  if (ran === null) throw new Error('the run without any fault did not end');
  return new Set(files.filter((file) => !ran.some((one) => one.file === file && one.isWell)));
}

async function tryAll(
  entries: readonly Entry[],
  broken: ReadonlySet<string>,
  folder: string,
  atOnce: number,
): Promise<Verdict[]> {
  const waiting = [...entries];
  const verdicts: Verdict[] = [];
  const workThrough = async (): Promise<void> => {
    for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
      const start = performance.now();
      const outcome = await tryMutation(entry.mutation, broken, folder);
      verdicts.push({ ...entry, outcome });
      const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
      console.log(`${seconds} s  ${textOf(outcome)}  ${nameOf(entry)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, workThrough));
  return verdicts;
}

function textOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'caught':
      return `caught by ${outcome.by}`;
    case 'missed':
      return `NOT CAUGHT (${outcome.why})`;
  }
}

function printSummary(verdicts: readonly Verdict[]): void {
  const countOf = (some: readonly Verdict[]): string =>
    `${some.filter(({ outcome }) => outcome.kind === 'caught').length} of ${some.length} caught`;
  for (const capability of Object.keys(capabilities)) {
    const some = verdicts.filter((verdict) => verdict.capability === capability);
    if (some.length > 0) console.log(`${capability}: ${countOf(some)}`);
  }
  for (const { outcome, ...entry } of verdicts)
    if (outcome.kind !== 'caught') console.log(`${textOf(outcome)}: ${nameOf(entry)}`);
  console.log(`${countOf(verdicts)}`);
}
