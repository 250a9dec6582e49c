import { headCategories } from '../../domain/delegations.ts';

/** Heads of delegation (`isHead`) and VIPs; a query uses the index only in these very words. */
export const isOfProtocol = `role = 'head' OR vip = 1
  OR category IN (${headCategories.map((id) => `'${id}'`).join(', ')})`;

/** Delegates, the codes that lead to them, and the search index. */
export const roster = `
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
  other_codes TEXT NOT NULL,
  ticket_hashes TEXT NOT NULL,
  outside_tickets TEXT NOT NULL,
  title TEXT NOT NULL,
  printed_name TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  native_name TEXT NOT NULL,
  job_title TEXT NOT NULL,
  delegation TEXT NOT NULL,
  administration TEXT NOT NULL,
  email TEXT NOT NULL,
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
  extra TEXT NOT NULL DEFAULT '{}',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  hub_seq INTEGER,
  wall INTEGER NOT NULL,
  sweep INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Ids are made of the event's: they do not repeat in another.
CREATE UNIQUE INDEX delegate_by_id ON delegate (id);
-- Heads of delegation and VIPs are few: their arrivals are found by the person.
CREATE INDEX delegate_of_protocol ON delegate (event_id) WHERE ${isOfProtocol};
-- A delegation's roster is asked for after every check-in while its screen is open.
-- Without the event, of which a store holds few: a third less is written for each new row.
CREATE INDEX delegate_by_delegation ON delegate (delegation);
-- What changed since a check of the badges. An import writes it in its order: a few pages at the end.
CREATE INDEX delegate_by_writing ON delegate (wall, event_id);

-- Which code leads to whom. Hashes of ticket codes are as good as random: as an index of the table above,
-- each row of an import would change (encrypt, log) a page of its own. Apart, the import writes them
-- beforehand in their order; a code whose delegate is not there yet leads nowhere. Tickets of other
-- systems are among the hashes; who reads one checks that the delegate still has it.
CREATE TABLE ticket_hash (
  code TEXT NOT NULL,
  delegate_id TEXT NOT NULL,
  PRIMARY KEY (code, delegate_id)
) STRICT, WITHOUT ROWID;

-- Other codes of a delegate are among them; who reads one checks that the delegate still has it.
CREATE TABLE registration_code (
  code TEXT NOT NULL COLLATE NOCASE,
  delegate_id TEXT NOT NULL,
  PRIMARY KEY (code, delegate_id)
) STRICT, WITHOUT ROWID;

-- How many delegates there are of each status and each choice of days ('': every day): the footer asks after every
-- check-in who is expected on a day. Kept by triggers, so that nothing that writes delegates (a purge, a store that is
-- rebuilt) can leave it other than the rows.
CREATE TABLE roster_count (
  event_id TEXT NOT NULL,
  status TEXT NOT NULL,
  days TEXT NOT NULL,
  delegates INTEGER NOT NULL CHECK (delegates >= 0),
  PRIMARY KEY (event_id, status, days)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER delegate_comes AFTER INSERT ON delegate WHEN NEW.deleted = 0 BEGIN
  INSERT INTO roster_count (event_id, status, days, delegates) VALUES (NEW.event_id, NEW.status, coalesce(NEW.days, ''), 1)
    ON CONFLICT (event_id, status, days) DO UPDATE SET delegates = delegates + 1;
END;
CREATE TRIGGER delegate_goes AFTER DELETE ON delegate WHEN OLD.deleted = 0 BEGIN
  UPDATE roster_count SET delegates = delegates - 1
    WHERE event_id = OLD.event_id AND status = OLD.status AND days = coalesce(OLD.days, '');
END;
CREATE TRIGGER delegate_changes AFTER UPDATE OF status, days, deleted ON delegate
WHEN OLD.status <> NEW.status OR OLD.days IS NOT NEW.days OR OLD.deleted <> NEW.deleted BEGIN
  UPDATE roster_count SET delegates = delegates - 1
    WHERE event_id = OLD.event_id AND status = OLD.status AND days = coalesce(OLD.days, '') AND OLD.deleted = 0;
  INSERT INTO roster_count (event_id, status, days, delegates)
    SELECT NEW.event_id, NEW.status, coalesce(NEW.days, ''), 1 WHERE NEW.deleted = 0
    ON CONFLICT (event_id, status, days) DO UPDATE SET delegates = delegates + 1;
END;

-- Search words of a delegate (db/roster/search-index.ts), by the delegate's rid. Contentless: the names
-- themselves are not kept twice. Queries never ask for word order or column, so neither is stored.
CREATE VIRTUAL TABLE delegate_search USING fts5 (
  words, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'ascii', detail = 'none'
);
-- By itself FTS5 rewrites a whole segment once a tenth of it is deleted: up to a second in which no
-- check-in could be written. The ordinary merges, a few pages at a time, clear deletions away as well.
INSERT INTO delegate_search (delegate_search, rank) VALUES ('deletemerge', 0);

-- What the last import of a list changed here, so that it can be undone. Personal data: purged with the roster.
CREATE TABLE imported (
  delegate_id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL,
  -- Of the import, as in the delegate's row.
  wall INTEGER NOT NULL,
  -- The last entry of the activity log when the import began: what was exported since stands in later rows.
  activity INTEGER NOT NULL,
  -- The last row of the ledger when the import began: what the list booked stands in later rows.
  fact INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('added', 'restored', 'changed')),
  -- The changed fields as the row kept them and keeps them now (JSON); empty for a person who was added.
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  -- A registration that the import ended, until its badges are void and its places given up: the id of who
  -- imported, or '' where nobody had signed in. Null otherwise.
  ending TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX imported_ending ON imported (event_id) WHERE ending IS NOT NULL;

CREATE TABLE delegate_photo (
  event_id TEXT NOT NULL,
  delegate_id TEXT NOT NULL,
  -- Null with its picture where the photo was removed.
  sha256 TEXT CHECK (length(sha256) = 64),
  -- UTC milliseconds: the later photo of a delegate replaces the earlier one at every station.
  taken INTEGER NOT NULL,
  -- JPEG within domain/roster/photo.ts. Last: what goes before it is read without it.
  picture BLOB,
  PRIMARY KEY (event_id, delegate_id),
  CHECK ((sha256 IS NULL) = (picture IS NULL))
) STRICT;

-- Photos that the hub may not have. Apart: a mark in the row above would be written with its picture.
CREATE TABLE photo_to_send (delegate_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;
