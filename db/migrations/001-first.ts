/**
 * The first form of the store. Times (`wall`) are UTC milliseconds; days are local days of the event.
 * `attendance_event` is append-only: triggers refuse change and deletion.
 */
export const first = `
CREATE TABLE station (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  kiosk TEXT NOT NULL,
  kiosk_number TEXT NOT NULL CHECK (length(kiosk_number) = 8),
  incarnation INTEGER NOT NULL CHECK (incarnation > 0),
  last_kseq INTEGER NOT NULL,
  chain_head TEXT NOT NULL CHECK (length(chain_head) = 64),
  hlc TEXT NOT NULL,
  last_badge_count INTEGER NOT NULL,
  -- How often a fact lost its word here: what is kept in memory of facts is then read anew.
  withdrawn INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  id TEXT PRIMARY KEY,
  file TEXT NOT NULL,
  secret BLOB CHECK (length(secret) = 32),
  wall INTEGER NOT NULL
) STRICT;

-- One code may have two names, each for its own days.
CREATE TABLE delegation (
  event_id TEXT NOT NULL REFERENCES event (id),
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  name_en TEXT NOT NULL,
  name_fr TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('member', 'observer', 'organisation', 'secretariat')),
  order_en INTEGER NOT NULL,
  order_fr INTEGER NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE delegate (
  rid INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES event (id),
  id TEXT NOT NULL,
  registration_code TEXT NOT NULL,
  ticket_hashes TEXT NOT NULL,
  title TEXT NOT NULL,
  printed_name TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  native_name TEXT NOT NULL,
  job_title TEXT NOT NULL,
  delegation TEXT NOT NULL,
  administration TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('head', 'alternate', 'member')),
  letter_order INTEGER NOT NULL,
  category TEXT NOT NULL,
  grammatical_gender TEXT CHECK (grammatical_gender IN ('feminine', 'masculine')),
  status TEXT NOT NULL CHECK (status IN ('confirmed', 'pending', 'cancelled', 'revoked')),
  days TEXT,
  language TEXT,
  vip INTEGER NOT NULL CHECK (vip IN (0, 1)),
  flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
  listed INTEGER NOT NULL CHECK (listed IN (0, 1)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  hub_seq INTEGER,
  wall INTEGER NOT NULL
) STRICT;
-- Ids are made of the event's: they do not repeat in another.
CREATE UNIQUE INDEX delegate_by_id ON delegate (id);

-- Which code leads to whom. Hashes of ticket codes are as good as random: as an index of the table above,
-- each row of an import would change (encrypt, log) a page of its own. Apart, the import writes them
-- beforehand in their order; a code whose delegate is not there yet leads nowhere. Both follow from
-- event, secret and registration code alone, so a row here is never wrong and never changes.
CREATE TABLE ticket_hash (
  code TEXT NOT NULL,
  delegate_id TEXT NOT NULL,
  PRIMARY KEY (code, delegate_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE registration_code (
  code TEXT NOT NULL COLLATE NOCASE,
  delegate_id TEXT NOT NULL,
  PRIMARY KEY (code, delegate_id)
) STRICT, WITHOUT ROWID;

-- How many delegates there are of each status: the footer asks after every check-in. Kept by triggers, so that nothing
-- that writes delegates (a purge, a store that is rebuilt) can leave it other than the rows.
CREATE TABLE roster_count (
  event_id TEXT NOT NULL,
  status TEXT NOT NULL,
  delegates INTEGER NOT NULL CHECK (delegates >= 0),
  PRIMARY KEY (event_id, status)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER delegate_comes AFTER INSERT ON delegate WHEN NEW.deleted = 0 BEGIN
  INSERT INTO roster_count (event_id, status, delegates) VALUES (NEW.event_id, NEW.status, 1)
    ON CONFLICT (event_id, status) DO UPDATE SET delegates = delegates + 1;
END;
CREATE TRIGGER delegate_goes AFTER DELETE ON delegate WHEN OLD.deleted = 0 BEGIN
  UPDATE roster_count SET delegates = delegates - 1 WHERE event_id = OLD.event_id AND status = OLD.status;
END;
CREATE TRIGGER delegate_changes AFTER UPDATE OF status, deleted ON delegate
WHEN OLD.status <> NEW.status OR OLD.deleted <> NEW.deleted BEGIN
  UPDATE roster_count SET delegates = delegates - 1
    WHERE event_id = OLD.event_id AND status = OLD.status AND OLD.deleted = 0;
  INSERT INTO roster_count (event_id, status, delegates) SELECT NEW.event_id, NEW.status, 1 WHERE NEW.deleted = 0
    ON CONFLICT (event_id, status) DO UPDATE SET delegates = delegates + 1;
END;

-- Search words of a delegate (db/search-words.ts), by the delegate's rid. Contentless: the names
-- themselves are not kept twice. Queries never ask for word order or column, so neither is stored.
CREATE VIRTUAL TABLE delegate_search USING fts5 (
  words, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'ascii', detail = 'none'
);
-- By itself FTS5 rewrites a whole segment once a tenth of it is deleted: up to a second in which no
-- check-in could be written. The ordinary merges, a few pages at a time, clear deletions away as well.
INSERT INTO delegate_search (delegate_search, rank) VALUES ('deletemerge', 0);

CREATE TABLE operator (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('operator', 'supervisor')),
  pin_hash TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  blocked_until INTEGER NOT NULL DEFAULT 0,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  wall INTEGER NOT NULL
) STRICT;

CREATE TABLE attendance_event (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL,
  kiosk TEXT NOT NULL,
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
  hub_seq INTEGER,
  UNIQUE (kiosk, incarnation, kseq)
) STRICT;
CREATE INDEX attendance_event_by_delegate ON attendance_event (event_id, delegate_id);
CREATE INDEX attendance_event_by_target ON attendance_event (target_id) WHERE target_id IS NOT NULL;
-- A fact may lose its word (db/sync-judged.ts), never its link.
CREATE TRIGGER attendance_event_is_kept BEFORE DELETE ON attendance_event WHEN NOT EXISTS (
  SELECT 1 FROM unknown_event WHERE kiosk = OLD.kiosk AND incarnation = OLD.incarnation
    AND kseq = OLD.kseq AND hash = OLD.hash)
BEGIN SELECT RAISE (ABORT, 'attendance events are never deleted'); END;
CREATE TRIGGER attendance_event_is_fixed BEFORE UPDATE OF
  id, event_id, kiosk, incarnation, kseq, type, delegate_id, checkpoint, target_id, operator_id,
  local_day, badge_serial, after, hlc, wall, version, payload, commitment, hash ON attendance_event
BEGIN SELECT RAISE (ABORT, 'attendance events are never changed'); END;

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
  kiosk TEXT NOT NULL,
  operator_id TEXT,
  badge_serial TEXT,
  undone_by TEXT REFERENCES attendance_event (id)
) STRICT;
CREATE INDEX admission_by_delegate ON admission (event_id, delegate_id);
CREATE INDEX admission_by_day ON admission (event_id, local_day, checkpoint) WHERE undone_by IS NULL;
CREATE INDEX admission_by_wall ON admission (event_id, wall);

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
  CHECK ((kind = 'badge') = (badge_serial IS NOT NULL))
) STRICT;
CREATE INDEX print_job_by_state ON print_job (state, priority, created_wall);
CREATE INDEX print_job_by_badge ON print_job (badge_serial);

-- What was tried, for support: never deleted, no personal data.
CREATE TABLE print_attempt (
  id INTEGER PRIMARY KEY,
  job_id TEXT NOT NULL REFERENCES print_job (id),
  printer_id TEXT NOT NULL,
  started_wall INTEGER NOT NULL,
  ended_wall INTEGER,
  outcome TEXT,
  reason TEXT,
  detail TEXT NOT NULL DEFAULT ''
) STRICT;

-- Answers to scans by the page's key: the same key is written once, whatever is sent again.
CREATE TABLE check_in_key (
  key TEXT PRIMARY KEY,
  attendance_id TEXT NOT NULL REFERENCES attendance_event (id),
  print_job_id TEXT REFERENCES print_job (id)
) STRICT, WITHOUT ROWID;
`;
