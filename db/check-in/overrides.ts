import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** What an admission against the rules records of itself. */
export interface OverrideRow {
  /** The refusal that was overridden, as written. */
  outcome: string;
  reason: string;
  approverName: string | null;
  /** Canonical JSON `{note}`; null if there is no note, and after a purge. */
  personal: string | null;
}

/** The override in an admission's fact, or null for the many that follow the rules. */
export function findOverride(db: ReadableDatabase, admissionId: string): OverrideRow | null {
  const row = statement<[string], OverrideRow>(
    db,
    `SELECT json_extract(fact.payload, '$.override') AS outcome,
            coalesce(json_extract(fact.payload, '$.reason'), '') AS reason,
            coalesce(operator.name, known_operator.name) AS approverName, personal.payload AS personal
     FROM attendance_event AS fact
     LEFT JOIN operator ON operator.id = json_extract(fact.payload, '$.approvedBy')
     LEFT JOIN known_operator ON known_operator.id = json_extract(fact.payload, '$.approvedBy')
     LEFT JOIN attendance_personal AS personal ON personal.attendance_id = fact.id
     WHERE fact.id = ? AND json_extract(fact.payload, '$.override') IS NOT NULL`,
  ).get(admissionId);
  return row ?? null;
}
