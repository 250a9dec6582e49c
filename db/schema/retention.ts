/** How long personal data is kept, and what was purged. Times are UTC milliseconds. */
export const retention = `
-- The rule that holds here: chosen at this station, or the hub's. And when the warning was first noticed.
CREATE TABLE retention (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  -- JSON of domain/privacy/retention.ts.
  rule TEXT NOT NULL,
  from_hub INTEGER NOT NULL CHECK (from_hub IN (0, 1)),
  set_by TEXT,
  set_at INTEGER,
  warned_at INTEGER
) STRICT;

-- Orders to purge, of the hub or of this station, and what was done about them. Never deleted.
CREATE TABLE purge_order (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL,
  -- JSON of the signed order.
  signed TEXT NOT NULL,
  ordered INTEGER NOT NULL,
  -- Null for an order of the hub's that waits for the event's end, at a desk for a supervisor's yes too: it has no effect.
  in_force INTEGER,
  -- Name of the supervisor who agreed to it at this desk.
  agreed_by TEXT,
  -- JSON of part -> count, and of the files that were left, as far as it is carried out.
  counts TEXT NOT NULL DEFAULT '{}',
  files_left TEXT NOT NULL DEFAULT '[]',
  -- JSON of what somebody declared destroyed.
  declared TEXT NOT NULL DEFAULT '[]',
  emptied INTEGER NOT NULL DEFAULT 0 CHECK (emptied IN (0, 1)),
  done INTEGER,
  -- JSON of the signed confirmation, and the hub's epoch in which it was given.
  confirmation TEXT,
  confirmed_epoch TEXT
) STRICT;
-- What was purged does not come back by a hub or a station that has not heard of it: facts are taken, payloads are not.
CREATE TRIGGER purged_payload_stays_away BEFORE INSERT ON attendance_personal WHEN EXISTS (
  SELECT 1 FROM purge_order JOIN attendance_event ON attendance_event.event_id = purge_order.event_id
  WHERE attendance_event.id = NEW.attendance_id AND purge_order.in_force IS NOT NULL)
BEGIN SELECT RAISE (IGNORE); END;
CREATE TRIGGER purged_payload_stays_unknown AFTER INSERT ON unknown_event
  WHEN NEW.personal IS NOT NULL AND EXISTS (
    SELECT 1 FROM purge_order WHERE in_force IS NOT NULL AND instr(NEW.body, event_id) > 0)
BEGIN UPDATE unknown_event SET salt = NULL, personal = NULL
  WHERE station = NEW.station AND incarnation = NEW.incarnation AND kseq = NEW.kseq; END;
CREATE TRIGGER purged_payload_stays_unset AFTER UPDATE OF personal ON unknown_event
  WHEN NEW.personal IS NOT NULL AND EXISTS (
    SELECT 1 FROM purge_order WHERE in_force IS NOT NULL AND instr(NEW.body, event_id) > 0)
BEGIN UPDATE unknown_event SET salt = NULL, personal = NULL
  WHERE station = NEW.station AND incarnation = NEW.incarnation AND kseq = NEW.kseq; END;
`;
