/** Tickets by e-mail: the outbox of this station, which is not synced. */
export const tickets = `
CREATE TABLE ticket_mail (
  id INTEGER PRIMARY KEY,
  event_id TEXT NOT NULL,
  -- One act of sending, to many or to one.
  mailing TEXT NOT NULL,
  delegate_id TEXT NOT NULL,
  address TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused', 'perhaps', 'bounced', 'stopped')),
  -- Hash of the ticket that it carries, from the first attempt on.
  ticket TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0,
  -- UTC milliseconds: not before this.
  next_at INTEGER NOT NULL,
  -- The last answer of the mail server.
  answer TEXT NOT NULL DEFAULT '',
  -- UTC milliseconds of the last change; next_at counts from it.
  wall INTEGER NOT NULL,
  -- Stop was pressed while it was being sent: it never waits again.
  stop_asked INTEGER NOT NULL DEFAULT 0 CHECK (stop_asked IN (0, 1)),
  UNIQUE (mailing, delegate_id)
) STRICT;
-- The next one to send, and those that a crash left.
CREATE INDEX ticket_mail_open ON ticket_mail (state, next_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX ticket_mail_of_delegate ON ticket_mail (delegate_id);
`;
