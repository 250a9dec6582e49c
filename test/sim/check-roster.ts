import { everyDelegate } from '../../db/roster.ts';
import type { AttendanceEvent } from '../../domain/attendance.ts';
import { compareFacts } from '../../domain/attendance-fold.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Delegate } from '../../domain/delegate.ts';
import { correctionPayloadSchema } from '../../domain/roster-changes.ts';
import { leastData } from '../../domain/wire/roster.ts';
import { BrokenInvariant } from './broken-invariant.ts';
import type { EndState } from './hub-facts.ts';
import { simEvent } from './people.ts';
import type { World } from './world.ts';

/**
 * Where desks alone spoke of somebody, the latest word holds at the hub, whatever came when. (The payloads
 * say it; after a silent restore nobody knows which of them the hub had read.)
 */
export function checkCorrections(world: World, { hub, roster: listed }: EndState): void {
  const latest = new Map<string, AttendanceEvent>();
  for (const { event } of hub.stream) {
    const { type, delegateId } = event;
    if (type !== 'spelling-corrected' || delegateId === null || !hub.personal.has(event.id))
      continue;
    const before = latest.get(delegateId);
    // Twins may write at the very same moment of the clock: then the rest of the order decides.
    if (before === undefined || compareFacts(before, event) < 0) latest.set(delegateId, event);
  }
  const roster = new Map(listed.map((delegate) => [delegate.id, delegate]));
  for (const [delegateId, { id }] of latest) {
    if (world.organised.has(delegateId)) continue;
    const payload = correctionPayloadSchema.parse(JSON.parse(hub.personal.get(id) ?? ''));
    const { printedName } = payload.correction;
    const delegate = roster.get(delegateId);
    if (delegate === undefined || printedName === undefined || delegate.printedName === printedName)
      continue;
    throw new BrokenInvariant(
      'same-roster',
      `the hub says ${delegate.printedName}, the latest word is ${printedName}`,
    );
  }
}

/** Every desk's roster against the hub's; what a mode must not see it has not. */
export function checkRosters({ roster, kiosks }: EndState): void {
  for (const { name, mode, db, isRevoked } of kiosks) {
    if (isRevoked) continue;
    const expected = textsOf(roster.map((delegate) => leastData(delegate, mode)));
    const shown = textsOf([...everyDelegate(db, simEvent.file.id)]);
    for (const [id, text] of expected) {
      if (shown.get(id) === text) continue;
      const has = shown.get(id) ?? 'nobody';
      throw new BrokenInvariant('same-roster', `${name} shows ${has}, the hub has ${text}`);
    }
    for (const [id, text] of shown) {
      if (!expected.has(id)) {
        throw new BrokenInvariant('same-roster', `${name} shows ${text}, the hub nobody`);
      }
    }
  }
}

function textsOf(delegates: readonly Delegate[]): Map<string, string> {
  return new Map(delegates.map((delegate) => [delegate.id, canonicalJson({ ...delegate })]));
}
