import { type CloseRow, closesOf, wallAt, wroteAfter } from '../../db/day-close.ts';
import { findStation, type StationRow } from '../../db/ledger/station.ts';
import { dayClosedOf } from '../../domain/day-close/close-fact.ts';
import type { LocalDay } from '../../domain/event/event-file.ts';
import type { AttendanceEvent } from '../../domain/ledger/attendance.ts';
import { appendEvent, type Ledger } from '../ledger/append-event.ts';

/**
 * Records at the end of this station's chain how far the chain goes, so that a hub can prove that
 * nothing of the day is missing. Writes nothing where no fact of the day followed its last close
 * (or the close of a later day).
 *
 * @param close.operatorId the operator who closes the day here; null where the hub asked for it. A
 *   station that is still in use then closes the day again only after a minute without a fact, or
 *   every admission would add a close.
 * @returns the fact, or null where the day was already closed
 */
export function closeOwnDay(
  ledger: Ledger,
  close: { day: LocalDay; operatorId: string | null },
): AttendanceEvent | null {
  const { db } = ledger;
  return db
    .transaction(() => {
      const station = findStation(db);
      if (station === null) throw new Error('closeOwnDay: the store has no station');
      const last = lastCloseOf(ledger, station, close.day);
      if (last !== null && !wroteAfter(db, station, last.kseq, close.day)) return null;
      if (last !== null && close.operatorId === null && isBusy(ledger, station)) return null;
      return appendEvent(ledger, {
        type: 'day-closed',
        delegateId: null,
        checkpoint: null,
        targetId: null,
        operatorId: close.operatorId,
        badgeSerial: null,
        payload: {
          day: close.day,
          incarnation: station.incarnation,
          count: station.lastKseq,
          head: station.chainHead,
        },
      });
    })
    .immediate();
}

function lastCloseOf({ db }: Ledger, station: StationRow, day: LocalDay): CloseRow | null {
  const last = closesOf(db, station).find(({ payload }) => {
    const closed = dayClosedOf({ type: 'day-closed', payload });
    return closed !== null && closed.incarnation === station.incarnation && closed.day >= day;
  });
  return last ?? null;
}

/** Milliseconds without a fact after which a station counts as quiet. */
const quiet = 60_000;

function isBusy({ db, clock }: Ledger, station: StationRow): boolean {
  const wall = wallAt(db, station, station.lastKseq);
  // Either direction: a clock that was set back must not keep the day open for hours.
  return wall !== null && Math.abs(clock() - wall) < quiet;
}
