/** Badges, print jobs, batches and the count of the stock. Times (`wall`) are UTC milliseconds. */
export const printing = `
CREATE TABLE badge (
  serial TEXT PRIMARY KEY,
  event_id TEXT NOT NULL,
  delegate_id TEXT NOT NULL,
  -- Until the badge is printed; never of other stations' badges.
  code TEXT UNIQUE,
  issued_by TEXT NOT NULL REFERENCES attendance_event (id),
  reason TEXT NOT NULL,
  replaces TEXT REFERENCES badge (serial),
  state TEXT NOT NULL CHECK (state IN
    ('issued', 'printed', 'handed-over', 'stale', 'returned', 'lost', 'destroyed', 'not-printed')),
  wall INTEGER NOT NULL
) STRICT;
CREATE INDEX badge_by_delegate ON badge (event_id, delegate_id);

-- How many badges are in each state: the footer asks after every check-in. Kept by triggers, as roster_count is.
CREATE TABLE badge_count (
  event_id TEXT NOT NULL,
  state TEXT NOT NULL,
  badges INTEGER NOT NULL CHECK (badges >= 0),
  PRIMARY KEY (event_id, state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER badge_comes AFTER INSERT ON badge BEGIN
  INSERT INTO badge_count (event_id, state, badges) VALUES (NEW.event_id, NEW.state, 1)
    ON CONFLICT (event_id, state) DO UPDATE SET badges = badges + 1;
END;
CREATE TRIGGER badge_goes AFTER DELETE ON badge BEGIN
  UPDATE badge_count SET badges = badges - 1 WHERE event_id = OLD.event_id AND state = OLD.state;
END;
CREATE TRIGGER badge_changes AFTER UPDATE OF state ON badge WHEN OLD.state <> NEW.state BEGIN
  UPDATE badge_count SET badges = badges - 1 WHERE event_id = OLD.event_id AND state = OLD.state;
  INSERT INTO badge_count (event_id, state, badges) VALUES (NEW.event_id, NEW.state, 1)
    ON CONFLICT (event_id, state) DO UPDATE SET badges = badges + 1;
END;

-- Two stations gave out one badge serial (a cloned disk did, before anybody could notice).
CREATE TABLE badge_conflict (
  attendance_id TEXT PRIMARY KEY REFERENCES attendance_event (id),
  serial TEXT NOT NULL,
  delegate_id TEXT NOT NULL,
  wall INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Badges that are printed ahead, of a delegation or of the whole roster.
CREATE TABLE print_batch (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('delegation', 'roster', 'selection')),
  -- Code of the delegation of such a batch.
  delegation TEXT,
  state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'cancelled')),
  -- JSON list of the delegates' ids, in the order in which their badges print.
  delegates TEXT NOT NULL,
  total INTEGER NOT NULL CHECK (total > 0),
  -- How many of them have had their turn; badges are issued a few ahead of the printer.
  next INTEGER NOT NULL DEFAULT 0 CHECK (next BETWEEN 0 AND total),
  -- How many of those got no badge: they had one by then, or were no longer confirmed.
  skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped BETWEEN 0 AND next),
  operator_id TEXT,
  wall INTEGER NOT NULL,
  CHECK ((kind = 'delegation') = (delegation IS NOT NULL))
) STRICT;

CREATE TABLE print_job (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('badge', 'test')),
  -- Not a reference: the issue of a badge may lose its word while its job is kept.
  badge_serial TEXT,
  delegate_id TEXT,
  printer_id TEXT,
  state TEXT NOT NULL CHECK (state IN
    ('queued', 'held', 'sending', 'awaiting', 'confirmed', 'sent', 'spooled', 'failed-partial',
     'unknown', 'came-out', 'did-not-come-out', 'cancelled')),
  reason TEXT,
  detail TEXT NOT NULL DEFAULT '',
  -- 1 for the first attempt; printed on the badge as a mark from 2 on.
  attempt INTEGER NOT NULL DEFAULT 1,
  -- 0 a person waits at the desk, 1 batch.
  priority INTEGER NOT NULL DEFAULT 0,
  -- Somebody said that a held job older than the policy's minutes is still wanted.
  still_wanted_wall INTEGER,
  created_wall INTEGER NOT NULL,
  updated_wall INTEGER NOT NULL,
  batch_id TEXT REFERENCES print_batch (id),
  -- The desk chose to print without the characters that no font has.
  latin_only INTEGER NOT NULL DEFAULT 0 CHECK (latin_only IN (0, 1)),
  -- The printer that a waiting job was moved away from because that one could not print.
  moved_from TEXT,
  CHECK ((kind = 'badge') = (badge_serial IS NOT NULL))
) STRICT;
CREATE INDEX print_job_by_state ON print_job (state, priority);
CREATE INDEX print_job_by_badge ON print_job (badge_serial);
CREATE INDEX print_job_by_batch ON print_job (batch_id, state) WHERE batch_id IS NOT NULL;

-- What was tried, for support: never deleted, no personal data.
CREATE TABLE print_attempt (
  id INTEGER PRIMARY KEY,
  job_id TEXT NOT NULL REFERENCES print_job (id),
  printer_id TEXT NOT NULL,
  started_wall INTEGER NOT NULL,
  ended_wall INTEGER,
  outcome TEXT,
  reason TEXT,
  detail TEXT NOT NULL DEFAULT '',
  -- Name of the stock that the printer had loaded then.
  stock TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX print_attempt_by_printer ON print_attempt (printer_id, id);
CREATE INDEX print_attempt_by_job ON print_attempt (job_id, id);

CREATE TABLE badge_template (
  id TEXT PRIMARY KEY,
  template TEXT NOT NULL,
  wall INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the desk counted: badge blanks put into a printer, taken out, thrown away, or left in it in the evening.
-- A wrong line is withdrawn, never deleted.
CREATE TABLE stock_count (
  id INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL,
  printer_id TEXT NOT NULL,
  stock TEXT NOT NULL,
  local_day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('loaded', 'unloaded', 'spoiled', 'counted')),
  count INTEGER NOT NULL CHECK (count > 0 OR (kind = 'counted' AND count = 0)),
  operator_id TEXT,
  wall INTEGER NOT NULL,
  withdrawn_by TEXT,
  withdrawn_wall INTEGER,
  CHECK ((withdrawn_by IS NULL) = (withdrawn_wall IS NULL))
) STRICT;
CREATE INDEX stock_count_by_day ON stock_count (event_id, local_day);
`;
