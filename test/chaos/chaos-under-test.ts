import { expect } from 'vitest';
import { type ChaosReport, reportText, runChaos } from './run-chaos.ts';
import type { StoreUnderTest } from './venue.ts';

/** Only a run that hangs takes so long. */
export const longestChaos = { timeout: 700_000 } as const;

const kiosks = 3;
const facts = 600;

/** The run of `npm run test:all`: every fault strikes at least once. LANYARD_CHAOS_SEED gives its seed. */
export async function chaosUnderTest(store: StoreUnderTest): Promise<ChaosReport> {
  const seed = Number(process.env.LANYARD_CHAOS_SEED ?? Date.now() % 2 ** 31);
  process.stdout.write(`chaos on ${store}: LANYARD_CHAOS_SEED=${seed}\n`);
  const report = await runChaos({ store, seed, kiosks, facts, seconds: 0 });
  process.stdout.write(`${reportText(report)}\n`);
  const { figures } = report;
  // Otherwise there was no chaos, and nothing is proved.
  expect(figures['journal: committed']).toBeGreaterThanOrEqual(facts);
  expect(figures['admissions at the hub']).toBeGreaterThan(0);
  expect(figures['kiosks: kill']).toBeGreaterThanOrEqual(3 * kiosks);
  expect(figures['kiosks: full and free again']).toBeGreaterThanOrEqual(kiosks);
  expect(figures['hub: kill']).toBeGreaterThanOrEqual(2);
  expect(figures['syncs that failed: unreachable']).toBeGreaterThan(0);
  return report;
}
