import { expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../sim/random.ts';
import { deskAtWork } from './desk-at-work.ts';

/** Most kills in one run; the last life of the desk goes on to the end. */
const kills = 25;
const seed = Number(process.env.LANYARD_SEED ?? Date.now() % 2 ** 31);

it('a desk killed at any moment loses nobody and prints no badge twice', {
  timeout: 300_000,
}, async () => {
  process.stdout.write(`kill test: LANYARD_SEED=${seed}\n`);
  const random = createRandom(seed).next;
  const desk = await deskAtWork(200);
  onTestFinished(desk.end);
  let killed = 0;
  const liveOnce = () => {
    // A random moment after the desk began to work, not while Node still loads.
    const wait = 5 + random() * 700;
    return desk.live(() => wait);
  };
  while (killed < kills && (await liveOnce()) === 'killed') killed += 1;
  if (killed === kills) expect(await desk.live(() => null)).toBe('finished');
  expect(killed).toBeGreaterThan(5);
  await desk.compare(killed);
});
