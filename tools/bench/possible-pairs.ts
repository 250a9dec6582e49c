import { monitorEventLoopDelay } from 'node:perf_hooks';
import { changePeople } from '../../main/people/change-people.ts';
import { PeopleIndex } from '../../main/people/people-index.ts';
import { createPairs } from '../../main/people/possible-pairs.ts';
import { makeDeskContext } from '../../test/support/desk-context.ts';
import { largeEvent } from '../../test/support/import-desk.ts';
import { sampleRows } from '../../test/support/roster-sample.ts';
import { eventSecret } from '../../test/support/sample-event.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';
import { fillStore } from './machine/large-store.ts';

const size = 20_000;
const changes = 20;

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

/**
 * How long the search for possible pairs holds up the main thread at 20,000 people, and takes: at
 * the first time, after a change of one person, and after a change that concerns nobody of the list.
 */
export async function run(): Promise<BenchResult> {
  const desk = makeDeskContext({ event: { file: largeEvent(), secret: eventSecret } });
  const times = new Map<string, { task: number[]; whole: number[] }>();
  try {
    fillStore(desk, sampleRows(size), size, 1);
    const index = new PeopleIndex();
    const pairs = createPairs(desk.context, index);
    const timed = async (name: string): Promise<void> => {
      const loop = monitorEventLoopDelay({ resolution: 1 });
      loop.enable();
      // Delays are counted from its first turn to its last.
      await turn();
      const begin = performance.now();
      await pairs.list();
      const taken = performance.now() - begin;
      await turn();
      loop.disable();
      const all = times.get(name) ?? { task: [], whole: [] };
      times.set(name, all);
      all.task.push(loop.max / 1e6);
      all.whole.push(taken);
    };
    await timed('first');
    // Nobody was written since the import, whose time all of them have.
    for (let at = 0; at < changes; at += 1) await timed('imported');
    const people = await index.inOrder(desk.context);
    for (let at = 0; at < changes; at += 1) {
      const id = people[(at * 997) % size]?.id ?? '';
      const change = { jobTitle: `Chief ${at}`, printedName: `Changed NAME ${at}` };
      changePeople(desk.context, desk.caller, { changes: [{ ids: [id], change }] });
      await timed('changed');
      await timed('unchanged');
    }
    const figures = [...times].flatMap(([name, { task, whole }]) => [
      [`pairs.${name}.longest_task.p50_ms`, rounded(percentile(task, 0.5))],
      [`pairs.${name}.longest_task.worst_ms`, rounded(percentile(task, 1))],
      [`pairs.${name}.p50_ms`, rounded(percentile(whole, 0.5))],
    ]);
    return { name: 'possible pairs of 20,000 people', figures: Object.fromEntries(figures) };
  } finally {
    desk.close();
  }
}
