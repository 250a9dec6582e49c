import type { ColumnTypes } from './column-types.ts';

/** Positions of connectors, the people they know by outside id, and what could not be processed. */
export function connectors({ int, text, end }: ColumnTypes): string {
  return `
CREATE TABLE connector (
  name ${text} PRIMARY KEY,
  settings ${text} NOT NULL,
  roster_cursor ${text},
  -- Up to this number of the stream of facts everything was sent, parked, or is none of its business.
  sent_seq ${int} NOT NULL,
  pull_at ${int} NOT NULL,
  pull_failures ${int} NOT NULL,
  pull_error ${text},
  pulled_at ${int},
  push_at ${int} NOT NULL,
  push_failures ${int} NOT NULL,
  push_error ${text},
  pushed_at ${int},
  clock_offset ${int}
${end};

-- Values are kept as keyed digests only: enough to see that the other side says something new.
CREATE TABLE connector_person (
  connector ${text} NOT NULL REFERENCES connector (name) ON DELETE CASCADE,
  outside_id ${text} NOT NULL,
  delegate_id ${text} NOT NULL,
  handle ${text} NOT NULL,
  said ${text} NOT NULL,
  gone ${int} NOT NULL CHECK (gone IN (0, 1)),
  PRIMARY KEY (connector, outside_id)
${end};
CREATE INDEX connector_person_by_delegate ON connector_person (connector, delegate_id);

CREATE TABLE connector_parked (
  connector ${text} NOT NULL REFERENCES connector (name) ON DELETE CASCADE,
  kind ${text} NOT NULL CHECK (kind IN ('person', 'fact')),
  id ${text} NOT NULL,
  reason ${text} NOT NULL,
  parked_at ${int} NOT NULL,
  PRIMARY KEY (connector, kind, id)
${end};
`;
}
