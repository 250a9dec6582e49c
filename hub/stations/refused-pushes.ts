import type { RefusedPush } from '../../domain/organiser/stations.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubContext, PeerRefusal } from '../base/context.ts';

/**
 * A refusal needs attention only if it lasts longer (milliseconds) and recurs. Shorter ones are
 * normal: a second history is resolved within one exchange, and a station with a long backlog waits
 * for its turn.
 */
const lasting = { after: 30_000, times: 3 };

/**
 * Notes that a station's push was refused. Kept in memory only: the station retries within a
 * minute, also after a restart of the hub.
 */
export function noteRefused(context: HubContext, station: string, error: unknown): void {
  const reason = reasonOf(error);
  if (reason === null) return;
  const known = context.refused.get(station);
  if (known?.reason === 'beyond-bounds' && reason !== 'bad-signature') return;
  const isSame = known?.reason === reason;
  const now = context.clock();
  const since = isSame ? known.since : now;
  const refusals = { reason, since, times: isSame ? known.times + 1 : 1, isShown: false };
  context.refused.set(station, refusals);
  refusals.isShown = refusedOf(context, station, now) !== null;
  // Announce changes only: a refused station may retry as often as requests are accepted.
  if (!refusals.isShown || (isSame && known.isShown)) return;
  context.tellPeers({ refused: [{ station, reason, since }] });
  context.announce({ health: true });
}

/** Notes that a push of the station was accepted. */
export function noteTaken(context: HubContext, station: string): void {
  const known = context.refused.get(station);
  // A number beyond its bound stays visible, whatever the station sends afterwards.
  if (known === undefined || known.reason === 'beyond-bounds') return;
  context.refused.delete(station);
  if (!known.isShown) return;
  context.tellPeers({ refused: [{ station, reason: null, since: known.since }] });
  context.announce({ health: true });
}

/** Notes a refusal, or its end, that another process of the hub has shown. */
export function noteRefusedElsewhere(
  { refused }: Pick<HubContext, 'refused'>,
  { station, reason, since }: PeerRefusal,
): void {
  if (reason === null) refused.delete(station);
  else refused.set(station, { reason, since, times: lasting.times, isShown: true });
}

/** Why the hub refuses a station's facts; null if it accepts them, or refused them only briefly. */
export function refusedOf(
  { refused }: Pick<HubContext, 'refused'>,
  station: string,
  now: number,
): RefusedPush | null {
  const known = refused.get(station);
  if (known === undefined) return null;
  const { reason, since, times } = known;
  // A wrong signature or an impossible number is never a passing problem.
  if (reason === 'bad-signature' || reason === 'beyond-bounds') return reason;
  return times >= lasting.times && now - since >= lasting.after ? reason : null;
}

/** Whether a request was refused because a number or a size in it is beyond its schema's bound. */
export function isBeyondBounds(error: unknown): boolean {
  // The detail is in the form that `readValue` of hub/http/body.ts writes: field and Zod code.
  return (
    error instanceof HubProblem &&
    error.code === 'bad-request' &&
    /: too_(?:big|small)$/.test(error.detail)
  );
}

function reasonOf(error: unknown): RefusedPush | null {
  if (!(error instanceof HubProblem)) return null;
  switch (error.code) {
    case 'bad-signature':
    case 'chain-differs':
    case 'too-many-requests':
      return error.code;
    case 'out-of-order':
      return 'chain-differs';
    case 'bad-request':
      return isBeyondBounds(error) ? 'beyond-bounds' : null;
    default:
      return null;
  }
}
