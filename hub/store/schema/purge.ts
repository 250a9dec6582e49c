import type { ColumnTypes } from './column-types.ts';

/** Retention rule, purges, and what a purge must find again. Times are UTC milliseconds. */
export function purge({ int, text, end }: ColumnTypes): string {
  return `
-- The rule that holds, and when the warning before a purge was first noticed.
CREATE TABLE retention (
  single ${int} PRIMARY KEY CHECK (single = 1),
  -- JSON of domain/privacy/retention.ts.
  rule ${text} NOT NULL,
  -- Null while it is the one that holds by itself.
  set_by ${text},
  set_at ${int},
  warned_at ${int}
${end};

-- Asked for by one person, to be approved by another.
CREATE TABLE person_request (
  id ${text} PRIMARY KEY,
  kind ${text} NOT NULL CHECK (kind IN ('purge', 'tickets', 'records')),
  said ${text},
  -- JSON of domain/operators/people.ts.
  requested_by ${text} NOT NULL,
  requested_at ${int} NOT NULL,
  state ${text} NOT NULL CHECK (state IN ('open', 'approved', 'withdrawn'))
${end};

-- Orders, and what the hub itself deleted. Never deleted: that something was purged is no personal data of the purged.
CREATE TABLE purge (
  id ${text} PRIMARY KEY,
  -- JSON of the signed order.
  signed ${text} NOT NULL,
  ordered ${int} NOT NULL,
  -- JSON of part -> count, as far as it is carried out.
  counts ${text} NOT NULL,
  -- JSON of the files that were left.
  files_left ${text} NOT NULL,
  -- JSON of what people declared destroyed, here and at stations.
  declared ${text} NOT NULL,
  emptied ${int} NOT NULL CHECK (emptied IN (0, 1)),
  done ${int}
${end};

-- The stations' signed words that they carried an order out.
CREATE TABLE purge_confirmation (
  purge_id ${text} NOT NULL,
  station ${text} NOT NULL,
  signed ${text} NOT NULL,
  received ${int} NOT NULL,
  PRIMARY KEY (purge_id, station)
${end};

-- Backups that the hub made, so that a purge finds them; only what is still the same file is deleted. Written down
-- before the backup is made (with zeros for its hash): a store that is restored from one knows of it.
CREATE TABLE written_file (
  path ${text} PRIMARY KEY,
  sha256 ${text} NOT NULL CHECK (length(sha256) = 64),
  written ${int} NOT NULL
${end};
`;
}
