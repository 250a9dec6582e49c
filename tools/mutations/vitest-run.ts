import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Mutation, mutationVariable, noFault } from './mutation.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
// A URL and not a path: NODE_OPTIONS splits at spaces.
const plantScript = new URL('./plant.ts', import.meta.url).href;

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

export interface RanFile {
  /** From the repository's root. */
  file: string;
  /** Whether some test passed and none failed. */
  isWell: boolean;
  passed: number;
  /** Names of the tests that failed; empty for a file that cannot even be loaded. */
  failed: string[];
}

interface Wanted {
  files: readonly string[];
  only: string | null;
  /** Null: none is planted. */
  mutation: Mutation | null;
  /** Folder for the report. */
  folder: string;
  atOnce: number;
}

/** Timeouts in milliseconds of a run of one file, and of the whole list without a fault. */
const maxMs = { one: 5 * 60_000, all: 40 * 60_000 };

/**
 * Runs unit tests and page tests in a separate process, with a fault or without one. Leaves out
 * tests of the app itself: it was built beforehand, without the fault. Null if the run does not
 * end.
 */
export async function runVitest(wanted: Wanted): Promise<RanFile[] | null> {
  const report = join(wanted.folder, `${crypto.randomUUID()}.json`);
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--project=unit',
      '--project=pages',
      '--reporter=json',
      `--outputFile.json=${report}`,
      `--maxWorkers=${wanted.atOnce}`,
      ...(wanted.mutation === null ? [] : ['--bail=1']),
      ...(wanted.only === null ? [] : ['-t', wanted.only]),
      ...wanted.files,
    ],
    { cwd: root, env: environmentOf(wanted.mutation), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const output = await outputOf(child, wanted.mutation === null ? maxMs.all : maxMs.one);
  if (output === null) return null;
  if (!existsSync(report)) throw new Error(`vitest wrote no report:\n${output}`);
  const { testResults } = reportSchema.parse(JSON.parse(readFileSync(report, 'utf8')));
  rmSync(report);
  if (testResults.length === 0) throw new Error(`vitest ran no file:\n${output}`);
  return testResults.map(({ name, status, assertionResults }) => {
    const named = (of: string) => assertionResults.filter((test) => test.status === of);
    return {
      file: relative(root, name).replaceAll('\\', '/'),
      isWell: status === 'passed' && named('passed').length > 0,
      passed: named('passed').length,
      failed: named('failed').map(({ fullName }) => fullName),
    };
  });
}

function environmentOf(mutation: Mutation | null): NodeJS.ProcessEnv {
  return {
    ...process.env,
    [mutationVariable]: mutation?.name ?? noFault,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${plantScript}`,
  };
}

/**
 * The output of a process until its end. Kills the process and returns null if that takes too long.
 */
export function outputOf(child: ChildProcess, maxMilliseconds: number): Promise<string | null> {
  const pieces: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => void pieces.push(text));
  return new Promise((done, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      done(null);
    }, maxMilliseconds);
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      done(pieces.join(''));
    });
  });
}
