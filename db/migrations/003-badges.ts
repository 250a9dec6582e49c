/** Batches of badges, templates, photos and the count of the stock. Times (`wall`) are UTC milliseconds. */
export const badges = `
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

ALTER TABLE print_job ADD COLUMN batch_id TEXT REFERENCES print_batch (id);
CREATE INDEX print_job_by_batch ON print_job (batch_id, state) WHERE batch_id IS NOT NULL;
-- The desk chose to print without the characters that no font has.
ALTER TABLE print_job ADD COLUMN latin_only INTEGER NOT NULL DEFAULT 0 CHECK (latin_only IN (0, 1));
-- The printer that a waiting job was moved away from because that one could not print.
ALTER TABLE print_job ADD COLUMN moved_from TEXT;
CREATE INDEX print_attempt_by_printer ON print_attempt (printer_id, id);
CREATE INDEX print_attempt_by_job ON print_attempt (job_id, id);
-- Name of the stock that the printer had loaded then.
ALTER TABLE print_attempt ADD COLUMN stock TEXT NOT NULL DEFAULT '';

CREATE TABLE badge_template (
  id TEXT PRIMARY KEY,
  template TEXT NOT NULL,
  wall INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE delegate_photo (
  event_id TEXT NOT NULL,
  delegate_id TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  -- JPEG, at most 600 dots wide.
  picture BLOB NOT NULL,
  wall INTEGER NOT NULL,
  PRIMARY KEY (event_id, delegate_id)
) STRICT;

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
