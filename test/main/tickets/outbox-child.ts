import { openStore } from '../../../db/station/open.ts';
import { nextTicketMail } from '../../../db/tickets.ts';
import type { SmtpSettings } from '../../../domain/tickets/ticket-mail.ts';
import { createOutbox } from '../../../main/tickets/outbox.ts';
import { createSmtpLine } from '../../../main/tickets/smtp.ts';

/** A station that sends everything that waits in this store; for tests that kill it. */
const [path = '', port = ''] = process.argv.slice(2);
const db = openStore({ path, key: Buffer.alloc(32, 3), nativeBinding: undefined });
const settings: SmtpSettings = {
  host: '127.0.0.1',
  port: Number(port),
  security: 'plain',
  user: '',
  fromName: 'Events',
  fromAddress: 'events@example.org',
  replyTo: null,
  perMinute: 600,
};
let skipped = 0;
const outbox = createOutbox({
  db,
  clock: () => Date.now() + skipped,
  line: async () => createSmtpLine({ settings, password: null }),
  compose: async ({ address }) => ({
    message: Buffer.from(`To: ${address}\r\nSubject: Ticket\r\n\r\nCode\r\n`),
    ticket: 'first',
  }),
  pace: () => 0,
  onChange: () => {
    if (nextTicketMail(db) === undefined) void outbox.stop().then(() => db.close());
  },
  log: {
    info: () => {},
    error: (about) => {
      throw Object.assign(new Error('the outbox stopped'), about);
    },
  },
  // No real wait: the clock advances instead.
  wait: (milliseconds, then) => {
    skipped += milliseconds;
    const soon = setImmediate(then);
    return () => clearImmediate(soon);
  },
});
outbox.nudge();
