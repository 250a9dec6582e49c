import { type Mutation, simulation } from '../mutation.ts';

const compared = 'test/hub/tickets/ticket-reads.test.ts';
const refused = 'test/hub/stations/refused-pushes.test.ts';

/** Faults of what kiosks prove of tickets, and of showing whose records the hub refuses. */
export const kioskTickets: readonly Mutation[] = [
  {
    name: 'a proof of a ticket holds for every station',
    caughtBy: compared,
    edits: [
      {
        file: 'domain/tickets/ticket-proof.ts',
        find: 'eventId, station, delegateId, localDay,',
        put: 'eventId, String(station.length), delegateId, localDay,',
      },
    ],
  },
  {
    name: 'a proof of a ticket holds for every day',
    caughtBy: compared,
    edits: [
      {
        file: 'domain/tickets/ticket-proof.ts',
        find: "delegateId, localDay, ''",
        put: "delegateId, String(localDay.length), ''",
      },
    ],
  },
  {
    name: 'an admission without a ticket is by rule',
    caughtBy: compared,
    edits: [
      {
        file: 'domain/tickets/ticket-proof.ts',
        find: "delegateId === null) return 'unproved';",
        put: "delegateId === null) return 'by-rule';",
      },
    ],
  },
  {
    name: 'a ticket that was replaced proves nothing to the hub',
    caughtBy: compared,
    edits: [
      {
        file: 'domain/tickets/ticket-proof.ts',
        find: 'renewal <= maxTicketRenewals;',
        put: 'renewal < 1 && renewal <= maxTicketRenewals;',
      },
    ],
  },
  {
    name: 'a kiosk proves nothing of the tickets that it reads',
    caughtBy: 'test/main/kiosk/kiosk-tickets.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-calls.ts',
        find: "  if (read.kind !== 'ticket') return {};\n",
        put: "  if (read.kind !== 'ticket' || localDay !== '') return {};\n",
      },
    ],
  },
  {
    name: 'a registration code at a kiosk passes for a signed ticket',
    caughtBy: 'test/main/kiosk/kiosk-tickets.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-look-up.ts',
        find: "parsed.kind === 'signed' ? 'signed-ticket' : 'registration-code'",
        put: "parsed.kind === 'badge' ? 'registration-code' : 'signed-ticket'",
      },
    ],
  },
  {
    name: 'hostile: nobody is told of admissions without tickets',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/organiser/figures.ts',
        find: 'tickets === null || tickets.unproved === 0 ? []',
        put: 'tickets === null || tickets.unproved >= 0 ? []',
      },
    ],
  },
  {
    name: 'whose records the hub refuses nobody is told',
    caughtBy: refused,
    edits: [
      {
        file: 'hub/sync/push-queue.ts',
        find: '      if (isOwn) noteRefused(context, push.station.id, error);\n',
        put: '      if (!isOwn) noteRefused(context, push.station.id, error);\n',
      },
    ],
  },
  {
    name: 'a station whose records are taken again stays named',
    caughtBy: refused,
    edits: [
      {
        file: 'hub/sync/push-queue.ts',
        find: '      if (isOwn) noteTaken(context, push.station.id);\n',
        put: '',
      },
      {
        file: 'hub/sync/push-queue.ts',
        find: '    for (const { push, answer } of taken) {\n      noteTaken(context, push.station.id);\n',
        put: '    for (const { push, answer } of taken) {\n',
      },
    ],
  },
  {
    name: 'a second history that is settled at once is shown as refused',
    caughtBy: refused,
    edits: [
      {
        file: 'hub/stations/refused-pushes.ts',
        find: 'times >= lasting.times && now - since >= lasting.after ?',
        put: 'times >= 1 && now - since >= 0 ?',
      },
    ],
  },
  {
    name: 'a station over its quota is not named',
    caughtBy: 'test/hub/http/station-quotas.test.ts',
    edits: [
      {
        file: 'hub/http/station-routes.ts',
        find: '      if (isOwn) hub.noteRefused(station, error);\n',
        put: '      if (isRelayed) hub.noteRefused(station, error);\n',
      },
    ],
  },
  {
    name: 'who relays is named for what its author may not say',
    caughtBy: 'test/hub/sync/rights.test.ts',
    edits: [
      {
        file: 'hub/stations/stations.ts',
        find: "reason === 'not-allowed' ? station : pushedBy,",
        put: "reason === 'revoked' ? station : pushedBy,",
      },
    ],
  },
  {
    name: 'a ticket of another system admits whichever of two people has it',
    caughtBy: 'test/main/check-in/outside-tickets.test.ts',
    edits: [
      {
        file: 'db/roster/roster.ts',
        find: 'return other === undefined ? holder : null;',
        put: 'return other === undefined || holder !== null ? holder : null;',
      },
    ],
  },
  {
    name: 'a ticket that another system replaced still admits',
    caughtBy: 'test/main/check-in/outside-tickets.test.ts',
    edits: [
      {
        file: 'db/roster/roster.ts',
        find: 'known.filter((one) => one.outsideTickets.includes(hash))',
        put: 'known.filter((one) => one.id !== hash)',
      },
    ],
  },
  {
    name: 'a ticket for another event is one of nobody',
    caughtBy: 'test/main/check-in/outside-tickets.test.ts',
    edits: [
      {
        file: 'domain/check-in/scan.ts',
        find: 'return isElsewhere ?',
        put: "return isElsewhere && texts[0] === '' ?",
      },
    ],
  },
  {
    name: 'any text in a code comes to the screen as the name of a system',
    caughtBy: 'test/main/check-in/outside-tickets.test.ts',
    edits: [
      {
        file: 'domain/tickets/outside-ticket.ts',
        find: "host !== '' && host.length <= maxHost ? host : null",
        put: "host !== '' && host.length <= maxHost ? host : text",
      },
    ],
  },
  {
    name: 'the ticket of a person who came along admits the one who registered',
    caughtBy: 'test/main/check-in/outside-tickets.test.ts',
    edits: [
      {
        file: 'domain/tickets/outside-ticket.ts',
        find: 'companion ?? registrant',
        put: 'registrant ?? companion',
      },
    ],
  },
  {
    name: 'a kiosk keeps to itself that a code is for another event',
    caughtBy: 'test/main/check-in/outside-tickets.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-look-up.ts',
        find: "return { outcome: 'other-event', host: parsed.host };",
        put: "return { outcome: 'not-found' };",
      },
    ],
  },
  {
    name: 'people with a signed ticket of pretix are left out of the roster',
    caughtBy: 'test/main/check-in/outside-morning.test.ts',
    edits: [
      {
        file: 'hub/connectors/pretix/source.ts',
        find: ' && position.secret.length <= maxRegistrationCode',
        put: '',
      },
    ],
  },
  {
    name: 'a further look keeps the next frame waiting',
    caughtBy: 'test/renderer/scanning/feed-watch.test.ts',
    edits: [
      {
        file: 'renderer/scanning/camera/feed-watch.ts',
        find: 'took * (1 + againTakes) <= this.#frameInterval',
        put: 'took >= 0',
      },
    ],
  },
  {
    name: 'a reader at rest does not see who comes',
    caughtBy: 'test/renderer/scanning/feed-watch.test.ts',
    edits: [
      {
        file: 'renderer/scanning/camera/rest.ts',
        find: 'if (hasChanged || ',
        put: 'if (',
      },
    ],
  },
  {
    name: 'a reader at rest reads nothing unless something moves',
    caughtBy: 'test/renderer/scanning/feed-watch.test.ts',
    edits: [
      {
        file: 'renderer/scanning/camera/rest.ts',
        find: ' && at - this.#readAt < readAfter',
        put: '',
      },
    ],
  },
  {
    name: 'a hand before the camera is no change',
    caughtBy: 'test/renderer/scanning/rest.test.ts',
    edits: [
      {
        file: 'renderer/scanning/camera/rest.ts',
        find: 'change = Math.max(change, Math.abs(mean - before))',
        put: 'change = Math.abs(mean - before)',
      },
    ],
  },
  {
    name: 'a PDF is read to its first page alone',
    caughtBy: 'test/renderer/scanning/file.test.ts',
    edits: [
      {
        file: 'renderer/scanning/file/pdf-pages.ts',
        find: 'while (page < pages && ',
        put: 'while (page < 1 && ',
      },
    ],
  },
  {
    name: 'the first of several codes in a file is taken without asking',
    caughtBy: 'test/renderer/scanning/file.test.ts',
    edits: [
      {
        file: 'renderer/scanning/file/file-messages.ts',
        find: 'codes.length === 1 && ',
        put: '',
      },
    ],
  },
];
