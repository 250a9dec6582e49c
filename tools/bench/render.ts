import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { BadgeContent } from '../../domain/badges/badge.ts';
import type { BadgeTemplate } from '../../domain/templates/badge-template.ts';
import { defaultTemplates } from '../../domain/templates/default-templates.ts';
import type { RendererPaths } from '../../main/printing/render/worker-messages.ts';
import { createWorkerRenderer } from '../../main/printing/render/worker-renderer.ts';
import { sampleBadges } from '../../test/printing/sample-badges.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';

/** Badges before the measurement, so that fonts are open and code is compiled; then those in it. */
const warmUp = 60;
const badges = 500;
const megabyte = 1024 * 1024;

/**
 * Drawing badges of 102 × 152 mm at 203 dpi in every script, one after the other in the drawing
 * thread, from request to answer. Also the memory of the whole process meanwhile.
 */
export async function run(): Promise<BenchResult> {
  const nodeModules = join(import.meta.dirname, '../../node_modules');
  const workerData: RendererPaths = {
    fontFolder: nodeModules,
    qrReaderWasm: join(nodeModules, 'zxing-wasm/dist/reader/zxing_reader.wasm'),
  };
  const script = new URL('../../main/printing/render/worker.ts', import.meta.url);
  const renderer = createWorkerRenderer(() => new Worker(script, { workerData }));
  const layout = { widthDots: 832, dotsPerMm: 8, template: template('102x152') };
  const times: number[] = [];
  // Other programs lengthen the time, but not the processor time of this process.
  const processor: number[] = [];
  const memoryBefore = process.memoryUsage.rss();
  let memoryWarm = 0;
  let memory = 0;
  try {
    for (let number = 0; number < warmUp + badges; number += 1) {
      const content = numbered(number);
      const begin = performance.now();
      const used = process.cpuUsage();
      await renderer.render(content, layout);
      const { user, system } = process.cpuUsage(used);
      if (number === warmUp) memoryWarm = process.memoryUsage.rss();
      if (number >= warmUp) {
        times.push(performance.now() - begin);
        processor.push((user + system) / 1000);
      }
      memory = Math.max(memory, process.memoryUsage.rss());
    }
  } finally {
    await renderer.close();
  }
  return {
    name: 'render',
    figures: {
      badges,
      renderP50: rounded(percentile(times, 0.5)),
      renderP95: rounded(percentile(times, 0.95)),
      renderMax: rounded(Math.max(...times)),
      processorP50: rounded(percentile(processor, 0.5)),
      processorP95: rounded(percentile(processor, 0.95)),
      memoryBeforeMegabytes: rounded(memoryBefore / megabyte),
      memoryWarmMegabytes: rounded(memoryWarm / megabyte),
      mostMemoryMegabytes: rounded(memory / megabyte),
    },
  };
}

function template(id: string): BadgeTemplate {
  const found = defaultTemplates().find((each) => each.id === id);
  if (found === undefined) throw new Error(`no template ${id}`);
  return found;
}

/** A sample badge that differs from every other. */
function numbered(number: number): BadgeContent {
  const contents = Object.values(sampleBadges);
  const content = contents[number % contents.length];
  if (content === undefined) throw new Error('no samples');
  return Object.assign({}, content, { serialText: `A7F31B02-${String(number).padStart(6, '0')}` });
}
