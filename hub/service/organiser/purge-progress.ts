import type { CertifiedStation, SignedCertificate } from '../../../domain/purge/certificate.ts';
import type { PurgeOutcome } from '../../../domain/purge/outcome.ts';
import type { PurgeProgress, StationProgress } from '../../../domain/wire/organiser-privacy.ts';

/** Milliseconds after which a station that was not heard of counts as away; it comes every 30 seconds at the latest. */
const heardWithin = 60_000;

/** How far a purge is, station by station, out of what its certificate would say now. */
export function progressOf({ certificate }: SignedCertificate): PurgeProgress {
  const { order, issued, issuer, stations, complete } = certificate;
  return {
    id: order.id,
    asOf: issued,
    ordered: order.ordered,
    requestedBy: order.requestedBy?.name ?? null,
    approvedBy: order.approvedBy?.name ?? null,
    hub: { name: issuer.name, ...outcomeOf(issuer.outcome) },
    stations: stations.map((station) => ({
      kiosk: station.kiosk,
      name: station.name,
      mode: station.mode,
      state: station.state,
      lastSeen: station.lastSeen,
      progress: stationProgressOf(station, issued),
      ...outcomeOf(station.outcome),
    })),
    complete,
  };
}

function outcomeOf(
  outcome: PurgeOutcome | null,
): Pick<PurgeProgress['hub'], 'done' | 'counts' | 'left'> {
  return {
    done: outcome?.done ?? null,
    counts: outcome?.counts.map(({ part, count }) => ({ part, count })) ?? [],
    left: outcome?.left.length ?? 0,
  };
}

/** A station that is revoked or replaced is answered no more, so it never says that it did it. */
function stationProgressOf(
  { outcome, state, lastSeen }: CertifiedStation,
  now: number,
): StationProgress {
  if (outcome !== null) return 'done';
  const isHeard = state === 'enrolled' && lastSeen !== null && now - lastSeen < heardWithin;
  return isHeard ? 'waiting' : 'unreachable';
}
