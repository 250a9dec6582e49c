import type { StoreKind } from '../store-kind.ts';

/** What the hub keeps of closed days. */
export function dayReports(kind: StoreKind): string {
  const sqlite = kind === 'sqlite';
  const int = sqlite ? 'INTEGER' : 'BIGINT';
  const text = sqlite ? 'TEXT' : 'TEXT COLLATE "C"';
  const end = sqlite ? ') STRICT' : ')';
  return `
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
  kiosk ${text},
  operator_id ${text},
  -- The file, to the byte.
  signed ${text} NOT NULL,
  UNIQUE (day, revision),
  CHECK ((kiosk IS NULL) = (operator_id IS NULL))
${end};

-- The day that kiosks are asked to close: they hear of it at their next handshake.
CREATE TABLE day_call (
  single ${int} PRIMARY KEY CHECK (single = 1),
  day ${text} NOT NULL,
  called_at ${int} NOT NULL
${end};
`;
}
