import type { ColumnTypes } from './column-types.ts';

/** The hub itself, its stations and their operators. */
export function stations({ int, text, end }: ColumnTypes): string {
  return `
CREATE TABLE hub (
  single ${int} PRIMARY KEY CHECK (single = 1),
  id ${text} NOT NULL,
  name ${text} NOT NULL,
  epoch ${text} NOT NULL,
  public_key ${text} NOT NULL,
  private_key ${text} NOT NULL,
  event_id ${text} NOT NULL,
  event_file ${text} NOT NULL,
  event_version ${int} NOT NULL,
  event_replaces ${text} NOT NULL,
  event_version_id ${text} NOT NULL CHECK (length(event_version_id) = 64),
  event_secret ${text} NOT NULL CHECK (length(event_secret) = 64),
  ticket_key ${text},
  directory_version ${int} NOT NULL,
  -- Another one with each version: a number may come again, where a backup was put back unannounced.
  directory_mark ${text} NOT NULL
${end};

-- Other versions of the event that this hub has the file of: earlier ones, and those that stations
-- brought back. Who saved which and when is in the hubs' chains. replaces: ids as JSON.
CREATE TABLE event_version (
  id ${text} PRIMARY KEY CHECK (length(id) = 64),
  version ${int} NOT NULL,
  file ${text} NOT NULL,
  replaces ${text} NOT NULL
${end};

-- Raw Ed25519 keys (base64) of the event's earlier hubs, which signed the chains that stations bring of them. named_by:
-- id of the desk that named it; '' for a hub of the desk that took over itself, which is proven.
CREATE TABLE former_hub (
  public_key ${text} NOT NULL,
  named_by ${text} NOT NULL,
  PRIMARY KEY (public_key, named_by)
${end};

-- Facts of earlier hubs that the roster contained as a desk gave it to this one.
CREATE TABLE seeded_change (
  id ${text} PRIMARY KEY
${end};

CREATE TABLE station (
  id ${text} PRIMARY KEY,
  name ${text} NOT NULL,
  mode ${text} NOT NULL CHECK (mode IN ('desk', 'kiosk', 'door')),
  public_key ${text} NOT NULL,
  certificate ${text} NOT NULL,
  joined_at ${int} NOT NULL,
  token_hash ${text} UNIQUE,
  state ${text} NOT NULL CHECK (state IN ('enrolled', 'revoked', 'replaced')),
  replaced_by ${text},
  enrolled_at ${int},
  last_seen ${int},
  last_request ${int} NOT NULL,
  clock_offset ${int},
  event_file ${text},
  event_version ${int},
  version ${text} NOT NULL,
  own_incarnation ${int} NOT NULL,
  own_kseq ${int} NOT NULL
${end};

CREATE TABLE chain_said (
  station ${text} NOT NULL,
  incarnation ${int} NOT NULL,
  last_kseq ${int} NOT NULL,
  PRIMARY KEY (station, incarnation)
${end};

-- What each station last said of its health. Apart from its row, which is written whole when it enrols anew.
CREATE TABLE station_health (
  station ${text} PRIMARY KEY,
  health ${text} NOT NULL,
  heard ${int} NOT NULL
${end};

-- How far each station read the roster, for the report of a lost one.
CREATE TABLE station_pull (
  station ${text} PRIMARY KEY,
  roster_seq ${int} NOT NULL,
  pulled ${int} NOT NULL
${end};

CREATE TABLE invite (
  code_hash ${text} PRIMARY KEY,
  mode ${text},
  name ${text} NOT NULL,
  replaces ${text},
  takeover ${int} NOT NULL CHECK (takeover IN (0, 1)),
  expires ${int} NOT NULL,
  used_by ${text}
${end};

CREATE TABLE operator (
  id ${text} PRIMARY KEY,
  name ${text} NOT NULL,
  role ${text},
  vouched_by ${text},
  waiting ${int} NOT NULL CHECK (waiting IN (0, 1)),
  active ${int} NOT NULL CHECK (active IN (0, 1))
${end};

CREATE TABLE stop_list (
  single ${int} PRIMARY KEY CHECK (single = 1),
  signed ${text} NOT NULL
${end};
`;
}
