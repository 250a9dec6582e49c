import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import {
  afterText,
  type Caused,
  lastWords,
  type Matter,
  matterOf,
  wordsOn,
} from '../../domain/ledger/cause.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** The facts that a new fact names as its predecessors (`after`): the latest on the same matter. */
export function afterOf(
  db: ReadableDatabase,
  fact: Pick<
    AttendanceEvent,
    'eventId' | 'type' | 'delegateId' | 'badgeSerial' | 'localDay' | 'checkpoint'
  >,
): string {
  const matter = matterOf(fact);
  if (matter === null) return '';
  return afterText(lastWords(wordsOf(db, fact.eventId, matter)).map(({ id }) => id));
}

function wordsOf(db: ReadableDatabase, eventId: string, matter: Matter): Caused[] {
  switch (matter.kind) {
    case 'badge':
      return statement<[string, string], Caused>(db, badgeSql).all(matter.serial, eventId);
    case 'registration':
      return statement<[string, string], Caused>(db, registrationSql).all(
        eventId,
        matter.delegateId,
      );
    case 'whereabouts':
      return statement<[string, string, string], Caused>(db, whereaboutsSql).all(
        eventId,
        matter.delegateId,
        matter.localDay,
      );
    case 'booking':
      return statement<[string, string, string], Caused>(db, bookingSql).all(
        eventId,
        matter.session,
        matter.delegateId,
      );
  }
}

const among = (types: readonly string[]): string =>
  `type IN (${types.map((type) => `'${type}'`).join(', ')})`;
const badgeSql = `SELECT id, after FROM attendance_event
  WHERE badge_serial = ? AND event_id = ? AND ${among(wordsOn.badge)}`;
const registrationSql = `SELECT id, after FROM attendance_event
  WHERE event_id = ? AND delegate_id = ? AND ${among(wordsOn.registration)}`;
const bookingSql = `SELECT id, after FROM attendance_event
  WHERE event_id = ? AND checkpoint = ? AND delegate_id = ? AND ${among(wordsOn.booking)}`;
// The plus keeps SQLite from using the index by day, which it rates as good as the one by delegate.
// Each check-in would then read all facts of its day.
const whereaboutsSql = `SELECT id, after FROM attendance_event
  WHERE event_id = ? AND delegate_id = ? AND +local_day = ? AND ${among(wordsOn.whereabouts)}`;
