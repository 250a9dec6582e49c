import { expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../sim/random.ts';
import { deskAtWork } from './desk-at-work.ts';

/** Total number of kills. A desk that has finished is replaced by the next. */
const kills = 100;
const seed = Number(process.env.LANYARD_SEED ?? Date.now() % 2 ** 31);

it(`a desk killed at ${kills} random moments loses nobody and prints no badge twice`, {
  timeout: 1_200_000,
}, async () => {
  process.stdout.write(`kill test: LANYARD_SEED=${seed}\n`);
  const random = createRandom(seed).next;
  for (let left = kills; left > 0; ) {
    const desk = await deskAtWork(200);
    onTestFinished(desk.end);
    let killed = 0;
    const liveOnce = () => {
      // A random moment after the desk began to work, not while Node still loads.
      const wait = 5 + random() * 700;
      return desk.live(() => wait);
    };
    while (killed < left && (await liveOnce()) === 'killed') killed += 1;
    if (killed === left) expect(await desk.live(() => null)).toBe('finished');
    await desk.compare(killed);
    left -= killed;
  }
});
