import { expect, it } from 'vitest';
import { hubsUnderTest, reportText, runChaos } from './run-chaos.ts';
import type { StoreUnderTest } from './venue.ts';

const stations = 3;
const facts = 600;

/** The fault that must have struck a store of this kind, and the minimum number of times. */
const strikes: Record<StoreUnderTest, [string, number]> = {
  sqlite: ['hub: full and free again', 1],
  postgres: ['hub: database restarted', 2],
};

// Every fault strikes at least once. LANYARD_CHAOS_SEED gives the seed. Only a run that hangs
// reaches the timeout.
it.each(hubsUnderTest)(
  'nothing is lost and nothing comes twice on $store with $hubs process(es), whatever fails',
  { timeout: 700_000 },
  async ({ store, hubs }) => {
    const seed = Number(process.env.LANYARD_CHAOS_SEED ?? Date.now() % 2 ** 31);
    process.stdout.write(`chaos on ${store}, ${hubs}: LANYARD_CHAOS_SEED=${seed}\n`);
    const report = await runChaos({ store, hubs, seed, stations, facts, seconds: 0 });
    process.stdout.write(`${reportText(report)}\n`);
    const { figures, findings } = report;
    expect(findings).toEqual([]);
    // Without a strike the run proves nothing.
    const [strike, times] = strikes[store];
    expect(figures[strike]).toBeGreaterThanOrEqual(times);
    expect(figures['journal: committed']).toBeGreaterThanOrEqual(facts);
    expect(figures['admissions at the hub']).toBeGreaterThan(0);
    expect(figures['stations: kill']).toBeGreaterThanOrEqual(3 * stations);
    expect(figures['stations: full and free again']).toBeGreaterThanOrEqual(stations);
    expect(figures['hub: kill']).toBeGreaterThanOrEqual(2 * hubs);
    expect(figures['syncs that failed: unreachable']).toBeGreaterThan(0);
  },
);
