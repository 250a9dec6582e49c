import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../sim/random.ts';
import type { FaultProxy } from './fault-proxy.ts';

/** One fault of a way: resolves when it is over. */
type Fault = (proxy: FaultProxy, random: Random) => Promise<void>;

/** Everything that a way can suffer; times in milliseconds. */
export const networkFaults: readonly Fault[] = [
  (proxy, random) => proxy.cut(100 + random.below(800)),
  (proxy, random) => proxy.stall(100 + random.below(1_200)),
  (proxy, random) => proxy.slow(300 + random.below(1_200)),
  (proxy, random) => proxy.halve('client', 200 + random.below(1_500)),
  (proxy, random) => proxy.halve('server', 200 + random.below(800)),
  (proxy, random) => proxy.twin(300 + random.below(700)),
  async (proxy) => proxy.reset(),
  async (proxy, random) => proxy.resetNext('request', random.below(4_000)),
  async (proxy, random) => proxy.resetNext('answer', random.below(4_000)),
  // Right after a request of some size: the push has arrived, its answer has not.
  async (proxy, random) => {
    const arrived = new AbortController();
    await Promise.race([
      proxy.nextRequest(1_000 + random.below(3_000)),
      sleep(2_000, undefined, { signal: arrived.signal }).catch(() => {}),
    ]);
    arrived.abort();
    proxy.resetNext('answer', 0);
  },
];
