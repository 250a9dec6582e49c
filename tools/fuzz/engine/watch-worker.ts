import { setTimeout as sleep } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import { z } from 'zod';

/**
 * Watches whether cases still end. If none has for a while, prints the last position and ends the
 * process.
 */
const { beats, seconds, name } = z
  .object({ beats: z.instanceof(Int32Array), seconds: z.number(), name: z.string() })
  .parse(workerData);

let last = -1;
let since = performance.now();
for (;;) {
  await sleep(1_000);
  const now = Atomics.load(beats, 0);
  if (now !== last) {
    last = now;
    since = performance.now();
  } else if (performance.now() - since > seconds * 1_000) {
    process.stderr.write(`HANGS: ${name}: the case behind number ${last} does not end\n`, () =>
      process.kill(process.pid, 'SIGKILL'),
    );
    await sleep(10_000);
  }
}
