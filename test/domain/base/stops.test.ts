import { expect, it } from 'vitest';
import { createStops } from '../../../domain/base/stops.ts';

function soon(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

it('stops what was made last first, each after the one before has stopped', async () => {
  const stops = createStops(() => expect.unreachable());
  const stopped: string[] = [];
  stops.defer('store', () => stopped.push('store'));
  stops.defer('queue', async () => {
    await soon();
    stopped.push('queue');
  });
  stops.defer('link', () => stopped.push('link'));
  await stops.stop();
  expect(stopped).toEqual(['link', 'queue', 'store']);
});

it('names a stop that fails, at once or later, and stops the others', async () => {
  const failures: unknown[] = [];
  const stops = createStops((error, name) => failures.push([name, error]));
  const stopped: string[] = [];
  stops.defer('store', () => stopped.push('store'));
  const [atOnce, later] = [new Error('at once'), new Error('later')];
  stops.defer('queue', () => {
    throw atOnce;
  });
  stops.defer('link', async () => {
    await soon();
    throw later;
  });
  await stops.stop();
  expect(failures).toEqual([
    ['link', later],
    ['queue', atOnce],
  ]);
  expect(stopped).toEqual(['store']);
});

it('stops everything once: a second end waits for the first', async () => {
  const stops = createStops(() => expect.unreachable());
  const stopped: string[] = [];
  stops.defer('store', () => stopped.push('store'));
  stops.defer('queue', async () => {
    await soon();
    stopped.push('queue');
  });
  void stops.stop();
  await stops.stop();
  expect(stopped).toEqual(['queue', 'store']);
});

it('also stops what is made during the end', async () => {
  const stops = createStops(() => expect.unreachable());
  const stopped: string[] = [];
  stops.defer('store', () => stopped.push('store'));
  stops.defer('queue', () => stops.defer('late', () => stopped.push('late')));
  await stops.stop();
  expect(stopped).toEqual(['late', 'store']);
});
