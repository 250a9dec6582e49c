import { type Mutation, simulation } from '../mutation.ts';

const atHub = 'test/hub/sync/judging.test.ts';
const atStation = 'test/main/sync/judging.test.ts';
const atDesk = 'test/main/sync/later-hub.test.ts';

/** Faults of orders that disregard records, or release them. */
export const judging: readonly Mutation[] = [
  {
    name: 'a desk believes the id of a fact that the hub does not, once an order is taken back',
    caughtBy: simulation,
    edits: [
      {
        file: 'db/sync/sync-rejudge.ts',
        find: 'read.event.id !== factId(row.body, setting.crypto)',
        put: 'false',
      },
    ],
  },
  {
    name: 'a payload that comes while its link says nothing is thrown away',
    caughtBy: simulation,
    edits: [
      {
        file: 'db/sync/sync-facts.ts',
        find: 'personal = coalesce(?, personal)',
        put: 'personal = coalesce(personal, iif(false, ?, NULL))',
      },
    ],
  },
  {
    name: 'facts that come after an order count',
    caughtBy: atHub,
    edits: [
      {
        file: 'hub/sync/judging/orders.ts',
        find: "return 'fact' in one.reading ? { event: one.event, reading: { reason: 'disregarded' } } : one;",
        put: 'return one;',
      },
    ],
  },
  {
    name: 'rules of a newer version give back what two persons disregard',
    caughtBy: atHub,
    only: 'sqlite\\W+what two persons disregard stays silent',
    edits: [
      {
        file: 'hub/sync/judge-again.ts',
        find: "if (verdictOn(orders, link) === 'disregard') continue;",
        put: '',
      },
    ],
  },
  {
    name: 'a kiosk’s record is lost when the one that it names comes back with it',
    caughtBy: 'test/hub/sync/rights.test.ts',
    only: 'sqlite\\W+a kiosk’s record counts',
    edits: [
      {
        file: 'hub/sync/rights.ts',
        find: "where('silent_id', '=', at('id'))",
        put: "where('id', '=', at('id'))",
      },
    ],
  },
  {
    name: 'a desk that comes later leaves out what names a disregarded record',
    caughtBy: atStation,
    only: 'comes back together',
    edits: [
      {
        file: 'db/ledger/fact-rights.ts',
        find: 'FROM unknown_event WHERE id = @id LIMIT 1',
        put: 'FROM unknown_event WHERE id = @id AND id IS NULL LIMIT 1',
      },
    ],
  },
  {
    name: 'what counts again stays listed in quarantine',
    caughtBy: atHub,
    only: 'sqlite\\W+what two persons disregard stays silent',
    edits: [
      {
        file: 'hub/sync/judging/judge-held.ts',
        find: '    await moveItems(tx, right, null);\n',
        put: '',
      },
    ],
  },
  {
    name: 'a push shared with others asks for no order',
    caughtBy: atHub,
    only: 'sqlite\\W+facts that come after',
    edits: [
      {
        file: 'hub/sync/push-queue.ts',
        find: ' && !judged.has(request.station)',
        put: '',
      },
    ],
  },
  {
    name: 'any station gives orders on records',
    caughtBy: atHub,
    edits: [
      {
        file: 'domain/ledger/fact-rights.ts',
        find: "  'facts-judged',\n]);",
        put: ']);',
      },
      { file: 'domain/ledger/judgement.ts', find: ' || !isHubAuthor(fact.station)', put: '' },
    ],
  },
  {
    name: 'a taken order releases what the rules refuse',
    caughtBy: atHub,
    edits: [
      {
        file: 'hub/sync/judging/judge-held.ts',
        find: "if (verdict !== 'count' && reading !== undefined && 'reason' in reading) {",
        put: "if (verdict !== 'count' && reading !== undefined && 'none' in reading) {",
      },
    ],
  },
  {
    name: 'a wrong payload that another brought speaks against the author',
    caughtBy: atHub,
    only: 'sqlite\\W+a wrong payload that another brings',
    edits: [
      {
        file: 'hub/sync/judging/judge-held.ts',
        find: '      else wrong.push(item);\n',
        put: '      else personal ??= payload;\n',
      },
    ],
  },
  {
    name: 'a payload that comes while an order hides its link is lost',
    caughtBy: atHub,
    only: 'sqlite\\W+a wrong payload that another brings',
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: '  await keepLatePayloads(context, tx, station.id, quarantinedLinks(request, withPayload));\n',
        put: '',
      },
    ],
  },
  {
    name: 'the roster keeps what a disregarded desk said',
    caughtBy: atHub,
    edits: [
      {
        file: 'hub/sync/judging/judge-held.ts',
        find: 'await takeBackRosterFacts(context, tx, [...links.keys()], said)',
        put: 'await takeBackRosterFacts(context, tx, [], said)',
      },
    ],
  },
  {
    name: 'what a list says meanwhile is lost with a desk’s word',
    caughtBy: atHub,
    only: 'sqlite\\W+a walk-in and a correction',
    edits: [
      {
        file: 'hub/roster/registrations.ts',
        find: 'isListed ? basisIn(delegate, byDesks) : null',
        put: 'isListed ? basisIn(said, byDesks) : null',
      },
    ],
  },
  {
    name: 'the organiser’s figures keep what was disregarded',
    caughtBy: atHub,
    edits: [
      {
        file: 'hub/organiser/books.ts',
        find: ' && !isFresh) return renewed(context, null);',
        put: ' && isFresh) return renewed(context, null);',
      },
    ],
  },
  {
    name: 'a closed day does not reopen by an order',
    caughtBy: atHub,
    edits: [
      {
        file: 'domain/day-close/close-fact.ts',
        find: '[...facts, ...(last.disregarded ?? [])]',
        put: 'facts',
      },
    ],
  },
  {
    name: 'a station keeps the word of a disregarded fact',
    caughtBy: atStation,
    edits: [
      {
        file: 'db/sync/sync-facts.ts',
        find: "if (touched !== null) return { kind: 'withdrawn', touched };",
        put: '',
      },
      {
        file: 'db/sync/sync-judged.ts',
        find: '  if (row === undefined) return null;\n  const { id',
        put: '  if (row !== undefined || row === undefined) return null;\n  const { id',
      },
    ],
  },
  {
    name: 'a station believes a hub that lost its orders',
    caughtBy: atStation,
    edits: [
      {
        file: 'db/sync/sync-facts.ts',
        find: "if (verdictOn(orders, streamed) === 'disregard') return asides.disregarded;",
        put: 'if (!streamed.counts && orders.length > 0) return asides.disregarded;',
      },
    ],
  },
  {
    name: 'who is counted inside is not read again after an order',
    caughtBy: atStation,
    edits: [
      {
        file: 'db/doors.ts',
        find: '  if (refolds !== refoldsOf(db)) return false;\n',
        put: '',
      },
    ],
  },
  {
    name: 'nobody is unconfirmed on the evacuation list',
    caughtBy: atStation,
    edits: [
      {
        file: 'domain/emergency.ts',
        find: '!confirmed.has(person)',
        put: 'person.length === 0',
      },
    ],
  },
  {
    name: 'a badge that waits prints although its issue is disregarded',
    caughtBy: atStation,
    edits: [
      {
        file: 'db/printing/print-routes.ts',
        find: 'AND NOT EXISTS (SELECT 1 FROM badge WHERE serial = print_job.badge_serial)',
        put: 'AND NOT EXISTS (SELECT 1 FROM badge)',
      },
    ],
  },
  {
    name: 'pushes do not hear of an order',
    caughtBy: atHub,
    edits: [
      {
        file: 'hub/ledger/push-rows.ts',
        find: '...(all.some(({ link }) => isOrder(link)) ? [orderNoted(tx)] : []),',
        put: '...(all.some(({ link }) => isOrder(link) && link.seq < 0) ? [orderNoted(tx)] : []),',
      },
    ],
  },
  {
    name: 'an order of a later hub is in force at a desk at once',
    caughtBy: atDesk,
    only: 'what counts at a desk',
    edits: [
      {
        file: 'db/sync/sync-facts.ts',
        find: "if (setting.doubtsHub && event.type === 'facts-judged') holdJudgement(db, event.id);",
        put: "if (setting.doubtsHub && event.type === 'note-written') holdJudgement(db, event.id);",
      },
    ],
  },
  {
    name: 'a later hub takes the word of a fact by its mark alone',
    caughtBy: atDesk,
    only: 'by its mark alone',
    edits: [
      {
        file: 'db/sync/sync-facts.ts',
        find: 'aside === asides.byHub && !isOwn && !setting.doubtsHub;',
        put: 'aside === asides.byHub && !isOwn;',
      },
    ],
  },
  {
    name: 'a fact that the hub alone puts aside makes the desk read everything again',
    caughtBy: atDesk,
    only: 'what counts at a desk',
    edits: [
      {
        file: 'db/sync/sync-facts.ts',
        find: 'const counting = noteCounting(db, streamed);',
        put: 'const counting = streamed.seq < 0 ? noteCounting(db, streamed) : null;',
      },
    ],
  },
  {
    name: 'records do not follow an order that a supervisor agreed to',
    caughtBy: atDesk,
    only: 'cannot be reached',
    edits: [
      {
        file: 'main/sync/engine.ts',
        find: '      await applyAgreed(parts);\n',
        put: '      if (isReread === false) await applyAgreed(parts);\n',
      },
    ],
  },
  {
    name: 'an order of the first hub waits as well after it is gone',
    caughtBy: atDesk,
    only: 'first hub holds at once',
    edits: [
      {
        file: 'db/ledger/held-judgements.ts',
        find: 'hub_key <> public_key LIMIT 1',
        put: 'hub_key <> public_key OR 1 = 1 LIMIT 1',
      },
      {
        file: 'db/ledger/held-judgements.ts',
        find: 'SELECT 1 FROM former_hub JOIN hub_link ON',
        put: 'SELECT 1 FROM hub_link LEFT JOIN former_hub ON',
      },
    ],
  },
  {
    name: 'what a release let count counts on after it was taken back',
    caughtBy: atDesk,
    only: 'a release of a hub',
    edits: [
      {
        file: 'db/sync/sync-rejudge.ts',
        find: 'return fact === null || mayCountHere(db, fact) ? null : asides.here;',
        put: 'return fact === null || mayCountHere(db, fact) ? null : null;',
      },
    ],
  },
];
