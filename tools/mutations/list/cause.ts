import { type Mutation, simulation } from '../mutation.ts';

/** Faults of the order of words: cause before clock, and the administrator's word before a desk's. */
export const cause: readonly Mutation[] = [
  {
    name: 'a fact names no word that its author had seen',
    caughtBy: 'test/main/sync/clocks-apart.test.ts',
    edits: [
      {
        file: 'main/ledger/append-event.ts',
        find: 'after: afterOf(context.db, { ...fact, eventId, localDay }),',
        put: 'after: afterOf(context.db, { ...fact, eventId, localDay }).slice(0, 0),',
      },
    ],
  },
  {
    name: 'simulation: a fact names no word that its author had seen',
    caughtBy: simulation,
    edits: [
      {
        file: 'main/ledger/append-event.ts',
        find: 'after: afterOf(context.db, { ...fact, eventId, localDay }),',
        put: 'after: afterOf(context.db, { ...fact, eventId, localDay }).slice(0, 0),',
      },
    ],
  },
  {
    name: 'of what was said of a badge the clock decides',
    caughtBy: 'test/main/sync/clocks-apart.test.ts',
    edits: [
      {
        file: 'domain/ledger/attendance-fold.ts',
        find: 'for (const word of lastWords(words, all)) {',
        put: 'for (const word of words.slice(-1)) {',
      },
    ],
  },
  {
    name: 'a word on the validity of a badge breaks the path between two words on the thing',
    caughtBy: 'test/domain/attendance-fold.test.ts',
    edits: [
      {
        file: 'domain/ledger/attendance-fold.ts',
        find: 'for (const word of lastWords(words, all)) {',
        put: 'for (const word of lastWords(words)) {',
      },
    ],
  },
  {
    name: 'a loss gives way to a later word that did not know of it',
    caughtBy: 'test/domain/attendance-fold.test.ts',
    edits: [
      {
        file: 'domain/ledger/attendance-fold.ts',
        find: 'if (holding === undefined || gravity[word.thing] >= gravity[holding.thing]) holding = word;',
        put: 'holding = word;',
      },
    ],
  },
  {
    name: 'whoever was seen in one room and then in another is where the later clock says',
    caughtBy: 'test/domain/zones.test.ts',
    edits: [
      {
        file: 'domain/doors/zones.ts',
        find: "one.paperAt === null ? one : { ...one, after: '' }",
        put: "({ ...one, after: '' })",
      },
    ],
  },
  {
    name: 'the evacuation list goes by clocks alone',
    caughtBy: 'test/domain/evacuation.test.ts',
    edits: [
      {
        file: 'domain/emergency.ts',
        find: "after: paper === null ? fact.after : '',",
        put: "after: '',",
      },
    ],
  },
  {
    name: 'a desk’s later clock beats the administrator’s word that it did not know of',
    caughtBy: 'test/hub/roster/registrations.test.ts',
    edits: [
      {
        file: 'domain/tickets/registration-words.ts',
        find: "Number(a.by === 'administrator') - Number(b.by === 'administrator') ||",
        put: '',
      },
    ],
  },
  {
    name: 'what an administrator changes is no fact',
    caughtBy: 'test/hub/roster/registrations.test.ts',
    edits: [
      {
        file: 'hub/roster/roster.ts',
        find: 'const events = await writeOwnFact(context, tx, stream, said);',
        put: 'const events = await (words.length < 0 ? writeOwnFact(context, tx, stream, said) : stream.seq);',
      },
    ],
  },
  {
    name: 'a deleted walk-in comes back with a take-over',
    caughtBy: 'test/hub/roster/registrations.test.ts',
    edits: [
      {
        file: 'hub/roster/roster-facts.ts',
        find: 'if (holder === word.id) fields.add(field);',
        put: "if (holder === word.id && field !== 'deleted') fields.add(field);",
      },
    ],
  },
  {
    name: 'a restored hub does not take back what its administrator had changed',
    caughtBy: 'test/hub/roster/registrations.test.ts',
    edits: [
      {
        file: 'hub/roster/roster-facts.ts',
        find: "if (word.by === 'administrator' && !seeded.has(word.id)) {",
        put: "if (word.by === 'administrator' && seeded.size < 0) {",
      },
    ],
  },
  {
    name: 'a payload that comes late reaches nobody who has its fact',
    caughtBy: 'test/hub/roster/registrations.test.ts',
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: 'const again = await streamAgain(tx, late, numbered);',
        put: 'const again = await streamAgain(tx, late.slice(0, 0), numbered);',
      },
    ],
  },
  {
    name: 'a desk leaves a payload that comes late alone',
    caughtBy: 'test/main/sync/payloads.test.ts',
    edits: [
      {
        file: 'db/sync/sync-facts.ts',
        find: 'if (known !== undefined && findPersonal(db, event.id) === null) {',
        put: 'if (known !== undefined && findPersonal(db, event.id) === null && setting.wall < 0) {',
      },
    ],
  },
  {
    name: 'a clock that runs ahead stands where it says',
    caughtBy: 'test/hub/stations/receipts.test.ts',
    edits: [
      {
        file: 'domain/ledger/hlc.ts',
        find: '  if (effective > latest) effective = latest;\n',
        put: '',
      },
    ],
  },
  {
    name: 'a clock that goes back stands where it says',
    caughtBy: 'test/hub/stations/receipts.test.ts',
    edits: [
      {
        file: 'domain/ledger/hlc.ts',
        find: '  return previous !== null && previous > effective ? previous : effective;',
        put: "  return previous !== null && previous < '' ? previous : effective;",
      },
    ],
  },
  {
    name: 'a clock of zeros is as old as it says',
    caughtBy: 'test/hub/stations/receipts.test.ts',
    edits: [
      {
        file: 'domain/ledger/hlc.ts',
        find: '  if (effective < soonest) effective = soonest;\n',
        put: '',
      },
    ],
  },
  {
    name: 'a desk wrote nothing before it joined the hub',
    caughtBy: 'test/hub/stations/receipts.test.ts',
    edits: [
      {
        file: 'hub/sync/rights.ts',
        find: "  return mode === 'desk' ? null : joined;",
        put: '  return mode.length === 0 ? null : joined;',
      },
    ],
  },
  {
    name: "another hub's receipt is not looked at",
    caughtBy: 'test/hub/stations/receipts.test.ts',
    edits: [
      {
        file: 'hub/stations/receipts.ts',
        find: '    if (signature === null || receipt === null) continue;',
        put: '    if (signature === null || receipt === null || index >= 0) continue;',
      },
    ],
  },
  {
    name: 'a receipt that anybody signed counts',
    caughtBy: 'test/hub/stations/receipts.test.ts',
    edits: [
      {
        file: 'hub/stations/receipts.ts',
        find: '    if (!isAuthentic) continue;\n',
        put: '    if (!isAuthentic && index < 0) continue;\n',
      },
    ],
  },
  {
    name: 'simulation: a receipt comes too late to the facts of its push',
    caughtBy: simulation,
    edits: [
      {
        file: 'hub/stations/receipts.ts',
        find: '      received: bounds.get(index) ?? arrival.received,',
        put: '      received: (bounds.get(index) ?? arrival.received) + 86_400_000,',
      },
    ],
  },
  {
    name: 'a station keeps its own clock where the hub put a fact elsewhere',
    caughtBy: 'test/main/sync/clocks-apart.test.ts',
    edits: [
      {
        file: 'db/sync/sync-facts.ts',
        find: '  if (effective === null) return false;',
        put: "  if (effective !== '') return false;",
      },
    ],
  },
  {
    name: 'a check-in reads all facts of its day',
    caughtBy: 'test/db/growth.test.ts',
    edits: [{ file: 'db/ledger/last-words.ts', find: '+local_day = ?', put: 'local_day = ?' }],
  },
  {
    name: 'the hub reads all facts to find the one that another names',
    caughtBy: 'test/hub/sync/rights.test.ts',
    edits: [{ file: 'hub/sync/rights.ts', find: "    .where('seq', 'is not', null)\n", put: '' }],
  },
];
