import { getEnvironmentData } from 'node:worker_threads';
import type { Held } from './hold-thread.ts';

/** Waits until the test releases it, and then runs the thread's own module. */
const { flag, module } = getEnvironmentData('held') as Held;
Atomics.wait(new Int32Array(flag), 0, 0);
await import(module);
