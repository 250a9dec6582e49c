/**
 * Adds a person to the count of admitted people, or removes the person, if no other admission of
 * theirs is valid.
 */
function counted(row: 'NEW' | 'OLD', by: 1 | -1): string {
  const one = (checkpoint: string, day: string, at: string): string => {
    const alone = `NOT EXISTS (SELECT 1 FROM admission AS other
      WHERE other.event_id = ${row}.event_id AND other.delegate_id = ${row}.delegate_id${at}
        AND other.undone_by IS NULL AND other.attendance_id <> ${row}.attendance_id)`;
    if (by < 0)
      return `
  UPDATE presence_count SET delegates = delegates - 1
    WHERE event_id = ${row}.event_id AND checkpoint = ${checkpoint} AND local_day = ${day} AND ${alone};`;
    return `
  INSERT INTO presence_count (event_id, checkpoint, local_day, delegates)
    SELECT ${row}.event_id, ${checkpoint}, ${day}, 1 WHERE ${alone}
    ON CONFLICT (event_id, checkpoint, local_day) DO UPDATE SET delegates = delegates + 1;`;
  };
  const place = ` AND other.checkpoint = ${row}.checkpoint AND other.local_day = ${row}.local_day`;
  return `${one(`${row}.checkpoint`, `${row}.local_day`, place)}${one("''", "''", '')}
`;
}

/**
 * Facts and what is derived from them. `attendance_event` is append-only: triggers refuse changes
 * and deletions. Times (`wall`) are UTC milliseconds; days are local days of the event.
 */
