import { beforeAll, describe, expect, it } from 'vitest';
import { findBadge } from '../../../db/badges.ts';
import { waitingJobs } from '../../../db/print-routes.ts';
import { foldedBadge } from '../../../main/use-cases/issue-badge.ts';
import { calls } from '../../../preload/contract.ts';
import type { CrashPlan } from '../../sim/disk.ts';
import { elsewhere, type Recipe, recipes } from './recipes.ts';
import { makeImage, openWorld, type World } from './world.ts';

let image: Buffer;

beforeAll(async () => {
  image = await makeImage();
});

/** What a call came to: its answer, or that it failed. */
interface Outcome {
  answer: unknown;
  failure: unknown;
}

async function ask(world: World, { call, by }: Recipe, input: unknown): Promise<Outcome> {
  try {
    return { answer: await world.call(call, input, by), failure: null };
  } catch (failure) {
    return { answer: undefined, failure };
  }
}

async function begin(recipe: Recipe): Promise<{ world: World; input: unknown }> {
  const world = openWorld(image, recipe.mode);
  const input = await recipe.input(world);
  world.effects.splice(0);
  return { world, input };
}

/** Every text of a value by where it stands in it. */
function textsOf(value: unknown, at = ''): [at: string, text: string][] {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => textsOf(part, `${at}.${name}`));
}

const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9A-F]{8}-\d{6}$/;

/** Ids and serials that were said, and that lie in the store where everything went well. */
function promisesOf(world: World, said: unknown): Set<string> {
  const kept = world.machine.disk.image();
  return new Set(
    textsOf(said).flatMap(([at, text]) => (isId.test(text) && kept.includes(text) ? [at] : [])),
  );
}

function expectKept(world: World, said: unknown, promises: ReadonlySet<string>): void {
  const kept = world.machine.disk.image();
  for (const [at, text] of textsOf(said)) {
    if (!promises.has(at) || !isId.test(text)) continue;
    expect(kept.includes(text), `${at} ${text} was said and is not on the disk`).toBe(true);
  }
}

/** Kinds of facts and jobs, counted. */
function contentOf({ context }: World): Record<string, number> {
  const rows = context.db
    .prepare<[], { name: string; count: number }>(
      `SELECT type AS name, count(*) AS count FROM attendance_event GROUP BY type
       UNION ALL SELECT 'job ' || state, count(*) FROM print_job GROUP BY state
       UNION ALL SELECT 'badge ' || state, count(*) FROM badge GROUP BY state`,
    )
    .all();
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

/** No job may go to a printer whose badge does not count any more. */
function expectNothingInvalidPrints({ context }: World): void {
  for (const { job, isVoid, isStopped, isDuplicate } of waitingJobs(context.db)) {
    if (isVoid || isStopped || isDuplicate || job.badgeSerial === null) continue;
    const badge = findBadge(context.db, job.badgeSerial);
    if (badge === null) throw new Error(`a job without its badge ${job.badgeSerial}`);
    expect(foldedBadge(context, badge).valid, `${job.badgeSerial} would print`).toBe(true);
  }
}

/** Goes on after the fault: a station that lost its power starts again on its disk. */
function afterFault(world: World, { mode }: Recipe): World {
  if (world.machine.disk.isOn) return world;
  world.machine.disk.start();
  return openWorld(world.machine.disk.image(), mode);
}

const masked = (value: unknown): unknown =>
  JSON.parse(
    (JSON.stringify(value) ?? 'null')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|W-[A-Z0-9]{8}/g, '*')
      .replaceAll(/"code":"[^"]*"/g, '"code":"*"'),
  );

/** Does a call with a fault at one of its commits, and checks what it left; what it said where it went on. */
async function strike(recipe: Recipe, plan: CrashPlan, whole: Whole): Promise<void> {
  const { world, input } = await begin(recipe);
  const said = world.effects;
  world.machine.disk.planCrash({ ...plan });
  const { answer, failure } = await ask(world, recipe, input);
  const isOff = !world.machine.disk.isOn;
  world.machine.disk.planCrash(null);
  // A call whose process is dead answers nobody; one that failed says so.
  if (isOff) expect(failure).not.toBeNull();
  const later = afterFault(world, recipe);
  expectKept(later, isOff ? said : [answer, said], whole.promises);
  expectNothingInvalidPrints(later);
  if (isOff || failure === null) return;
  // There is room again, and the person presses the button once more.
  const again = await ask(world, recipe, input);
  expect(again.failure).toBeNull();
  expect(masked(again.answer)).toEqual(masked(whole.answer));
  expect(contentOf(world)).toEqual(whole.content);
  expectKept(world, [again.answer, said], whole.promises);
}

/** A call without a fault. */
interface Whole {
  answer: unknown;
  commits: number;
  promises: Set<string>;
  content: Record<string, number>;
}

async function wholeOf(recipe: Recipe): Promise<Whole> {
  const { world, input } = await begin(recipe);
  const before = world.machine.disk.commits;
  const { answer, failure } = await ask(world, recipe, input);
  expect(failure).toBeNull();
  return {
    answer,
    commits: world.machine.disk.commits - before,
    promises: new Set([
      ...promisesOf(world, [answer, world.effects]),
      ...promisesOf(world, world.effects),
    ]),
    content: contentOf(world),
  };
}

describe('a fault at any commit of any call', () => {
  let points = 0;

  it.each(recipes.map((recipe, index) => [recipe.call, recipe.mode, index, recipe] as const))(
    '%s at a %s (%i) says nothing that is not on the disk',
    async (_call, _mode, _index, recipe) => {
      const whole = await wholeOf(recipe);
      expect(whole.commits).toBeGreaterThan(0);
      for (let commits = 0; commits < whole.commits; commits += 1) {
        for (const side of ['before', 'after', 'full'] as const) {
          await strike(recipe, { commits, side }, whole);
          points += 1;
        }
      }
    },
  );

  it('knows every call of the contract', () => {
    const known = new Set([
      ...recipes.map(({ call }) => call as string),
      ...Object.values(elsewhere).flatMap((names) => names.split(/\s+/)),
    ]);
    expect([...known].sort()).toEqual(Object.keys(calls).sort());
    console.log(`faults at commits: ${points} points of ${recipes.length} calls`);
  });
});
