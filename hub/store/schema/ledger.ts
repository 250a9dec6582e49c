import type { ColumnTypes } from './column-types.ts';

/** Facts, the roster, and the streams in which stations read them. */
export function ledger({ int, text, end }: ColumnTypes): string {
  return `
-- The row of a stream is locked first by whoever writes to it: numbers are dense and in the order of
-- commits, so that no reader can step past one that is committed later.
CREATE TABLE stream (
  name ${text} PRIMARY KEY CHECK (name IN ('roster', 'events', 'photos')),
  seq ${int} NOT NULL,
  kept_from ${int} NOT NULL,
  -- Whether any order on records stands in it: whoever locks the row knows without a look at the facts.
  has_orders ${int} NOT NULL DEFAULT 0 CHECK (has_orders IN (0, 1))
${end};
INSERT INTO stream (name, seq, kept_from) VALUES ('roster', 0, 0), ('events', 0, 0), ('photos', 0, 0);

CREATE TABLE chain (
  station ${text} NOT NULL,
  incarnation ${int} NOT NULL,
  last_kseq ${int} NOT NULL,
  hash ${text} NOT NULL CHECK (length(hash) = 64),
  effective ${text},
  PRIMARY KEY (station, incarnation)
${end};

CREATE TABLE attendance_event (
  station ${text} NOT NULL,
  incarnation ${int} NOT NULL,
  kseq ${int} NOT NULL,
  hash ${text} NOT NULL CHECK (length(hash) = 64),
  body ${text} NOT NULL,
  id ${text},
  -- The id of a fact that does not count, although its form is right.
  silent_id ${text},
  event_id ${text},
  type ${text},
  delegate_id ${text},
  checkpoint ${text},
  target_id ${text},
  operator_id ${text},
  local_day ${text},
  badge_serial ${text},
  hlc ${text},
  effective ${text},
  wall ${int},
  commitment ${text},
  seq ${int} CHECK (seq IS NULL OR id IS NOT NULL),
  relayed_by ${text},
  received ${int} NOT NULL,
  -- Of a link that its author signed, which proves the chain up to there. When a hub first had it
  -- (UTC milliseconds), and that hub's signature of it.
  signature ${text},
  first_received ${int},
  receipt ${text},
  CHECK ((signature IS NULL) = (first_received IS NULL) AND (signature IS NULL) = (receipt IS NULL)),
  PRIMARY KEY (station, incarnation, kseq)
${end};
CREATE UNIQUE INDEX attendance_event_by_seq ON attendance_event (seq) WHERE seq IS NOT NULL;
-- Exactly once in the stream, whatever chains hold it.
CREATE UNIQUE INDEX attendance_event_once ON attendance_event (id) WHERE seq IS NOT NULL;
CREATE INDEX attendance_event_silent ON attendance_event (silent_id)
  WHERE silent_id IS NOT NULL;
CREATE INDEX attendance_event_by_target ON attendance_event (target_id)
  WHERE target_id IS NOT NULL AND seq IS NOT NULL;
CREATE INDEX attendance_event_admissions ON attendance_event (delegate_id, checkpoint, local_day)
  WHERE type = 'admitted' AND seq IS NOT NULL;
CREATE INDEX attendance_event_roster_changes ON attendance_event (seq)
  WHERE type IN ('walk-in-registered', 'spelling-corrected', 'person-changed', 'delegate-replaced') AND seq IS NOT NULL;
CREATE INDEX attendance_event_registrations ON attendance_event (delegate_id)
  WHERE type IN ('spelling-corrected', 'person-changed', 'delegate-replaced', 'registration-changed') AND seq IS NOT NULL;
-- The badges of a person, and what is recorded about a badge.
CREATE INDEX attendance_event_issues ON attendance_event (delegate_id)
  WHERE type = 'badge-issued' AND seq IS NOT NULL;
CREATE INDEX attendance_event_badges ON attendance_event (badge_serial)
  WHERE type IN ('badge-printed', 'badge-handed-over', 'badge-voided') AND seq IS NOT NULL;
-- The places of a session, and the sessions of a person.
CREATE INDEX attendance_event_bookings ON attendance_event (checkpoint)
  WHERE type = 'booking-changed' AND seq IS NOT NULL;
CREATE INDEX attendance_event_booked ON attendance_event (delegate_id)
  WHERE type = 'booking-changed' AND seq IS NOT NULL;
CREATE INDEX attendance_event_secrets ON attendance_event (event_id)
  WHERE type = 'secret-renewed' AND seq IS NOT NULL;
CREATE INDEX attendance_event_versions ON attendance_event (event_id)
  WHERE type = 'event-changed' AND seq IS NOT NULL;
-- Orders of two persons on the records of a station: few, and looked at by every push.
CREATE INDEX attendance_event_orders ON attendance_event (seq)
  WHERE type = 'facts-judged' AND seq IS NOT NULL;

-- What else stands in the stream, so that stations hold whole chains: second places of facts, what lies in
-- quarantine, and facts whose payload came after them, for desks that have them bare.
CREATE TABLE streamed_place (
  seq ${int} PRIMARY KEY,
  station ${text} NOT NULL,
  incarnation ${int} NOT NULL,
  kseq ${int} NOT NULL
${end};

-- Personal payloads lie apart from the chain, so that a purge leaves the chain verifiable.
CREATE TABLE personal (
  event_id ${text} PRIMARY KEY,
  salt ${text} NOT NULL,
  payload ${text} NOT NULL
${end};

CREATE TABLE quarantine (
  id ${text} PRIMARY KEY,
  station ${text} NOT NULL,
  incarnation ${int} NOT NULL,
  kseq ${int} NOT NULL,
  hash ${text} NOT NULL,
  pushed_by ${text} NOT NULL,
  reason ${text} NOT NULL,
  raw ${text} NOT NULL,
  size ${int} NOT NULL,
  received ${int} NOT NULL,
  -- A station that pushes the same again and again fills no disk.
  UNIQUE (station, incarnation, kseq, hash, reason, pushed_by)
${end};
CREATE INDEX quarantine_by_pusher ON quarantine (pushed_by, reason, size);

CREATE TABLE delegate (
  id ${text} PRIMARY KEY,
  registration_key ${text} NOT NULL UNIQUE,
  status ${text} NOT NULL CHECK (status IN ('confirmed', 'pending', 'cancelled', 'revoked')),
  data ${text} NOT NULL,
  basis ${text},
  deleted ${int} NOT NULL CHECK (deleted IN (0, 1)),
  seq ${int} NOT NULL UNIQUE,
  changed_at ${int} NOT NULL
${end};

-- The newest photo of each delegate; a newer one takes the next number of its stream. A row without a picture says
-- that the photo was removed. picture: JPEG in base64, as it goes over the wire.
CREATE TABLE photo (
  delegate_id ${text} PRIMARY KEY,
  sha256 ${text} CHECK (length(sha256) = 64),
  picture ${text},
  taken ${int} NOT NULL,
  -- Where a connector found it, as a digest: a desk's own photo, which has none, is not replaced by it.
  origin ${text},
  seq ${int} NOT NULL UNIQUE,
  CHECK ((sha256 IS NULL) = (picture IS NULL))
${end};

-- Reports that were issued, each tied to the one before it. No personal data: they outlive every purge.
CREATE TABLE day_report (
  number ${int} PRIMARY KEY CHECK (number > 0),
  day ${text} NOT NULL,
  revision ${int} NOT NULL CHECK (revision > 0),
  -- SHA-256 of the file, by which the next report names this one.
  hash ${text} NOT NULL CHECK (length(hash) = 64),
  -- Where the stream of events stood: what came later about the day reopens it.
  events_seq ${int} NOT NULL,
  issued_at ${int} NOT NULL,
  -- The desk and its operator; both null where the day was closed at the hub itself.
  station ${text},
  operator_id ${text},
  -- The file, to the byte.
  signed ${text} NOT NULL,
  UNIQUE (day, revision),
  CHECK ((station IS NULL) = (operator_id IS NULL))
${end};

-- The day that stations are asked to close: they hear of it at their next handshake.
CREATE TABLE day_call (
  single ${int} PRIMARY KEY CHECK (single = 1),
  day ${text} NOT NULL,
  called_at ${int} NOT NULL
${end};
`;
}
