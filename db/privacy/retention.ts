import {
  defaultRetention,
  type RetentionRule,
  retentionRuleSchema,
} from '../../domain/privacy/retention.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from '../base/types.ts';

/** The retention rule of this station. Times are UTC milliseconds. */
export interface StationRetention {
  rule: RetentionRule;
  fromHub: boolean;
  /** Name of the supervisor who chose it here; null for the default rule and for the hub's. */
  setBy: string | null;
  setAt: number | null;
  warnedAt: number | null;
}

/** The rule in force: the default until a supervisor chooses one or the hub sends one. */
export function readRetention(db: ReadableDatabase): StationRetention {
  const row = statement<
    [],
    {
      rule: string;
      fromHub: number;
      setBy: string | null;
      setAt: number | null;
      warnedAt: number | null;
    }
  >(
    db,
    `SELECT rule, from_hub AS fromHub, set_by AS setBy, set_at AS setAt, warned_at AS warnedAt
     FROM retention WHERE only = 1`,
  ).get();
  if (row === undefined) {
    return { rule: defaultRetention, fromHub: false, setBy: null, setAt: null, warnedAt: null };
  }
  return {
    rule: retentionRuleSchema.parse(JSON.parse(row.rule)),
    fromHub: row.fromHub === 1,
    setBy: row.setBy,
    setAt: row.setAt,
    warnedAt: row.warnedAt,
  };
}

/**
 * Stores a rule. If the purge moves to another day, its warning starts again. Works in a
 * transaction or alone.
 */
export function writeRetention(
  db: WritableDatabase,
  rule: RetentionRule,
  from: { hub: true } | { hub: false; setBy: string; setAt: number },
): void {
  const text = JSON.stringify({ set: rule.set, name: rule.name, days: rule.days });
  statement(
    db,
    `INSERT INTO retention (only, rule, from_hub, set_by, set_at, warned_at) VALUES (1, ?, ?, ?, ?, NULL)
     ON CONFLICT (only) DO UPDATE SET rule = excluded.rule, from_hub = excluded.from_hub,
       set_by = excluded.set_by, set_at = excluded.set_at,
       warned_at = CASE WHEN retention.rule = excluded.rule THEN retention.warned_at END`,
  ).run(text, from.hub ? 1 : 0, from.hub ? null : from.setBy, from.hub ? null : from.setAt);
}

/** Records when the warning was first seen; null clears it. */
export function noteWarned(db: WritableDatabase, at: number | null): void {
  const { rule } = defaultOf(db);
  statement(
    db,
    `INSERT INTO retention (only, rule, from_hub, warned_at) VALUES (1, ?, 0, ?)
     ON CONFLICT (only) DO UPDATE SET warned_at = excluded.warned_at`,
  ).run(rule, at);
}

function defaultOf(db: ReadableDatabase): { rule: string } {
  const { rule } = readRetention(db);
  return { rule: JSON.stringify({ set: rule.set, name: rule.name, days: rule.days }) };
}

/** Number of items of each kind of personal data of an event in this store. */
export interface KeptData {
  delegates: number;
  payloads: number;
  photos: number;
  activity: number;
  /** Files that the app wrote and recorded. */
  files: number;
}

/** Takes a few milliseconds for 100,000 delegates. */
export function countKept(db: ReadableDatabase, eventId: string): KeptData {
  const count = (sql: string): number =>
    statement<[string], { n: number }>(db, sql).get(eventId)?.n ?? 0;
  return {
    delegates: count('SELECT count(*) AS n FROM delegate WHERE event_id = ?'),
    payloads: count(
      `SELECT count(*) AS n FROM attendance_personal JOIN attendance_event
         ON attendance_event.id = attendance_personal.attendance_id WHERE event_id = ?`,
    ),
    photos: count(
      'SELECT count(*) AS n FROM delegate_photo WHERE event_id = ? AND sha256 IS NOT NULL',
    ),
    activity: count('SELECT count(*) AS n FROM activity WHERE event_id = ?'),
    files: count('SELECT count(DISTINCT path) AS n FROM written_file WHERE event_id = ?'),
  };
}