export const ledger = `
CREATE TABLE attendance_event (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL,
  station TEXT NOT NULL,
  incarnation INTEGER NOT NULL,
  kseq INTEGER NOT NULL,
  type TEXT NOT NULL,
  delegate_id TEXT,
  checkpoint TEXT,
  target_id TEXT,
  operator_id TEXT,
  local_day TEXT NOT NULL,
  badge_serial TEXT,
  after TEXT NOT NULL DEFAULT '',
  hlc TEXT NOT NULL,
  wall INTEGER NOT NULL,
  version INTEGER NOT NULL,
  payload TEXT NOT NULL,
  commitment TEXT,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  -- These two change: its number in the hub's stream, and the clock by which it stands in the order of facts.
  hub_seq INTEGER,
  effective TEXT NOT NULL,
  UNIQUE (station, incarnation, kseq)
) STRICT;
CREATE INDEX attendance_event_by_delegate ON attendance_event (event_id, delegate_id);
CREATE INDEX attendance_event_by_target ON attendance_event (target_id) WHERE target_id IS NOT NULL;
-- Orders of hubs on records of stations: few, and asked for with every page of the stream.
CREATE INDEX attendance_event_by_order ON attendance_event (station) WHERE type = 'facts-judged';
CREATE INDEX attendance_event_by_badge ON attendance_event (badge_serial) WHERE badge_serial IS NOT NULL;
-- Who is inside a zone is read from these facts, whatever the order in which they came: no projection that could be wrong.
CREATE INDEX attendance_event_by_crossing ON attendance_event (event_id, checkpoint, local_day, delegate_id)
  WHERE type IN ('admitted', 'went-out', 'came-back');
-- The places of a session are folded from these facts, as those inside a zone are.
CREATE INDEX attendance_event_by_booking ON attendance_event (event_id, checkpoint, delegate_id)
  WHERE type IN ('booking-changed');
-- Calls for help, alerts and refusals are few among many admissions, and are asked for all day: the latest that came,
-- by the order of rows, whatever the clock of their station showed.
CREATE INDEX attendance_event_by_call ON attendance_event (event_id, type)
  WHERE type IN ('refused', 'help-called', 'help-answered', 'alert-seen', 'consent-recorded', 'note-written');
-- Few among many: looked for at each sync, and whenever the page of the close is shown.
CREATE INDEX attendance_event_by_close ON attendance_event (station, incarnation, kseq)
  WHERE type IN ('day-closed', 'finding-resolved');
-- Which days there are, without reading every fact. Without the event, of which a store holds few.
CREATE INDEX attendance_event_by_day ON attendance_event (local_day);
-- Numbers of one-day badges: few among many, and asked for with each line that is typed in from paper.
CREATE INDEX attendance_event_from_paper ON attendance_event (event_id, local_day)
  WHERE instr(payload, '"fromPaper":true') > 0;
-- A fact may lose its word (db/sync/sync-judged.ts), never its link.
CREATE TRIGGER attendance_event_is_kept BEFORE DELETE ON attendance_event WHEN NOT EXISTS (
  SELECT 1 FROM unknown_event WHERE station = OLD.station AND incarnation = OLD.incarnation
    AND kseq = OLD.kseq AND hash = OLD.hash)
BEGIN SELECT RAISE (ABORT, 'attendance events are never deleted'); END;
CREATE TRIGGER attendance_event_is_fixed BEFORE UPDATE OF
  id, event_id, station, incarnation, kseq, type, delegate_id, checkpoint, target_id, operator_id,
  local_day, badge_serial, after, hlc, wall, version, payload, commitment, hash ON attendance_event
BEGIN SELECT RAISE (ABORT, 'attendance events are never changed'); END;

CREATE INDEX attendance_event_secrets ON attendance_event (event_id) WHERE type = 'secret-renewed';

-- Personal payloads live apart from the chain, so that a purge leaves the chain verifiable.
CREATE TABLE attendance_personal (
  attendance_id TEXT PRIMARY KEY REFERENCES attendance_event (id),
  salt BLOB NOT NULL,
  payload TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Projection of the ledger: who stands admitted where. Written in the transaction of its event.
CREATE TABLE admission (
  attendance_id TEXT PRIMARY KEY REFERENCES attendance_event (id),
  event_id TEXT NOT NULL,
  delegate_id TEXT NOT NULL,
  checkpoint TEXT NOT NULL,
  local_day TEXT NOT NULL,
  wall INTEGER NOT NULL,
  station TEXT NOT NULL,
  operator_id TEXT,
  badge_serial TEXT,
  undone_by TEXT REFERENCES attendance_event (id)
) STRICT;
CREATE INDEX admission_by_delegate ON admission (event_id, delegate_id);
CREATE INDEX admission_by_day ON admission (event_id, local_day, checkpoint) WHERE undone_by IS NULL;
-- By the four characters that a kiosk shows as a code to quote.
CREATE INDEX admission_by_ending ON admission (substr(attendance_id, -4));
CREATE INDEX admission_standing ON admission (event_id, delegate_id, checkpoint, local_day) WHERE undone_by IS NULL;

-- How many people stand admitted: at a checkpoint on a day, and at the event at all (checkpoint and day are empty
-- then). Asked for after every check-in. Kept by triggers, as roster_count is.
CREATE TABLE presence_count (
  event_id TEXT NOT NULL,
  checkpoint TEXT NOT NULL,
  local_day TEXT NOT NULL,
  delegates INTEGER NOT NULL CHECK (delegates >= 0),
  PRIMARY KEY (event_id, checkpoint, local_day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER admission_comes AFTER INSERT ON admission WHEN NEW.undone_by IS NULL BEGIN ${counted('NEW', 1)} END;
CREATE TRIGGER admission_goes AFTER DELETE ON admission WHEN OLD.undone_by IS NULL BEGIN ${counted('OLD', -1)} END;
CREATE TRIGGER admission_undone AFTER UPDATE OF undone_by ON admission
WHEN NEW.undone_by IS NOT NULL AND OLD.undone_by IS NULL BEGIN ${counted('OLD', -1)} END;
CREATE TRIGGER admission_redone AFTER UPDATE OF undone_by ON admission
WHEN NEW.undone_by IS NULL AND OLD.undone_by IS NOT NULL BEGIN ${counted('NEW', 1)} END;

-- Where a delegate was ever admitted beside another standing admission: so that the list of duplicates, and
-- their number at every change of the sync, need not look at every admission. Where to look, not what is so.
-- Not INSERT OR IGNORE: in a trigger the conflict policy of the statement that fired it holds instead.
CREATE TABLE admitted_twice (
  event_id TEXT NOT NULL,
  delegate_id TEXT NOT NULL,
  checkpoint TEXT NOT NULL,
  local_day TEXT NOT NULL,
  PRIMARY KEY (event_id, delegate_id, checkpoint, local_day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER admission_is_further AFTER INSERT ON admission WHEN NEW.undone_by IS NULL AND EXISTS (
  SELECT 1 FROM admission AS other WHERE other.event_id = NEW.event_id AND other.delegate_id = NEW.delegate_id
    AND other.checkpoint = NEW.checkpoint AND other.local_day = NEW.local_day AND other.undone_by IS NULL
    AND other.attendance_id <> NEW.attendance_id)
BEGIN INSERT INTO admitted_twice (event_id, delegate_id, checkpoint, local_day)
  VALUES (NEW.event_id, NEW.delegate_id, NEW.checkpoint, NEW.local_day) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER admission_is_further_again AFTER UPDATE OF undone_by ON admission
WHEN NEW.undone_by IS NULL AND OLD.undone_by IS NOT NULL AND EXISTS (
  SELECT 1 FROM admission AS other WHERE other.event_id = NEW.event_id AND other.delegate_id = NEW.delegate_id
    AND other.checkpoint = NEW.checkpoint AND other.local_day = NEW.local_day AND other.undone_by IS NULL
    AND other.attendance_id <> NEW.attendance_id)
BEGIN INSERT INTO admitted_twice (event_id, delegate_id, checkpoint, local_day)
  VALUES (NEW.event_id, NEW.delegate_id, NEW.checkpoint, NEW.local_day) ON CONFLICT DO NOTHING; END;

-- Further admissions that somebody looked into. Projection of 'duplicate-resolved'.
CREATE TABLE duplicate_resolution (
  admission_id TEXT PRIMARY KEY,
  resolved_by TEXT NOT NULL REFERENCES attendance_event (id),
  wall INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- When this station heard of a fact that raises an alert: what is old by then is shown as late.
CREATE TABLE heard_alert (
  -- Not a reference: disregarded facts raise some, too.
  attendance_id TEXT PRIMARY KEY,
  wall INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Answers to scans by the page's key: the same key is written once, whatever is sent again.
CREATE TABLE check_in_key (
  key TEXT PRIMARY KEY,
  attendance_id TEXT NOT NULL REFERENCES attendance_event (id),
  print_job_id TEXT REFERENCES print_job (id)
) STRICT, WITHOUT ROWID;

-- The refusal that a page's key wrote: a page that asks twice raises one alert.
CREATE TABLE refusal_key (
  key TEXT PRIMARY KEY,
  attendance_id TEXT NOT NULL REFERENCES attendance_event (id)
) STRICT, WITHOUT ROWID;

-- Reports that this station issued itself, working without a hub; each tied to the one before it. No personal data.
CREATE TABLE day_report (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  event_id TEXT NOT NULL,
  day TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  -- SHA-256 of the file, by which the next report names this one.
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  -- Facts that the store held: what came later about the day reopens it.
  facts INTEGER NOT NULL,
  issued_wall INTEGER NOT NULL,
  operator_id TEXT NOT NULL,
  -- The file, to the byte.
  signed TEXT NOT NULL,
  UNIQUE (event_id, day, revision)
) STRICT;
`;
