import type { PurgeProgress, StationProgress } from '../../domain/organiser/privacy.ts';
import type { CertifiedStation, SignedCertificate } from '../../domain/privacy/certificate.ts';
import type { PurgeOutcome } from '../../domain/privacy/outcome.ts';

/** Milliseconds after which a silent station counts as away; it calls at least every 30 seconds. */
const heardWithin = 60_000;

/** The progress of a purge, station by station, from its certificate as it would be now. */
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
      station: station.station,
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

/** A revoked or replaced station receives no more answers, so it never confirms. */
function stationProgressOf(
  { outcome, state, lastSeen }: CertifiedStation,
  now: number,
): StationProgress {
  if (outcome !== null) return 'done';
  const isHeard = state === 'enrolled' && lastSeen !== null && now - lastSeen < heardWithin;
  return isHeard ? 'waiting' : 'unreachable';
}
