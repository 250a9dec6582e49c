import type { Mutation } from '../mutation.ts';

const disk = 'test/security/kiosk-disk.test.ts';
const renewal = 'test/hub/tickets/renew-tickets.test.ts';

/** Faults of what stations hold of tickets and ids, and of renewed tickets. */
export const tickets: readonly Mutation[] = [
  {
    name: 'a kiosk receives the event secret',
    caughtBy: 'test/hub/stations/enrolment.test.ts',
    edits: [
      {
        file: 'hub/stations/enrolment.ts',
        find: "const secret = mode === 'desk' ? event.secret : null;",
        put: 'const { secret } = event;',
      },
    ],
  },
  {
    name: 'a kiosk that says that it is a desk gets the secret after a take-over',
    caughtBy: 'test/hub/stations/enrolment.test.ts',
    edits: [
      {
        file: 'hub/stations/enrolment.ts',
        find: '  return row.mode;',
        put: '  return request.mode;',
      },
    ],
  },
  {
    name: 'a kiosk keeps the secret that it had as a desk',
    caughtBy: disk,
    edits: [
      {
        file: 'main/app/start/load-event.ts',
        find: 'forgotSecret: !sources.keepsSecret && forgetSecrets(db)',
        put: 'forgotSecret: !sources.keepsSecret && !forgetSecrets',
      },
    ],
  },
  {
    name: 'a forgotten secret stays on a free page',
    caughtBy: 'test/db/events.test.ts',
    edits: [{ file: 'db/event/events.ts', find: "  db.pragma('secure_delete = ON');\n", put: '' }],
  },
  {
    name: 'an id is not keyed',
    caughtBy: 'test/domain/delegate-id.test.ts',
    edits: [
      {
        file: 'domain/tickets/issued-codes.ts',
        find: 'crypto.hmac(eventSecret, name)',
        put: 'crypto.sha256(name)',
      },
    ],
  },
  {
    name: 'a ticket’s hash is over the code without the event',
    caughtBy: 'test/domain/issued-codes.test.ts',
    edits: [
      {
        file: 'domain/tickets/issued-codes.ts',
        find: 'crypto.sha256(concatBytes(uuidBytes(eventId), utf8(code)))',
        put: 'crypto.sha256(concatBytes(uuidBytes(eventId).slice(16), utf8(code)))',
      },
    ],
  },
  {
    name: 'a door takes the hash that it holds for a code',
    caughtBy: 'test/main/doors/door-codes.test.ts',
    edits: [
      {
        file: 'main/check-in/examine.ts',
        find: '  if (isCodeHash(code)) return null;\n',
        put: '',
      },
    ],
  },
  {
    name: 'a door admits somebody whom it cannot name',
    caughtBy: 'test/main/doors/door-codes.test.ts',
    edits: [
      {
        file: 'main/check-in/examine.ts',
        find: "scan.kind === 'signed' && standing !== 'valid'",
        put: "scan.kind === 'signed' && standing === 'replaced'",
      },
    ],
  },
  {
    name: 'a door admits a registration code unasked',
    caughtBy: 'test/domain/door.test.ts',
    edits: [
      {
        file: 'domain/doors/door.ts',
        find: "policy: isAsked ? 'ask' : checkpoint.tickets",
        put: 'policy: isAsked ? checkpoint.tickets : checkpoint.tickets',
      },
    ],
  },
  {
    name: 'an old ticket admits after its renewal',
    caughtBy: 'test/main/kiosk/renewed-tickets.test.ts',
    edits: [
      {
        file: 'main/check-in/examine.ts',
        find: "return isNewest ? 'valid' : 'replaced';",
        put: "return isNewest ? 'valid' : 'valid';",
      },
    ],
  },
  {
    name: 'a renewal gives the code that there was',
    caughtBy: 'test/domain/issued-codes.test.ts',
    edits: [
      {
        file: 'domain/tickets/issued-codes.ts',
        find: 'renewal - back)',
        put: '0 * (renewal - back))',
      },
    ],
  },
  {
    name: 'a restored hub takes an old ticket again',
    caughtBy: renewal,
    edits: [
      {
        file: 'hub/roster/roster-facts.ts',
        find: 'withCodes(changed, registration.values.ticketRenewal, making)',
        put: 'withCodes(changed, undefined, making)',
      },
    ],
  },
  {
    name: 'everybody’s tickets are renewed before their codes can be written',
    caughtBy: 'test/hub/cli/renew-tickets.test.ts',
    edits: [
      {
        file: 'hub/cli/renew-tickets.ts',
        find: "openSync(path, 'wx', 0o600)",
        put: "openSync(path, 'w', 0o600)",
      },
    ],
  },
  {
    name: 'people who cancelled get a ticket in the file',
    caughtBy: 'test/main/tickets/tickets.test.ts',
    edits: [
      {
        file: 'main/tickets/ticket-work.ts',
        find: '.filter(sendsTicket)',
        put: '.filter(({ id }) => id !== sendsTicket.name)',
      },
    ],
  },
  {
    name: 'the file of tickets has the codes before a renewal',
    caughtBy: 'test/main/tickets/tickets.test.ts',
    edits: [
      {
        file: 'domain/tickets/issued-codes.ts',
        find: 'issuedCode(delegate.id, making, renewalOf(delegate, making))',
        put: 'issuedCode(delegate.id, making, Math.min(0, renewalOf(delegate, making)))',
      },
    ],
  },
  {
    name: 'a purge leaves the key that signs tickets',
    caughtBy: 'test/main/station/set-up.test.ts',
    edits: [
      {
        file: 'db/event/events.ts',
        find: 'UPDATE event SET secret = NULL, ticket_key = NULL',
        put: 'UPDATE event SET secret = NULL',
      },
    ],
  },
  {
    name: 'a new event gets the public key of another one',
    caughtBy: 'test/main/station/set-up.test.ts',
    edits: [
      {
        file: 'main/station/event-choice.ts',
        find: 'ticketKey: keys.publicKey',
        put: 'ticketKey: makeSigningKeys().publicKey',
      },
    ],
  },
  {
    name: 'an e-mail that a crash left in the middle is sent again',
    caughtBy: 'test/main/tickets/outbox.test.ts',
    edits: [
      {
        file: 'db/tickets.ts',
        find: `SET state = 'perhaps', wall = ? WHERE state = 'sending'`,
        put: `SET state = 'waiting', wall = ? WHERE state = 'sending'`,
      },
    ],
  },
  {
    name: 'an e-mail that was whole when the line was cut is sent again',
    caughtBy: 'test/main/tickets/outbox.test.ts',
    edits: [
      {
        file: 'main/tickets/smtp.ts',
        find: 'return isWhole ?',
        put: 'return !isWhole && isWhole ?',
      },
    ],
  },
  {
    name: 'a mailing passes people by whose ticket was replaced',
    caughtBy: 'test/main/tickets/mailing.test.ts',
    edits: [
      {
        file: 'db/tickets.ts',
        find: ' AND mail.ticket = delegate.ticket_hashes ->> 0)',
        put: ')',
      },
    ],
  },
  {
    name: 'a restored store sends its tickets again',
    caughtBy: 'test/main/tickets/mailing.test.ts',
    edits: [
      {
        file: 'main/station/backup/recover-store.ts',
        find: 'doubtTicketMails(db, now.getTime());',
        put: 'void doubtTicketMails;',
      },
    ],
  },
  {
    name: 'a stopped ZIP leaves its half beside',
    caughtBy: 'test/main/tickets/ticket-zip.test.ts',
    edits: [
      {
        file: 'main/base/saved-file.ts',
        find: 'await rm(part, { force: true }).then(',
        put: 'await Promise.resolve(rm).then(',
      },
    ],
  },
  {
    name: 'two people’s tickets have one name in a ZIP',
    caughtBy: 'test/domain/tickets/tickets-file.test.ts',
    edits: [
      {
        file: 'domain/tickets/tickets-file.ts',
        find: 'const key = wanted.toLowerCase();',
        put: 'const key = wanted;',
      },
    ],
  },
  {
    name: 'a long text takes the room of a ticket’s code',
    caughtBy: 'test/main/tickets/ticket-design.test.ts',
    edits: [
      {
        file: 'reports/tickets/ticket-pdf.ts',
        find: 'Math.max(leastCodeSide, Math.min(codeSide, room - taken))',
        put: 'Math.min(codeSide, room - taken) / 4',
      },
    ],
  },
  {
    name: 'a logo that is a picture bomb is stored',
    caughtBy: 'test/main/tickets/ticket-design.test.ts',
    edits: [
      {
        file: 'main/tickets/ticket-design.ts',
        find: '  await lookOf(design);\n',
        put: '',
      },
    ],
  },
];
