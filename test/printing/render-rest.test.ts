import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { rollTemplate } from '../../domain/templates/default-templates.ts';
import type { RendererPaths } from '../../main/printing/render/worker-messages.ts';
import { createWorkerRenderer } from '../../main/printing/render/worker-renderer.ts';
import { sampleBadges } from './sample-badges.ts';

const nodeModules = join(import.meta.dirname, '../../node_modules');
const paths: RendererPaths = {
  fontFolder: nodeModules,
  qrReaderWasm: join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm'),
};
const layout = { widthDots: 576, dotsPerMm: 8, template: rollTemplate() };
const content = sampleBadges['latin-short'];
if (content === undefined) throw new Error('no such sample');

test('a thread without work ends after its time, not while a badge is drawn, and comes again', async () => {
  const script = new URL('../../main/printing/render/worker.ts', import.meta.url);
  const ends: Promise<unknown>[] = [];
  const alarms: (() => void)[] = [];
  const resting = createWorkerRenderer(
    () => {
      const worker = new Worker(script, { workerData: paths });
      ends.push(once(worker, 'exit'));
      return worker;
    },
    {
      after: 1_000,
      timers: {
        after: (milliseconds, action) => {
          expect(milliseconds).toBe(1_000);
          const alarm = (): void => action();
          alarms.push(alarm);
          return () => void alarms.splice(alarms.indexOf(alarm), 1);
        },
      },
    },
  );
  resting.warmUp();
  expect([ends.length, alarms.length]).toEqual([1, 1]);
  const drawn = resting.render(content, layout);
  // The alarm of a busy thread.
  alarms[0]?.();
  await expect(drawn).resolves.toBeDefined();
  expect([ends.length, alarms.length]).toEqual([1, 1]);
  alarms[0]?.();
  await ends[0];
  await expect(resting.render(content, layout)).resolves.toBeDefined();
  expect([ends.length, alarms.length]).toEqual([2, 1]);
  await resting.close();
  expect(alarms.length).toBe(0);
});
