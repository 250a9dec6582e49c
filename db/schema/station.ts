/** The station, its event, operators and written files. Times (`wall`) are UTC milliseconds. */
export const station = `
CREATE TABLE station (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  station TEXT NOT NULL,
  station_number TEXT NOT NULL CHECK (length(station_number) = 8),
  incarnation INTEGER NOT NULL CHECK (incarnation > 0),
  last_kseq INTEGER NOT NULL,
  chain_head TEXT NOT NULL CHECK (length(chain_head) = 64),
  hlc TEXT NOT NULL,
  last_badge_count INTEGER NOT NULL,
  -- How often facts that were here already lost their word or got another place in the order: what is kept in memory
  -- of facts is then read anew.
  refolds INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  id TEXT PRIMARY KEY,
  file TEXT NOT NULL,
  -- Counted by the hub: 1 until it saves another file.
  version INTEGER NOT NULL,
  -- Ids of the versions that this one replaces (JSON), and a hub's signature of it; null without one.
  replaces TEXT NOT NULL,
  signature TEXT,
  secret BLOB CHECK (length(secret) = 32),
  -- Signs tickets (PKCS #8 DER, base64); at the station alone that created the event.
  ticket_key TEXT,
  wall INTEGER NOT NULL
) STRICT;

CREATE TABLE operator (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN
    ('operator', 'supervisor', 'protocol', 'security-officer', 'data-protection-officer', 'organiser')),
  pin_hash TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  blocked_until INTEGER NOT NULL DEFAULT 0,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  -- Who alone made them or chose their PIN; NULL once two people or the hub vouched.
  made_by TEXT,
  -- They chose the PIN themselves since: nobody else knows it.
  own_pin INTEGER NOT NULL DEFAULT 0 CHECK (own_pin IN (0, 1)),
  wall INTEGER NOT NULL
) STRICT;

-- Who searched, printed in batches, opened or exported what. Personal data: purged with the roster.
CREATE TABLE activity (
  id INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('search', 'opened', 'batch', 'export', 'evacuation-list', 'settings')),
  operator_id TEXT,
  delegate_id TEXT,
  -- What was asked for; for a search its words.
  detail TEXT NOT NULL,
  wall INTEGER NOT NULL
) STRICT;
CREATE INDEX activity_by_event ON activity (event_id);

-- Files with personal data that this station wrote, so that a purge finds them; written down before the first byte.
CREATE TABLE written_file (
  path TEXT NOT NULL,
  event_id TEXT NOT NULL,
  -- Only what is still the same is deleted. Empty for a name of ours alone: whatever lies there is deleted.
  sha256 TEXT NOT NULL CHECK (length(sha256) IN (0, 64)),
  wall INTEGER NOT NULL,
  -- While one is replaced, either may lie there.
  PRIMARY KEY (path, sha256)
) STRICT, WITHOUT ROWID;

-- Folders that hold copies of this store, written down before the first copy; they go when they are seen erased.
CREATE TABLE copy_place (
  -- The mark that lies in the folder: two disks that take turns have one path.
  id TEXT PRIMARY KEY,
  path TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
