/**
 * The station's side of syncing with a hub. Times (`wall`) are UTC milliseconds. Secrets (token,
 * private key) are in the settings, wrapped by the operating system's keychain, and not here.
 */
export const sync = `
-- The hub that this station belongs to, and where it stands in the hub's streams.
CREATE TABLE hub_link (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  hub TEXT NOT NULL,
  hub_name TEXT NOT NULL,
  url TEXT NOT NULL,
  -- PEM of the hub's own certificate authority; nothing else is trusted.
  authority TEXT NOT NULL,
  -- Raw Ed25519 key (base64) that signs stop lists.
  hub_key TEXT NOT NULL,
  -- Null until the first handshake: cursors of another epoch mean nothing.
  epoch TEXT,
  roster_seq INTEGER NOT NULL DEFAULT 0,
  event_seq INTEGER NOT NULL DEFAULT 0,
  photo_seq INTEGER NOT NULL DEFAULT 0,
  -- Highest sequence number of the current incarnation that the hub has confirmed. A hint for the screen only.
  acked_kseq INTEGER NOT NULL DEFAULT 0,
  directory_version TEXT NOT NULL DEFAULT '',
  last_contact INTEGER,
  clock_offset INTEGER,
  -- Hub's clock minus that of most stations, where it is the hub's that is to be doubted.
  hub_clock_off INTEGER,
  -- Hash of the hub's event file, and the names (JSON list) of the stations that work with another one.
  hub_event_file TEXT,
  other_event_files TEXT NOT NULL DEFAULT '[]',
  -- When roster and stop list were last known to be what the hub has.
  roster_as_of INTEGER,
  stop_list_as_of INTEGER,
  -- Up to which number of the hub's stream of facts the roster contains the hub's own changes.
  changes_seq INTEGER NOT NULL DEFAULT 0,
  -- Whether the stop list that the last directory brought was the hub's own: else it does not get younger.
  directory_trusted INTEGER NOT NULL DEFAULT 0 CHECK (directory_trusted IN (0, 1)),
  -- Facts of this station in the hub's quarantine.
  quarantined INTEGER NOT NULL DEFAULT 0,
  -- Operators of this station that the hub has no room for.
  operators_refused INTEGER NOT NULL DEFAULT 0,
  -- A whole pull of the roster marks what it sees; what bears another mark at its end is gone.
  sweep INTEGER NOT NULL DEFAULT 0,
  sweeping INTEGER NOT NULL DEFAULT 0 CHECK (sweeping IN (0, 1)),
  wall INTEGER NOT NULL
) STRICT;

CREATE TABLE known_station (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('desk', 'kiosk', 'door')),
  public_key TEXT NOT NULL,
  certificate TEXT NOT NULL,
  joined INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('enrolled', 'revoked', 'replaced')),
  last_seen INTEGER
) STRICT, WITHOUT ROWID;

-- Raw Ed25519 keys (base64) of the event's earlier hubs. own: 1 for those that this station itself belonged to.
CREATE TABLE former_hub (
  public_key TEXT PRIMARY KEY,
  own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Operators of every station, as the hub's last directory named them. Without a role only the name is known: nobody
-- chooses a PIN for them here. desk: where they were made.
CREATE TABLE known_operator (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT,
  desk TEXT,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

-- The stop lists in force, as hubs signed them (JSON), none of which holds everything of another; and whom and what
-- they stop together, to look up.
CREATE TABLE stop_list (
  signature TEXT PRIMARY KEY,
  signed TEXT NOT NULL
) STRICT;

CREATE TABLE stop_entry (
  kind TEXT NOT NULL CHECK (kind IN ('delegate', 'badge')),
  value TEXT NOT NULL,
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;

-- The chains of other stations and of this one's earlier lives, as far as this store holds them.
CREATE TABLE held_chain (
  station TEXT NOT NULL,
  incarnation INTEGER NOT NULL,
  last_kseq INTEGER NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  PRIMARY KEY (station, incarnation)
) STRICT, WITHOUT ROWID;

-- Links that their author signed: each proves its chain up to there, to whoever it is relayed.
CREATE TABLE signed_head (
  station TEXT NOT NULL,
  incarnation INTEGER NOT NULL,
  kseq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  signature TEXT NOT NULL,
  -- When a hub first had it (UTC milliseconds), and that hub's signature of it; null until the hub said so.
  received INTEGER,
  receipt TEXT,
  PRIMARY KEY (station, incarnation, kseq, hash)
) STRICT, WITHOUT ROWID;

-- Links that keep their place in the chain and say nothing. aside: 0 of a form that this version does not know, read
-- again by a later one; 1 in the hub's quarantine; 2 more than its author's mode may say, as this station judges it;
-- 3 disregarded by an order of two persons.
CREATE TABLE unknown_event (
  station TEXT NOT NULL,
  incarnation INTEGER NOT NULL,
  kseq INTEGER NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  -- Of a fact whose form is right.
  id TEXT,
  body TEXT NOT NULL,
  salt TEXT,
  personal TEXT,
  hub_seq INTEGER,
  effective TEXT,
  aside INTEGER NOT NULL CHECK (aside IN (0, 1, 2, 3)),
  wall INTEGER NOT NULL,
  PRIMARY KEY (station, incarnation, kseq)
) STRICT, WITHOUT ROWID;

-- The text of a fact where it says more than the columns of attendance_event hold (a newer version wrote it).
CREATE TABLE event_body (
  attendance_id TEXT PRIMARY KEY REFERENCES attendance_event (id),
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Links of a chain that was written anew (cloned or rolled back disk): what they were before.
CREATE TABLE superseded_event (
  station TEXT NOT NULL,
  incarnation INTEGER NOT NULL,
  kseq INTEGER NOT NULL,
  attendance_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  wall INTEGER NOT NULL,
  -- One fact may have had one number twice, after different predecessors.
  PRIMARY KEY (station, incarnation, kseq, hash)
) STRICT, WITHOUT ROWID;
-- Orders on records that came to this desk from a hub after the event's first, and the supervisor who agreed to each
-- (UTC milliseconds, operator id). An order that is not named here is in force. applied: all records held follow it.
CREATE TABLE held_judgement (
  id TEXT PRIMARY KEY,
  agreed_wall INTEGER,
  agreed_by TEXT,
  applied INTEGER NOT NULL DEFAULT 0 CHECK (applied IN (0, 1)),
  CHECK ((agreed_wall IS NULL) = (agreed_by IS NULL))
) STRICT, WITHOUT ROWID;

-- Disregarded links, for lists that show them as unconfirmed.
CREATE INDEX unknown_event_disregarded ON unknown_event (station) WHERE aside = 3;
CREATE INDEX unknown_event_by_fact ON unknown_event (id) WHERE id IS NOT NULL;
CREATE INDEX superseded_event_by_fact ON superseded_event (attendance_id);
`;
