import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Coverage } from './coverage.ts';
import { type Exploration, type Explored, exploredSchema, type Failure } from './exploration.ts';

const childScript = fileURLToPath(new URL('./explore-child.ts', import.meta.url));

/** The results of several processes together. */
export interface Sum extends Omit<Explored, 'counts' | 'failure'> {
  coverage: Coverage;
  failures: Failure[];
}

/**
 * Runs an exploration in several processes, each with its part. The first failure ends the others.
 */
export async function exploreInChildren(
  work: Omit<Exploration, 'part' | 'parts'>,
  processes: number,
): Promise<Sum> {
  const children = Array.from({ length: processes }, (_, part) =>
    startChild({ ...work, part, parts: processes }),
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
  /** Ends it after a few more schedules. */
  stop: () => void;
}

function startChild(work: Exploration): Child {
  const child = fork(childScript, [JSON.stringify(work)], {
    // No arguments of the test runner: a child reads the sources as they are. A large young
    // generation holds the garbage of each schedule.
    execArgv: ['--max-semi-space-size=64'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const said: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void said.push(text));
  const explored = new Promise<Explored>((done, reject) => {
    child.on('message', (message) => {
      done(exploredSchema.parse(message));
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
    // Of the slowest process.
    milliseconds: Math.max(...parts.map(({ milliseconds }) => milliseconds)),
    coverage,
    failures: parts.flatMap(({ failure }) => (failure === null ? [] : [failure])),
  };
}
