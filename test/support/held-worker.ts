import { getEnvironmentData } from 'node:worker_threads';
import { z } from 'zod';

/** A thread that waits until it is released, and is then the one that it stands for (hold-thread.ts). */
const held = z
  .object({ flag: z.instanceof(SharedArrayBuffer), module: z.string() })
  .parse(getEnvironmentData('held'));
Atomics.wait(new Int32Array(held.flag), 0, 0);
await import(held.module);
