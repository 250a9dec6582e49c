import { checkChains } from './check-chains.ts';
import { checkFacts } from './check-facts.ts';
import { checkAcknowledged, checkTroubles } from './check-journal.ts';
import { checkReplicas } from './check-replicas.ts';
import { checkViews } from './check-views.ts';
import type { Finding } from './finding.ts';
import type { HubTruth } from './hub-truth.ts';
import type { KioskTruth } from './kiosk-truth.ts';

/** What lies on all disks when everything has ended. */
export interface Truth {
  hub: HubTruth;
  kiosks: KioskTruth[];
  /** What the hub's own check of its store found. */
  foundByHub: string[];
}

/** Compares what lies on all disks with what was written down while it was committed. Empty: all is well. */
export function checkTruth({ hub, kiosks, foundByHub }: Truth): Finding[] {
  return [
    ...foundByHub.map((detail): Finding => ({ what: 'hub', detail })),
    ...checkFacts(hub, kiosks),
    ...checkChains(hub, kiosks),
    ...checkAcknowledged(hub, kiosks),
    ...checkReplicas(hub, kiosks),
    ...checkViews(hub, kiosks),
    ...checkTroubles(kiosks),
  ];
}
