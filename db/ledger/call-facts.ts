/**
 * The condition of the index `attendance_event_by_call`, character for character: SQLite uses a
 * partial index only for a query that repeats its condition. A query for one kind adds `type =
 * '…'`.
 */
export const isCall =
  "type IN ('refused', 'help-called', 'help-answered', 'alert-seen', 'consent-recorded', 'note-written')";
