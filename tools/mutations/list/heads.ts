import { type Mutation, simulation } from '../mutation.ts';

const signed = 'test/hub/stations/signed-heads.test.ts';
const branches = 'test/hub/ledger/branches.test.ts';

/** Faults of who may bring whose facts, and of second histories. */
export const heads: readonly Mutation[] = [
  {
    name: 'facts in another’s name need no signature',
    caughtBy: signed,
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: 'if (fresh.length > 0 && !isSigned) throw',
        put: 'if (fresh.length > 0 && isSigned === null) throw',
      },
    ],
  },
  {
    name: 'who brings facts may sign for their author',
    caughtBy: signed,
    edits: [
      {
        file: 'hub/sync/read-push.ts',
        find: 'request.station === station.id && isSignedBy(',
        put: 'isSignedBy(',
      },
    ],
  },
  {
    name: 'whoever relays makes a station known',
    caughtBy: signed,
    edits: [
      {
        file: 'hub/stations/signed-heads.ts',
        find: '  if (!isKnown) return known;\n',
        put: '  if (!isKnown) context.log.info({}, station);\n',
      },
    ],
  },
  {
    name: 'a station heard of by relay comes back by the code for all',
    caughtBy: signed,
    edits: [
      {
        file: 'hub/stations/signed-heads.ts',
        find: "state: 'replaced' }]",
        put: "state: 'enrolled' }]",
      },
    ],
  },
  {
    name: 'a door makes a hub of earlier known',
    caughtBy: signed,
    edits: [
      {
        file: 'hub/stations/signed-heads.ts',
        find: "    if (pusher.mode !== 'desk') return known;\n",
        put: '',
      },
    ],
  },
  {
    name: 'the whole store is checked without its signatures',
    caughtBy: 'test/hub/sync/check-all.test.ts',
    edits: [
      {
        file: 'hub/sync/check-all.ts',
        find: ' ?? (await checkSignature(db, head));',
        put: ';',
      },
    ],
  },
  {
    name: 'kiosk: relays what the author did not sign',
    caughtBy: 'test/main/sync/branches.test.ts',
    edits: [
      {
        file: 'main/sync/push.ts',
        find: ': signedRun(links);',
        put: ': fitting(links);',
      },
    ],
  },
  {
    name: 'kiosk: says of nobody who the author is',
    caughtBy: simulation,
    edits: [
      {
        file: 'main/sync/push.ts',
        find: '  if (!isHubAuthor(station)) return findKnownStation(parts.db, station);\n',
        put: '  if (!isHubAuthor(station) && findKnownStation !== undefined) return null;\n',
      },
    ],
  },
  {
    name: 'kiosk: a second history is not brought to the hub',
    caughtBy: 'test/main/sync/branches.test.ts',
    edits: [
      {
        file: 'db/sync/sync-branch.ts',
        find: '  saveHeldChain(db, { station, incarnation: branch, lastKseq, hash });\n',
        put: '  if (lastKseq < 0) saveHeldChain(db, { station, incarnation: branch, lastKseq, hash });\n',
      },
    ],
  },
  {
    name: 'kiosk: a second history lacks what both begin with',
    caughtBy: simulation,
    edits: [
      { file: 'db/sync/sync-branch.ts', find: '[copyFacts, copyPlaces,', put: '[copyPlaces,' },
    ],
  },
  {
    name: 'what lies in quarantine at the hub counts at stations',
    caughtBy: 'test/main/sync/mode-rights.test.ts',
    edits: [
      {
        file: 'db/sync/sync-facts.ts',
        find: '  return streamed.counts ? null : asides.byHub;',
        put: '  return streamed.seq > 0 ? null : asides.byHub;',
      },
    ],
  },
  {
    name: 'two branches of one beginning count it twice',
    caughtBy: 'test/domain/day-close/station-verdict.test.ts',
    edits: [
      {
        file: 'domain/day-close/station-verdict.ts',
        find: 'const incarnation = authoredIncarnation(life.incarnation);',
        put: 'const { incarnation } = life;',
      },
    ],
  },
  {
    name: 'a fact may bear the id of another',
    caughtBy: signed,
    edits: [
      {
        file: 'hub/ledger/read-fact.ts',
        find: "reading: isForeign ? { reason: 'other-envelope' } : reading",
        put: "reading: isForeign && event.kseq < 0 ? { reason: 'other-envelope' } : reading",
      },
    ],
  },
  {
    name: 'the id of a fact leaves out who wrote it',
    caughtBy: 'test/domain/fact-id.test.ts',
    edits: [
      {
        file: 'domain/ledger/chain.ts',
        find: '/"(?:incarnation|kseq)":\\d+,/g',
        put: '/"(?:(?:incarnation|kseq)":\\d+|station":"[^"]*"),/g',
      },
    ],
  },
  {
    name: 'a branch counts as a life of its station',
    caughtBy: 'test/hub/sync/handshake.test.ts',
    edits: [
      {
        file: 'hub/sync/handshake.ts',
        find: '...lives.map((life) => authoredIncarnation(life.incarnation))',
        put: '...lives.map((life) => life.incarnation)',
      },
    ],
  },
  {
    name: 'a station forgets the key of its hub with the hub',
    caughtBy: simulation,
    edits: [
      {
        file: 'db/ledger/hub-link.ts',
        find: 'WritableDatabase, hub: HubIdentity & { wall: number }): void {\n  keepHubKey(db);\n',
        put: 'WritableDatabase, hub: HubIdentity & { wall: number }): void {\n',
      },
    ],
  },
  {
    name: 'a page of the stream ends behind what it has read',
    caughtBy: 'test/hub/sync/pull.test.ts',
    edits: [
      {
        file: 'hub/sync/pull.ts',
        find: '  const last = state.seq;\n',
        put: '  const last = Math.max(state.seq, found.at(-1)?.seq ?? after);\n',
      },
    ],
  },
  {
    name: 'a branch stands under any number',
    caughtBy: branches,
    edits: [
      {
        file: 'hub/ledger/branches.ts',
        find: 'if (first === undefined || branchOf(place, first.hash) !== place) return null;',
        put: 'if (first === undefined || branchOf(place, first.hash) < 0) return null;',
      },
    ],
  },
  {
    name: 'copies of a chain are branches',
    caughtBy: branches,
    edits: [
      {
        file: 'hub/ledger/branches.ts',
        find: '  if ((await heldQuery(tx, { station, kseq, hash })).some(inSameLife)) return null;\n',
        put: '',
      },
    ],
  },
  {
    name: 'a branch lacks what both histories begin with',
    caughtBy: branches,
    edits: [
      {
        file: 'hub/ledger/branches.ts',
        find: 'links.map((link) => ({ ...link, incarnation: place, seq: null })),',
        put: 'links.slice(1).map((link) => ({ ...link, incarnation: place, seq: null })),',
      },
    ],
  },
  {
    name: 'copies at the begin of a branch cost nobody anything',
    caughtBy: 'test/hub/http/station-quotas.test.ts',
    edits: [
      {
        file: 'hub/http/station-routes.ts',
        find: '    if (copied > 0) copies.charge(station.id, copied);\n',
        put: '    if (copied < 0) copies.charge(station.id, copied);\n',
      },
    ],
  },
  {
    name: 'a stick brings a branch from its beginning',
    caughtBy: 'test/hub/sync/stick.test.ts',
    edits: [
      {
        file: 'hub/sync/import-stick.ts',
        find: 'let [start = 0] = partingsOf(incarnation, events);',
        put: 'let [start = 0] = partingsOf(1, incarnation < 1 ? events : []);',
      },
    ],
  },
  {
    name: 'kiosk: a branch under a made-up number counts',
    caughtBy: 'test/main/sync/branches.test.ts',
    edits: [
      {
        file: 'db/sync/sync-facts.ts',
        find: 'if (isMadeUpBranch(db, streamed)) return true;',
        put: 'if (isMadeUpBranch(db, streamed) && streamed.kseq < 0) return true;',
      },
    ],
  },
  {
    name: 'a token opens the hub for another station that comes at once',
    caughtBy: 'test/hub/stations/enrolment.test.ts',
    edits: [
      {
        file: 'hub/stations/stations.ts',
        find: 'resolve(found.get(hash) ?? null)',
        put: 'resolve([...found.values()][0] ?? null)',
      },
    ],
  },
  {
    name: 'links of a long push count although their hashes do not fit',
    caughtBy: 'test/hub/http/push-thread.test.ts',
    edits: [
      {
        file: 'hub/http/push-worker.ts',
        find: 'const run = readRun(request);',
        put: 'const run = { ...readRun(request), links: request.events, defect: null };',
      },
    ],
  },
];
