import { badgesOfDelegate } from '../db/badges/badges.ts';
import { delegationRoster } from '../db/delegations.ts';
import { findDelegation } from '../domain/delegations/delegations.ts';
import type { DelegationMember, DelegationView } from '../preload/contract/delegations.ts';
import { CallFailure } from './base/call-failure.ts';
import { type Context, today } from './base/context.ts';
import { badgeSummary } from './roster/views.ts';

/** More people than any delegation has; a mistake in a list must not fill the screen's memory. */
const maxMembers = 2_000;

/**
 * A delegation's roster with presence at this station's checkpoint today. Throws CallFailure
 * `not-found` for a code that the event's table does not have.
 */
export function delegationView(context: Context, code: string): DelegationView {
  const { file } = context.event;
  const day = today(context);
  if (findDelegation(file, code, day) === null) throw new CallFailure('not-found', code);
  const rows = delegationRoster(context.db, {
    eventId: file.id,
    delegation: code,
    checkpoint: context.checkpoint().id,
    day,
    limit: maxMembers,
  });
  return {
    code,
    members: rows.map(({ vip, presentToday, presentEvent, ...row }) => ({
      ...row,
      vip: vip === 1,
      presentToday: presentToday === 1,
      presentEvent: presentEvent === 1,
      badge: newestBadge(context, row.id),
    })),
  };
}

function newestBadge(context: Context, delegateId: string): DelegationMember['badge'] {
  const [newest] = badgesOfDelegate(context.db, context.event.file.id, delegateId);
  return newest === undefined ? null : badgeSummary(context, newest);
}
