import type { Mutation } from '../mutation.ts';

/** Faults of codes, chains, sticks, alerts and emergency lists that earlier issues guarded against. */
export const codesAndChains: readonly Mutation[] = [
  {
    name: 'two badges of one token byte are one',
    caughtBy: 'test/domain/opaque-code.test.ts',
    edits: [
      {
        file: 'domain/tickets/opaque-code.ts',
        find: 'token: body.slice(badgeSerialBytes),',
        put: 'token: body.slice(badgeSerialBytes, badgeSerialBytes + 1),',
      },
    ],
  },
  {
    name: 'a scan loses its first keys where the browser was busy after them',
    caughtBy: 'test/renderer/scanning/hid-burst.test.ts',
    edits: [
      {
        file: 'renderer/scanning/hid/burst.ts',
        find: "this.#isJudged = ended === 'silence' && !this.#announced;",
        put: 'this.#isJudged = false;',
      },
    ],
  },
  {
    name: 'keys that were given back in a busy moment are given back again',
    caughtBy: 'test/renderer/scanning/hid-burst.test.ts',
    edits: [
      {
        file: 'renderer/scanning/hid/burst.ts',
        find: 'all.map((stroke) => ({ ...stroke, withheld: false }))',
        put: 'all',
      },
    ],
  },
  {
    name: 'a timer that runs late ahead of the keys ends a code before its end',
    caughtBy: 'test/renderer/scanning/hid-burst.test.ts',
    edits: [
      {
        file: 'renderer/scanning/hid/scanner.ts',
        find: 'if (isLate && repeats < maxRepeats)',
        put: 'if (isLate && repeats < 0)',
      },
    ],
  },
  {
    name: 'a scan without Enter has no end where the computer is always busy',
    caughtBy: 'test/renderer/scanning/hid-burst.test.ts',
    edits: [
      {
        file: 'renderer/scanning/hid/scanner.ts',
        find: 'begin(milliseconds, repeats + 1)',
        put: 'begin(milliseconds, repeats)',
      },
    ],
  },
  {
    name: 'a code with a wrong letter is taken',
    caughtBy: 'test/domain/opaque-code.test.ts',
    edits: [
      {
        file: 'domain/tickets/opaque-code.ts',
        find: "if (code.length !== length || !hasValidCheckLetters(code)) return { kind: 'damaged' };",
        put: "if (code.length !== length) return { kind: 'damaged' };",
      },
    ],
  },
  {
    name: 'the code of a signed ticket is not signed',
    caughtBy: 'test/domain/signed-ticket.test.ts',
    edits: [
      {
        file: 'domain/tickets/signed-ticket.ts',
        find: '    said,\n    utf8(registrationCode),\n',
        put: '    said,\n    utf8(registrationCode.slice(0, 0)),\n',
      },
    ],
  },
  {
    name: 'a ticket of another event is forged',
    caughtBy: 'test/domain/signed-ticket.test.ts',
    edits: [
      {
        file: 'domain/tickets/signed-ticket.ts',
        find: "    return { kind: 'other-event' };",
        put: "    return { kind: 'forged' };",
      },
    ],
  },
  {
    name: 'a gap in a chain is whole',
    caughtBy: 'test/domain/chain.test.ts',
    edits: [
      {
        file: 'domain/ledger/chain.ts',
        find: "    if (event.kseq !== index + 1) return broken('gap');\n",
        put: '',
      },
    ],
  },
  {
    name: 'the payload of a fact is not in its hash',
    caughtBy: 'test/domain/chain.test.ts',
    edits: [
      {
        file: 'domain/ledger/chain.ts',
        find: '    payload: event.payload,\n    commitment: event.commitment,\n',
        put: '    commitment: event.commitment,\n',
      },
    ],
  },
  {
    name: 'a commitment without its salt',
    caughtBy: 'test/domain/chain.test.ts',
    edits: [
      {
        file: 'domain/ledger/chain.ts',
        find: "utf8('Lanyard commitment 1\\0'), salt, utf8(payload)",
        put: "utf8('Lanyard commitment 1\\0'), utf8(payload)",
      },
    ],
  },
  {
    name: 'a stick that its station did not sign is taken',
    caughtBy: 'test/hub/sync/stick.test.ts',
    edits: [
      {
        file: 'hub/sync/import-stick.ts',
        find: "  if (!isSigned(context, station, inside)) return refusal('bad-signature', station);\n",
        put: '',
      },
    ],
  },
  {
    name: 'a stick whose chains are not signed ends its import without an answer',
    caughtBy: 'test/hub/sync/stick.test.ts',
    edits: [
      {
        file: 'hub/sync/import-stick.ts',
        find: "  ['bad-signature', 'bad-signature'],\n",
        put: '',
      },
    ],
  },
  {
    name: 'a stick whose open lines were changed is taken',
    caughtBy: 'test/hub/sync/stick.test.ts',
    edits: [
      {
        file: 'hub/sync/import-stick.ts',
        find: 'content.written === header.written',
        put: 'content.written === content.written && header !== null',
      },
    ],
  },
  {
    name: 'a further print of a badge takes no blank',
    caughtBy: 'test/domain/stock-balance.test.ts',
    edits: [
      {
        file: 'domain/badges/stock-balance.ts',
        find: "  if (printed.has(attempt.badgeSerial)) return 'further';\n",
        put: "  if (printed.has(attempt.badgeSerial)) return 'none';\n",
      },
    ],
  },
  {
    name: 'the morning opens with what should be left, not with what was counted',
    caughtBy: 'test/domain/stock-balance.test.ts',
    edits: [
      {
        file: 'domain/badges/stock-balance.ts',
        find: 'account.counted ?? account.expected)',
        put: 'account.expected)',
      },
    ],
  },
  {
    name: 'whoever went out of a room left the building',
    caughtBy: 'test/domain/evacuation.test.ts',
    edits: [
      {
        file: 'domain/emergency.ts',
        find: "return gate === undefined || roomOf(gate, plan) !== null ? { zone: null } : 'gone';",
        put: "return 'gone';",
      },
    ],
  },
  {
    name: 'an exit of which the event file knows nothing empties the building',
    caughtBy: 'test/domain/evacuation.test.ts',
    edits: [
      {
        file: 'domain/emergency.ts',
        find: 'gate === undefined || roomOf(gate, plan) !== null',
        put: 'gate !== undefined && roomOf(gate, plan) !== null',
      },
    ],
  },
  {
    name: 'a call for help of long ago makes a sound',
    caughtBy: 'test/domain/help-calls.test.ts',
    edits: [
      {
        file: 'domain/station/help-calls.ts',
        find: 'return age > callIsQuietAfterMilliseconds;',
        put: 'return age > callIsQuietAfterMilliseconds * 60;',
      },
    ],
  },
  {
    name: 'a lost badge that is shown alerts nobody',
    caughtBy: 'test/domain/alerts.test.ts',
    edits: [
      {
        file: 'domain/station/alerts.ts',
        find: "      if (refusal.doubt === 'lost') return 'lost-badge';\n",
        put: '',
      },
    ],
  },
  {
    name: 'protocol hears of the stop list',
    caughtBy: 'test/domain/alerts.test.ts',
    edits: [
      {
        file: 'domain/station/alerts.ts',
        find: "return kind === 'head-arrived' || kind === 'vip-arrived'",
        put: "return kind === 'head-arrived' || kind === 'vip-arrived' || kind === 'stopped-delegate'",
      },
    ],
  },
  {
    name: 'an entry from paper counts after it was typed',
    caughtBy: 'test/domain/from-paper.test.ts',
    edits: [
      {
        file: 'domain/ledger/from-paper.ts',
        find: 'safeParse(Math.min(Number(at), typed))',
        put: 'safeParse(Number(at))',
      },
    ],
  },
  {
    name: 'a fact with a time that no date can hold is taken',
    caughtBy: 'test/domain/moment.test.ts',
    edits: [
      {
        file: 'domain/base/protocol.ts',
        find: 'z.int().min(-8.64e15).max(8.64e15)',
        put: 'z.int().min(-8.7e15).max(8.7e15)',
      },
    ],
  },
  {
    name: 'the demo’s operator signs in at a real event',
    caughtBy: 'test/main/station/set-up.test.ts',
    edits: [
      {
        file: 'main/station/end-demo.ts',
        find: 'if (id.success && findOperatorCredentials(db, id.data) !== null) deactivateOperator',
        put: 'if (id.success && findOperatorCredentials(db, id.data) === null) deactivateOperator',
      },
    ],
  },
  {
    name: 'the end of a print says nothing of a badge that is stale by then',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'main/badges/badges.ts',
        find: "if (badge === null || foldedBadge(context, badge).thing !== 'issued') return;",
        put: "if (badge?.state !== 'issued') return;",
      },
    ],
  },
  {
    name: 'rows of a broken Star picture are not filled',
    caughtBy: 'test/printing/star.test.ts',
    edits: [
      {
        file: 'main/printing/languages/star.ts',
        find: 'maxBrokenRow = 3 + 0x1b * 256 + 0xff',
        put: 'maxBrokenRow = 3 + 0xff',
      },
    ],
  },
  {
    name: 'the demo’s public ticket key serves a real event',
    caughtBy: 'test/main/station/set-up.test.ts',
    edits: [
      {
        file: 'domain/event/demo-event.ts',
        find: '  return id !== demoEventId && ticketKey === demoTicketKey;',
        put: '  return id === demoEventId && ticketKey !== demoTicketKey;',
      },
    ],
  },
  {
    name: 'the demo’s public secret serves a real event',
    caughtBy: 'test/hub/http/bad-enrolment.test.ts',
    edits: [
      {
        file: 'domain/event/demo-event.ts',
        find: '  return id !== demoEventId && hex === demoEventSecret;',
        put: '  return id === demoEventId && hex !== demoEventSecret;',
      },
    ],
  },
];
