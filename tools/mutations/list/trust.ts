import type { Mutation } from '../mutation.ts';

const caughtBy = 'test/hub/sync/rights.test.ts';
const atStations = 'test/main/sync/mode-rights.test.ts';

/** Faults of what stations may say of each other. */
export const trust: readonly Mutation[] = [
  {
    name: 'a door says what only a desk may',
    caughtBy,
    edits: [
      {
        file: 'domain/ledger/fact-rights.ts',
        find: '  if (!writes[mode].has(fact.type)) return false;\n',
        put: '',
      },
    ],
  },
  {
    name: 'a kiosk speaks of badges that it did not issue',
    caughtBy,
    edits: [
      {
        file: 'domain/ledger/fact-rights.ts',
        find: 'serial?.startsWith(own) ?? true',
        put: 'serial !== own',
      },
    ],
  },
  {
    name: 'the hub lets a door take back what another station wrote',
    caughtBy,
    edits: [
      {
        file: 'hub/sync/rights.ts',
        find: 'return (await writerQuery(tx, { id }))[0]?.station ?? null;',
        put: 'return (await writerQuery(tx, { id })).length > 9 ? null : fact.station;',
      },
    ],
  },
  {
    name: 'a kiosk makes somebody of another name out of a person',
    caughtBy,
    edits: [
      {
        file: 'hub/sync/rights.ts',
        find: 'if (isFree || (await isOwnSpelling(tx, one))) {',
        put: 'if (isFree || (await isOwnSpelling(tx, one)) || one !== null) {',
      },
    ],
  },
  {
    name: 'a chain has lives without end',
    caughtBy,
    edits: [{ file: 'domain/ledger/attendance.ts', find: '  .max(2 ** 33)\n', put: '' }],
  },
  {
    name: 'a clock of years ahead wins for ever',
    caughtBy: 'test/hub/roster/registrations.test.ts',
    edits: [
      {
        file: 'hub/roster/registrations.ts',
        find: 'effective: effective ?? hlc }',
        put: 'effective: hlc }',
      },
    ],
  },
  {
    name: 'nobody is told of a station that says what it may not',
    caughtBy,
    edits: [
      {
        file: 'hub/stations/stations.ts',
        find: "const oversteps = ['not-allowed', 'wrong-commitment']",
        put: "const oversteps = ['wrong-commitment']",
      },
    ],
  },
  {
    name: 'a station believes the hub of what others may say',
    caughtBy: atStations,
    edits: [
      {
        file: 'db/sync/sync-facts.ts',
        find: "return verdictOn(orders, streamed) !== 'count' && !mayCountHere(db, event);",
        put: "return verdictOn(orders, streamed) === 'disregard' && !mayCountHere(db, event);",
      },
    ],
  },
  {
    name: 'a station does not look whose fact a door takes back',
    caughtBy: atStations,
    edits: [
      {
        file: 'db/ledger/fact-rights.ts',
        find: '  return row?.station ?? null;\n',
        put: '  return row === undefined ? null : row.station && fact.station;\n',
      },
      {
        file: 'db/ledger/fact-rights.ts',
        find: 'asksForTarget(fact, mode) ? writerOf(db, fact.targetId) : null',
        put: 'asksForTarget(fact, mode) ? writerOf(db, fact.targetId, fact) : null',
      },
      {
        file: 'db/ledger/fact-rights.ts',
        find: 'function writerOf(db: ReadableDatabase, id: string | null)',
        put: 'function writerOf(db: ReadableDatabase, id: string | null, fact: AttendanceEvent)',
      },
    ],
  },
  {
    name: 'any desk changes registrations in the hub’s stead',
    caughtBy: atStations,
    edits: [
      {
        file: 'domain/ledger/fact-rights.ts',
        find: '  if (hubWords.has(fact.type)) return mode === null && isHubAuthor(fact.station);\n',
        put: "  if (fact.type === 'registration-changed') return mode !== 'kiosk' || isHubAuthor(fact.station);\n",
      },
    ],
  },
  {
    name: 'a station that enrols meanwhile is heard before anybody knows what it may say',
    caughtBy: atStations,
    edits: [
      {
        file: 'main/sync/pull-events.ts',
        find: '  if (unknown.length > 0) throw',
        put: '  if (unknown.length > 1_000) throw',
      },
    ],
  },
  {
    name: 'what a station put aside is not judged again when the directory tells another mode',
    caughtBy: atStations,
    edits: [
      {
        file: 'main/sync/engine.ts',
        find: '  if (hasOtherModes) await',
        put: '  if (hasOtherModes && answer.batch < 0) await',
      },
    ],
  },
  {
    name: 'a station takes out of quarantine by itself what the hub put there',
    caughtBy: atStations,
    edits: [
      { file: 'db/sync/sync-rejudge.ts', find: 'WHERE aside IN (0, 2)', put: 'WHERE aside >= 0' },
    ],
  },
  {
    name: 'a station reads the stream anew while its newest link lies aside',
    caughtBy: atStations,
    edits: [
      {
        file: 'db/sync/sync-facts.ts',
        find: '  if (unknown !== undefined) return unknown.hubSeq === seq;\n',
        put: '  if (unknown !== undefined && unknown.hubSeq !== seq) return false;\n',
      },
    ],
  },
  {
    name: 'a kiosk makes another station’s badge stale',
    caughtBy: atStations,
    edits: [
      {
        file: 'main/badges/issue-badge.ts',
        find: '(operatorId !== null || badge.serial',
        put: "(operatorId !== '' || badge.serial",
      },
    ],
  },
  {
    name: 'the hub never judges its quarantine again',
    caughtBy,
    edits: [
      {
        file: 'hub/app/hub.ts',
        find: '  await judgeAgain(context);\n',
        put: "  if (context.identity.hub === '') await judgeAgain(context);\n",
      },
    ],
  },
  {
    name: 'a station may come back in another mode',
    caughtBy,
    edits: [
      {
        file: 'hub/stations/enrolment.ts',
        find: 'known.mode !== request.mode) {',
        put: "known.mode !== request.mode && request.name === '') {",
      },
    ],
  },
  {
    name: 'a station enrols under an id of a hub’s form',
    caughtBy,
    edits: [
      {
        file: 'hub/stations/enrolment.ts',
        find: "  if (isHubAuthor(request.station)) throw new HubProblem('bad-request', 'station');\n",
        put: "  if (isHubAuthor(request.name)) throw new HubProblem('bad-request', 'station');\n",
      },
    ],
  },
  {
    name: 'a desk that becomes a kiosk keeps the desk’s id and key',
    caughtBy: 'test/main/sync/other-mode.test.ts',
    edits: [
      {
        file: 'main/sync/link/join-hub.ts',
        find: '?.mode ?? mode;',
        put: '?.mode === undefined ? mode : mode;',
      },
    ],
  },
  {
    name: 'a station makes up branches without end',
    caughtBy: 'test/hub/ledger/bounded-claims.test.ts',
    edits: [
      {
        file: 'hub/ledger/branches.ts',
        find: 'alike.length >= maxLives',
        put: 'alike.length > maxLives',
      },
    ],
  },
  {
    name: 'a part of a package is opened twice from one copy',
    caughtBy: 'test/main/station/event-package.test.ts',
    edits: [
      {
        file: 'main/station/open-package.ts',
        find: "if (chosenPart.opened !== null) throw new CallFailure('package-part-opened', String(number));",
        put: '',
      },
    ],
  },
  {
    name: 'a package marks a part although its station failed',
    caughtBy: 'test/main/station/event-package.test.ts',
    edits: [
      {
        file: 'main/station/open-package.ts',
        find: 'await unmark().catch(() => {',
        put: 'await Promise.resolve().catch(() => {',
      },
    ],
  },
  {
    name: 'a desk without a hub takes the stick of a stranger',
    caughtBy: 'test/main/sync/package-sticks.test.ts',
    edits: [
      {
        file: 'main/sync/stick/take-stick.ts',
        find: 'return certified ? named : undefined;',
        put: 'return named;',
      },
    ],
  },
  {
    name: 'a desk without a hub takes two histories of one station',
    caughtBy: 'test/main/sync/package-sticks.test.ts',
    edits: [
      {
        file: 'main/sync/stick/take-stick.ts',
        find: ': hasOtherLink(db, chain, kseq, hash),',
        put: ': false,',
      },
    ],
  },
];
