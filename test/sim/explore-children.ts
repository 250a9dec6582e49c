import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Coverage } from './coverage.ts';
import {
  childMessageSchema,
  type Exploration,
  type Explored,
  type Failure,
} from './exploration.ts';

const childScript = fileURLToPath(new URL('./explore-child.ts', import.meta.url));

/** What several processes came to together. */
export interface Sum {
  schedules: number;
  steps: number;
  facts: number;
  excused: number;
  /** Of the one that took longest. */
  milliseconds: number;
  coverage: Coverage;
  failures: Failure[];
}

export interface Crew {
  processes: number;
  onProgress: (schedules: number) => void;
}

/** Runs an exploration in several processes, each with its part of it. The first that breaks something ends the others. */
export async function exploreInChildren(
  work: Omit<Exploration, 'part' | 'parts'>,
  { processes, onProgress }: Crew,
): Promise<Sum> {
  const done = Array.from({ length: processes }, () => 0);
  const children = done.map((_, part) =>
    startChild({ ...work, part, parts: processes }, (schedules) => {
      done[part] = schedules;
      onProgress(done.reduce((sum, one) => sum + one, 0));
    }),
  );
  const parts = children.map(async ({ explored }) => {
    const found = await explored;
    if (found.failure !== null) for (const child of children) child.stop();
    return found;
  });
  return sumOf(await Promise.all(parts));
}

interface Child {
  explored: Promise<Explored>;
  /** Lets it come to its end. */
  stop: () => void;
}

function startChild(work: Exploration, onProgress: (schedules: number) => void): Child {
  const child = fork(childScript, [JSON.stringify(work)], {
    // Nothing of the test runner's own: a child reads the sources as they are. Room for what each schedule throws away.
    execArgv: ['--max-semi-space-size=64'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const said: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void said.push(text));
  const explored = new Promise<Explored>((done, reject) => {
    child.on('message', (message) => {
      const read = childMessageSchema.parse(message);
      if ('progress' in read) onProgress(read.progress);
      else done(read.explored);
    });
    child.on('error', reject);
    child.on('close', (code) =>
      reject(new Error(`a process ended with ${code}: ${said.join('')}`)),
    );
  });
  return { explored, stop: () => void (child.connected && child.send('stop')) };
}

function sumOf(parts: readonly Explored[]): Sum {
  const coverage = new Coverage();
  for (const { counts } of parts) coverage.merge(counts);
  const total = (of: (part: Explored) => number): number =>
    parts.reduce((sum, part) => sum + of(part), 0);
  return {
    schedules: total(({ schedules }) => schedules),
    steps: total(({ steps }) => steps),
    facts: total(({ facts }) => facts),
    excused: total(({ excused }) => excused),
    milliseconds: Math.max(...parts.map(({ milliseconds }) => milliseconds)),
    coverage,
    failures: parts.flatMap(({ failure }) => (failure === null ? [] : [failure])),
  };
}
