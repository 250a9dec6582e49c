import { badgesOfDelegate } from '../db/badges/badges.ts';
import type { ReadableDatabase } from '../db/base/types.ts';
import { delegationPeople, delegationRoster } from '../db/delegations.ts';
import { countDelegates } from '../db/roster/roster.ts';
import type { ScreenLanguage } from '../domain/base/language.ts';
import { compareCodeUnits } from '../domain/base/text-order.ts';
import {
  findDelegation,
  isExpected,
  memberOrder,
  presenceByDelegation,
} from '../domain/delegations.ts';
import type { LocalDay } from '../domain/event/event-file.ts';
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
    language: context.language,
    limit: maxMembers,
  });
  return {
    code,
    members: rows.map(
      ({ vip, days, presentToday, presentEvent, givenName, familyName, ...row }) => ({
        ...row,
        expectedToday: isExpected({ status: row.status, days }, day),
        vip: vip === 1,
        presentToday: presentToday === 1,
        presentEvent: presentEvent === 1,
        badge: newestBadge(context, row.id),
      }),
    ),
  };
}

/** Where and on which day a person counts as present. */
export interface PresenceQuestion {
  eventId: string;
  checkpoint: string;
  day: LocalDay;
  /** Decides the order of names. */
  language: ScreenLanguage;
}

/** Reads the whole roster; in a separate process in the app. */
export interface DelegationReads {
  presence(question: PresenceQuestion): Promise<DelegationPresenceView[]>;
}

/** Maximum people counted on the main thread: a tenth of a frame's time for each hundred. */
const fewPeople = 1_000;

/** The figures of the delegations. A large roster is read elsewhere: no check-in waits for it. */
export async function delegationPresence(
  context: Context,
  reads: DelegationReads,
): Promise<DelegationPresenceView[]> {
  const { id: eventId } = context.event.file;
  const { language } = context;
  const checkpoint = context.checkpoint().id;
  const question = { eventId, checkpoint, day: today(context), language };
  return countDelegates(context.db, eventId).registered <= fewPeople
    ? readPresence(context.db, question)
    : await reads.presence(question);
}

/** The figures of the delegations, by the same rules as the organiser's page. Reads everyone. */
export function readPresence(
  db: ReadableDatabase,
  question: PresenceQuestion,
): DelegationPresenceView[] {
  const { language, ...asked } = question;
  const { day } = asked;
  const people = delegationPeople(db, asked);
  const order = memberOrder(language);
  return presenceByDelegation(people, day, ({ presentToday }) => presentToday === 1)
    .sort((a, b) => compareCodeUnits(a.code, b.code))
    .map(({ heads, ...line }) => ({
      ...line,
      heads: heads.sort(order).map(({ id, title, printedName, presentToday }) => ({
        id,
        title,
        printedName,
        presentToday: presentToday === 1,
      })),
    }));
}

function newestBadge(context: Context, delegateId: string): DelegationMember['badge'] {
  const [newest] = badgesOfDelegate(context.db, context.event.file.id, delegateId);
  return newest === undefined ? null : badgeSummary(context, newest);
}
