import { payloadText } from '../../domain/ledger/attendance-fold.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  type Correction,
  correctableFields,
  correctionPayloadSchema,
} from '../../domain/roster/roster-changes.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** What this station changed in the roster and the hub does not know yet. */
export interface RosterOverlay {
  /** The delegate from the hub, with the changes made here applied. */
  over(delegate: Delegate): Delegate;
  /** People created here, whom no sweep may delete. */
  newcomers: ReadonlySet<string>;
}

interface ChangeRow {
  type: 'walk-in-registered' | 'spelling-corrected' | 'delegate-replaced';
  delegateId: string | null;
  payload: string;
  personal: string | null;
}

/** The facts of this station's chain beyond the hub's confirmed head that change the roster. */
export function pendingRosterChanges(db: ReadableDatabase): RosterOverlay {
  const corrections = new Map<string, Correction[]>();
  const withdrawn = new Set<string>();
  const newcomers = new Set<string>();
  for (const row of changeRows(db)) {
    if (row.delegateId === null) continue;
    switch (row.type) {
      case 'walk-in-registered':
        newcomers.add(row.delegateId);
        break;
      case 'spelling-corrected': {
        const parsed = correctionPayloadSchema.safeParse(jsonOf(row.personal));
        if (!parsed.success) break;
        const earlier = corrections.get(row.delegateId) ?? [];
        corrections.set(row.delegateId, [...earlier, parsed.data.correction]);
        break;
      }
      case 'delegate-replaced': {
        withdrawn.add(row.delegateId);
        // Not read from the personal part: that of another version may not be readable here.
        const newcomer = payloadText(row, 'replacedBy');
        if (newcomer !== null) newcomers.add(newcomer);
      }
    }
  }
  return {
    newcomers,
    over: (delegate) => {
      const own = corrections.get(delegate.id);
      if (own === undefined && !withdrawn.has(delegate.id)) return delegate;
      const corrected = (own ?? []).reduce(withCorrection, delegate);
      return withdrawn.has(delegate.id) ? { ...corrected, status: 'cancelled' } : corrected;
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
     WHERE fact.type IN ('walk-in-registered', 'spelling-corrected', 'delegate-replaced')
     ORDER BY fact.kseq`,
  ).all();
}

function withCorrection(delegate: Delegate, correction: Correction): Delegate {
  const next = { ...delegate };
  for (const field of correctableFields) next[field] = correction[field] ?? next[field];
  return next;
}

function jsonOf(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}
