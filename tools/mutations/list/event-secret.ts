import type { Mutation } from '../mutation.ts';

const atHub = 'test/hub/tickets/renew-secret.test.ts';
const stolen = 'test/security/stolen-kiosk.test.ts';

/** Faults of the renewal of the event's secret, of the lists of ticket codes, and of what a stolen kiosk gives away. */
export const eventSecret: readonly Mutation[] = [
  {
    name: 'a new event secret renews nobody’s ticket',
    caughtBy: atHub,
    edits: [
      {
        file: 'hub/tickets.ts',
        find: 'const { roster, renewed } = await renewCodes(context, tx);',
        put: 'const { roster, renewed } = { roster: null, renewed: before.length };',
      },
    ],
  },
  {
    name: 'ids follow the newest event secret',
    caughtBy: 'test/main/sync/renewed-secret.test.ts',
    edits: [
      {
        file: 'main/base/context.ts',
        find: 'return { eventId, eventSecret, ticketSecrets: secrets',
        put: 'return { eventId, eventSecret: secrets[0], ticketSecrets: secrets',
      },
    ],
  },
  {
    name: 'a desk gives the event a secret',
    caughtBy: atHub,
    edits: [
      {
        file: 'domain/ledger/fact-rights.ts',
        find: "  'secret-renewed',\n  'event-changed',\n",
        put: "  'event-changed',\n",
      },
    ],
  },
  {
    name: 'one person alone renews everybody’s tickets',
    caughtBy: atHub,
    edits: [
      {
        file: 'hub/tickets.ts',
        find: 'if (isSamePerson(requestedBy, approvedBy))',
        put: 'if (requestedBy === null)',
      },
    ],
  },
  {
    name: 'a restored hub hears of a new secret and keeps the codes before',
    caughtBy: atHub,
    edits: [
      {
        file: 'hub/roster/roster-facts.ts',
        find: 'isRenewed ? (await',
        put: 'isRenewed && roster === 0 ? (await',
      },
    ],
  },
  {
    name: 'a list from a desk that was away brings the codes of the secret before',
    caughtBy: atHub,
    edits: [
      {
        file: 'hub/roster/roster.ts',
        find: 'before === undefined ? withCodes(known, undefined, making) : known',
        put: 'making === undefined ? withCodes(known, undefined, making) : known',
      },
    ],
  },
  {
    name: 'desks make tickets with the secret before',
    caughtBy: 'test/main/sync/renewed-secret.test.ts',
    edits: [
      {
        file: 'domain/tickets/event-secrets.ts',
        find: '[first, ...renewed].toReversed()',
        put: '[first, ...renewed]',
      },
    ],
  },
  {
    name: 'a kiosk keeps the new secret that it had as a desk',
    caughtBy: 'test/db/events.test.ts',
    edits: [
      {
        file: 'db/event/events.ts',
        find: 'DELETE FROM attendance_personal WHERE',
        put: 'DELETE FROM attendance_personal WHERE 0 AND',
      },
    ],
  },
  {
    name: 'ticket codes are shown without the pass phrase',
    caughtBy: 'test/hub/http/organiser-routes/tickets.test.ts',
    edits: [
      {
        file: 'domain/organiser/tickets.ts',
        find: "again(get('tickets', 'export-ticket-codes', 'exported', nothing, ticketCodesSchema))",
        put: "get('tickets', 'export-ticket-codes', 'exported', nothing, ticketCodesSchema)",
      },
    ],
  },
  {
    name: 'a desk admits by a code of the organiser’s without a document',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'main/check-in/check-in.ts',
        find: 'return isGuessable(question.scan) || (printsBadge',
        put: 'return (isGuessable(question.scan) && printsBadge && context.idCheck()) || (printsBadge',
      },
    ],
  },
  {
    name: 'a kiosk prints for code and family name where nobody looks at documents',
    caughtBy: stolen,
    edits: [
      {
        file: 'main/kiosk/kiosk-look-up.ts',
        find: 'isGuessable(seen.question.scan) && !parts.context.idCheck()',
        put: 'isGuessable(seen.question.scan) && parts.context.idCheck()',
      },
    ],
  },
  {
    name: 'a kiosk receives the names of operators',
    caughtBy: stolen,
    edits: [
      {
        file: 'hub/sync/directory.ts',
        find: "    mode === 'desk'\n      ? await db",
        put: "    mode !== 'door'\n      ? await db",
      },
    ],
  },
  {
    name: 'a signed ticket that was replaced admits',
    caughtBy: 'test/main/tickets/signed-tickets.test.ts',
    edits: [
      {
        file: 'main/check-in/examine.ts',
        find: "return place < newest ? 'valid' : 'replaced';",
        put: "return place < newest ? 'valid' : 'valid';",
      },
    ],
  },
  {
    name: 'a stolen key signs tickets after all were renewed',
    caughtBy: 'test/main/tickets/signed-tickets.test.ts',
    edits: [
      {
        file: 'main/check-in/examine.ts',
        find: "if (place === -1) return 'unknown';",
        put: "if (place === -1) return 'valid';",
      },
    ],
  },
  {
    name: 'a signed ticket admits someone who was taken off the roster',
    caughtBy: 'test/main/tickets/signed-tickets.test.ts',
    edits: [
      {
        file: 'main/check-in/examine.ts',
        find: 'if (isDeleted(context.db, making.eventId, id))',
        put: "if (id === '' && isDeleted(context.db, making.eventId, id))",
      },
    ],
  },
  {
    name: 'the mark of a signed ticket is not signed',
    caughtBy: 'test/main/tickets/signed-tickets.test.ts',
    edits: [
      {
        file: 'domain/tickets/signed-ticket.ts',
        find: '    said,\n    utf8(registrationCode),\n',
        put: '    said.subarray(markBytes),\n    utf8(registrationCode),\n',
      },
    ],
  },
  {
    name: 'a station without the key issues codes in letters',
    caughtBy: 'test/main/tickets/ticket-key.test.ts',
    edits: [
      {
        file: 'main/tickets/ticket-work.ts',
        find: "    throw new CallFailure('ticket-key-missing', issuer?.name ?? '');",
        put: '    if (issuer === undefined) return null;',
      },
    ],
  },
  {
    name: 'the days of a signed ticket say nothing',
    caughtBy: 'test/main/tickets/signed-tickets.test.ts',
    edits: [
      {
        file: 'domain/check-in/admission.ts',
        find: 'isTicketDay(scan.days, day)',
        put: '(isTicketDay(scan.days, day) || true)',
      },
    ],
  },
  {
    name: 'an event package carries the key that signs tickets',
    caughtBy: 'test/main/tickets/ticket-key.test.ts',
    edits: [
      {
        file: 'main/station/event-package.ts',
        find: 'secret: toHex(eventSecret) },',
        put: "secret: String(db.prepare('SELECT ticket_key FROM event').pluck().get()) },",
      },
    ],
  },
];
