import { getEnvironmentData } from 'node:worker_threads';
import type { Held } from './hold-thread.ts';

/** A thread that waits until it is released, and is then the one that it stands for. */
const { flag, module } = getEnvironmentData('held') as Held;
Atomics.wait(new Int32Array(flag), 0, 0);
await import(module);
