import { badgesOfDelegate } from '../db/badges/badges.ts';
import { delegationPeople, delegationRoster } from '../db/delegations.ts';
import { findDelegation } from '../domain/delegations/delegations.ts';
import { isExpected, presenceByDelegation } from '../domain/delegations/presence.ts';
import type {
  DelegationMember,
  DelegationPresenceView,
  DelegationView,
} from '../preload/contract/delegations.ts';
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
    members: rows.map(({ vip, days, presentToday, presentEvent, ...row }) => ({
      ...row,
      expectedToday: isExpected({ status: row.status, days }, day),
      vip: vip === 1,
      presentToday: presentToday === 1,
      presentEvent: presentEvent === 1,
      badge: newestBadge(context, row.id),
    })),
  };
}

/** The figures of the delegations, by the same rules as the organiser's page. */
export function delegationPresence(context: Context): DelegationPresenceView[] {
  const { file } = context.event;
  const day = today(context);
  const people = delegationPeople(context.db, {
    eventId: file.id,
    checkpoint: context.checkpoint().id,
    day,
  });
  return presenceByDelegation(people, day, ({ presentToday }) => presentToday === 1).map(
    ({ heads, ...line }) => ({
      ...line,
      heads: heads.map(({ id, title, printedName, presentToday }) => ({
        ...{ id, title, printedName },
        presentToday: presentToday === 1,
      })),
    }),
  );
}

function newestBadge(context: Context, delegateId: string): DelegationMember['badge'] {
  const [newest] = badgesOfDelegate(context.db, context.event.file.id, delegateId);
  return newest === undefined ? null : badgeSummary(context, newest);
}
