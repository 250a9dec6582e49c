import { reportText } from './report.ts';
import { type ChaosReport, runChaos } from './run-chaos.ts';
import type { StoreUnderTest } from './venue.ts';

/** A long run on each store. */
export interface LongChaos {
  stores: readonly StoreUnderTest[];
  /** For each store; every fault strikes at least once however short it is. */
  seconds: number;
  seed: number;
  print: (text: string) => void;
}

const kiosks = 3;

/**
 * For `npm run test:sync -- --chaos --seconds N --seed S`: prints seed, figures and findings of each store.
 *
 * @returns whether nothing was lost, nothing came twice and everything was equal
 * @throws Error as runChaos does
 */
export async function runLongChaos({ stores, seconds, seed, print }: LongChaos): Promise<boolean> {
  const reports: ChaosReport[] = [];
  for (const store of stores) {
    print(`chaos on ${store}: LANYARD_CHAOS_SEED=${seed}, ${seconds} s and more`);
    const report = await runChaos({ store, seed, kiosks, facts: 1, seconds });
    print(reportText(report));
    reports.push(report);
  }
  return reports.every(({ findings }) => findings.length === 0);
}
