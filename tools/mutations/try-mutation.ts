import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Exploration, exploredSchema } from '../../test/sim/exploration.ts';
import { type Mutation, mutationVariable, simulation } from './mutation.ts';
import { outputOf, runVitest } from './vitest-run.ts';

export type Outcome = { kind: 'caught'; by: string } | { kind: 'missed'; why: string };

const plantScript = new URL('./plant.ts', import.meta.url).href;
const exploreScript = fileURLToPath(new URL('../../test/sim/explore-child.ts', import.meta.url));

/** The same schedules each time; a fault that none of them shows counts as not caught. */
const exploration: Exploration = {
  seed: 3,
  schedules: 5_000,
  seconds: null,
  part: 0,
  parts: 1,
  shrink: false,
  regressions: true,
};

/**
 * Plants one fault and runs the test that must notice it. `broken`: test files that fail anyway.
 */
export async function tryMutation(
  mutation: Mutation,
  broken: ReadonlySet<string>,
  folder: string,
): Promise<Outcome> {
  const { caughtBy: file, only } = mutation;
  if (file === simulation) return await simulate(mutation.name);
  if (broken.has(file)) return { kind: 'missed', why: `${file} fails without the fault` };
  const ran = await runVitest({
    files: [file],
    only: only ?? null,
    mutation,
    folder,
    atOnce: 1,
  });
  if (ran === null) return { kind: 'missed', why: `${file} did not end` };
  const failed = ran.flatMap(({ failed }) => failed);
  if (failed[0] !== undefined) return { kind: 'caught', by: `${file} › ${failed[0]}` };
  const passed = ran.reduce((sum, one) => sum + one.passed, 0);
  return { kind: 'missed', why: `${file}: ${passed} passed, none failed` };
}

async function simulate(name: string): Promise<Outcome> {
  const child = spawn(
    process.execPath,
    // A large young generation for the garbage of each schedule.
    [
      '--max-semi-space-size=64',
      `--import=${plantScript}`,
      exploreScript,
      JSON.stringify(exploration),
    ],
    {
      env: { ...process.env, [mutationVariable]: name },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output = await outputOf(child, 15 * 60_000);
  if (output === null) return { kind: 'missed', why: 'the simulation did not end' };
  const explored = exploredSchema.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
  const { failure, schedules } = explored;
  return failure === null
    ? { kind: 'missed', why: `${schedules} schedules` }
    : { kind: 'caught', by: `simulation › ${failure.invariant}, schedule ${failure.after}` };
}
