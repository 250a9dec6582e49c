import { payloadText } from '../../domain/ledger/attendance-fold.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  mergedChange,
  type RegistrationChange,
  registrationValues,
  withChange,
} from '../../domain/tickets/registration-words.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';
import type { RosterChangeRow } from '../roster/roster-changes.ts';

/** What this station changed in the roster and the hub does not know yet. */
export interface RosterOverlay {
  /** The delegate from the hub, with the changes made here applied. */
  over(delegate: Delegate): Delegate;
  /** People created here, whom no sweep may delete. */
  newcomers: ReadonlySet<string>;
}

interface ChangeRow {
  type: RosterChangeRow['type'];
  delegateId: string | null;
  payload: string;
  personal: string | null;
}

/** The facts of this station's chain beyond the hub's confirmed head that change the roster. */
export function pendingRosterChanges(db: ReadableDatabase): RosterOverlay {
  const changes = new Map<string, RegistrationChange>();
  const newcomers = new Set<string>();
  const note = (id: string, change: RegistrationChange): void => {
    changes.set(id, mergedChange(changes.get(id) ?? {}, change));
  };
  for (const row of changeRows(db)) {
    if (row.delegateId === null) continue;
    switch (row.type) {
      case 'walk-in-registered':
        newcomers.add(row.delegateId);
        break;
      case 'spelling-corrected':
      case 'person-changed':
        note(row.delegateId, registrationValues(row.type, row.personal));
        break;
      case 'delegate-replaced': {
        note(row.delegateId, { status: 'cancelled' });
        // Not read from the personal part: that of another version may not be readable here.
        const newcomer = payloadText(row, 'replacedBy');
        if (newcomer !== null) newcomers.add(newcomer);
      }
    }
  }
  return {
    newcomers,
    over: (delegate) => {
      const own = changes.get(delegate.id);
      return own === undefined ? delegate : withChange(delegate, own);
    },
  };
}

function changeRows(db: ReadableDatabase): ChangeRow[] {
  return statement<[], ChangeRow>(
    db,
    `SELECT fact.type, fact.delegate_id AS delegateId, fact.payload, personal.payload AS personal
     FROM station JOIN hub_link
     JOIN attendance_event AS fact ON fact.station = station.station
       AND fact.incarnation = station.incarnation AND fact.kseq > hub_link.acked_kseq
     LEFT JOIN attendance_personal AS personal ON personal.attendance_id = fact.id
     WHERE fact.type IN ('walk-in-registered', 'spelling-corrected', 'person-changed',
       'delegate-replaced')
     ORDER BY fact.kseq`,
  ).all();
}
