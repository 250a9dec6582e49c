/**
 * The condition of the index `attendance_event_by_call`, letter by letter: SQLite takes a partial index only for a
 * query that repeats its condition. Stands beside `type = '…'`, where one kind alone is meant.
 */
export const isCall =
  "type IN ('refused', 'help-called', 'help-answered', 'alert-seen', 'consent-recorded', 'note-written')";
