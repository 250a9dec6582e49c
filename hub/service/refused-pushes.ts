import type { RefusedPush } from '../../domain/wire/organiser-stations.ts';
import { HubProblem } from '../../domain/wire/problems.ts';
import type { HubContext } from './context.ts';

/**
 * A second history is settled within one exchange, and a station with a long backlog waits for its turn: only what
 * lasts longer (milliseconds) and comes again needs anybody.
 */
const lasting = { after: 30_000, times: 3 };

/**
 * Notes that a station's push was refused. Kept in memory: a station whose facts the hub does not take comes again within
 * a minute, after a restart too.
 */
export function noteRefused(context: HubContext, station: string, error: unknown): void {
  const reason = reasonOf(error);
  if (reason === null) return;
  const known = context.refused.get(station);
  const isSame = known?.reason === reason;
  const now = context.clock();
  const since = isSame ? known.since : now;
  const refusals = { reason, since, times: isSame ? known.times + 1 : 1, isShown: false };
  context.refused.set(station, refusals);
  refusals.isShown = refusedOf(context, station, now) !== null;
  // Not at each: whoever is refused may come as often as requests are taken.
  if (refusals.isShown && !(isSame && known.isShown)) context.announce({ health: true });
}

/** Notes that a push of the station was taken. */
export function noteTaken(context: HubContext, station: string): void {
  const known = context.refused.get(station);
  if (known === undefined) return;
  context.refused.delete(station);
  if (known.isShown) context.announce({ health: true });
}

/** Why the hub does not take what a station sends; null where it does, or did not for a moment only. */
export function refusedOf(
  { refused }: Pick<HubContext, 'refused'>,
  station: string,
  now: number,
): RefusedPush | null {
  const known = refused.get(station);
  if (known === undefined) return null;
  const { reason, since, times } = known;
  // A signature is never wrong for a moment.
  if (reason === 'bad-signature') return reason;
  return times >= lasting.times && now - since >= lasting.after ? reason : null;
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
    default:
      return null;
  }
}
