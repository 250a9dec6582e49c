/** The close of a day, and the reports about it. Times are UTC milliseconds. */
export const dayClose = `
-- Few among many: looked for at each sync, and whenever the page of the close is shown.
CREATE INDEX attendance_event_by_close ON attendance_event (kiosk, incarnation, kseq)
  WHERE type IN ('day-closed', 'finding-resolved');

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
