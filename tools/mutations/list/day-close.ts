import type { Mutation } from '../mutation.ts';

/** Faults of the close of a day and its report. */
export const dayClose: readonly Mutation[] = [
  {
    name: 'a station that holds more than it gave is proven',
    caughtBy: 'test/domain/day-close/station-verdict.test.ts',
    edits: [
      {
        file: 'domain/day-close/station-verdict.ts',
        find: "  if (life.said > life.count) return 'facts-missing';\n",
        put: '',
      },
    ],
  },
  {
    name: 'what was written after the close does not open it',
    caughtBy: 'test/domain/day-close/station-verdict.test.ts',
    edits: [
      {
        file: 'domain/day-close/station-verdict.ts',
        find: "return life.unclosed > 0 ? 'wrote-after-close' : null;",
        put: 'return null;',
      },
    ],
  },
  {
    name: 'an earlier life of which the end is not known is proven',
    caughtBy: 'test/domain/day-close/station-verdict.test.ts',
    edits: [
      {
        file: 'domain/day-close/station-verdict.ts',
        find: "if (isPast && life.close === null) return 'earlier-life';",
        put: 'if (station.current > life.incarnation && life.close === null) return null;',
      },
    ],
  },
  {
    name: 'open hides broken',
    caughtBy: 'test/domain/day-close/station-verdict.test.ts',
    edits: [
      {
        file: 'domain/day-close/station-verdict.ts',
        find: 'doubts.find(({ reason }) => isBroken(reason)) ?? doubts.at(-1)',
        put: 'doubts.at(-1)',
      },
    ],
  },
  {
    name: 'a station of which nothing is known is proven',
    caughtBy: 'test/domain/day-close/station-verdict.test.ts',
    edits: [
      {
        file: 'domain/day-close/station-verdict.ts',
        find: '  if (station.lives.length === 0) {',
        put: '  if (station.lives.length < 0) {',
      },
    ],
  },
  {
    name: 'at least leaves out what lies in quarantine',
    caughtBy: 'test/domain/day-close/station-verdict.test.ts',
    edits: [
      {
        file: 'domain/day-close/station-verdict.ts',
        find: 'Math.max(life.count + life.beyond, life.said)',
        put: 'Math.max(life.count, life.said)',
      },
    ],
  },
  {
    name: 'the report leaves out the versions that the hub saved',
    caughtBy: 'test/hub/day-close/day-close.test.ts',
    edits: [
      {
        file: 'hub/day-close/read-evidence.ts',
        find: "if (fact.type === 'event-changed' && link.seq !== null) eventChanges.push(fact);",
        put: '',
      },
    ],
  },
  {
    name: 'a verifier counts the facts that the report left out',
    caughtBy: 'test/hub/day-close/day-close.test.ts',
    edits: [
      {
        file: 'domain/day-close/verify-report.ts',
        find: 'return !life.notCounted.some(({ from, to }) => from <= kseq && kseq <= to);',
        put: 'return true;',
      },
    ],
  },
  {
    name: 'versions of the event are called wrong for want of the hub’s facts',
    caughtBy: 'test/hub/day-close/day-close.test.ts',
    edits: [
      {
        file: 'domain/day-close/verify-report.ts',
        find: 'isHere: found.every((line) => line !== undefined)',
        put: 'isHere: true',
      },
    ],
  },
  {
    name: 'a copy that ends earlier equals the report',
    caughtBy: 'test/domain/day-close/compare-copies.test.ts',
    edits: [
      {
        file: 'domain/day-close/compare-copies.ts',
        find: "return found.count < expected.count ? findingOf(chain, 'behind', expected, found) : null;",
        put: 'return null;',
      },
    ],
  },
  {
    name: 'facts that were sent may be left out of a report',
    caughtBy: 'test/domain/day-close/compare-copies.test.ts',
    edits: [
      {
        file: 'domain/day-close/compare-copies.ts',
        find: "  if (before > expected.count) return findingOf(chain, 'left-out', expected, found);\n",
        put: '',
      },
    ],
  },
  {
    name: 'a changed fact in a copy is not found where the hash is kept',
    caughtBy: 'test/domain/day-close/compare-copies.test.ts',
    edits: [
      {
        file: 'domain/day-close/compare-copies.ts',
        find: 'body !== null && hash(found.head, body) === said',
        put: 'body !== null && said.length > 0',
      },
    ],
  },
  {
    name: 'the key of a report is not compared',
    caughtBy: 'test/domain/day-close/verify-report.test.ts',
    edits: [
      {
        file: 'domain/day-close/verify-report.ts',
        find: 'publicKey === undefined || publicKey === report.issuer.publicKey',
        put: 'publicKey === undefined || publicKey !== null',
      },
    ],
  },
  {
    name: 'a part put into a report is not found',
    caughtBy: 'test/domain/day-close/verify-report.test.ts',
    edits: [
      {
        file: 'domain/day-close/verify-report.ts',
        find: 'const paths = new Set([...Object.keys(actual), ...Object.keys(seal.digests)]);',
        put: 'const paths = new Set(Object.keys(seal.digests));',
      },
    ],
  },
  {
    name: 'a late fact does not reopen the day',
    caughtBy: 'test/domain/day-close/late-facts.test.ts',
    edits: [
      {
        file: 'domain/day-close/close-fact.ts',
        find: 'if (fact.localDay === day || findingOf(fact)?.day === day) return true;',
        put: 'if (findingOf(fact)?.day === day) return true;',
      },
    ],
  },
  {
    name: 'the last fact that a report knows of is late',
    caughtBy: 'test/domain/day-close/late-facts.test.ts',
    edits: [
      {
        file: 'domain/day-close/close-fact.ts',
        find: '.filter(({ seq }) => seq > last.seq)',
        put: '.filter(({ seq }) => seq >= last.seq)',
      },
    ],
  },
  {
    name: 'a day to come can be closed at the hub',
    caughtBy: 'test/hub/day-close/day-close.test.ts',
    edits: [
      {
        file: 'hub/day-close/day-close.ts',
        find: '  if (day > localDayOf(clock(), event)) throw',
        put: '  if (day < localDayOf(0, event) && clock() > 0) throw',
      },
    ],
  },
  {
    name: 'a day to come can be closed at a desk',
    caughtBy: 'test/main/day-close/close-day.test.ts',
    edits: [
      {
        file: 'main/day-close/day-close-calls.ts',
        find: "  if (day > today(context)) throw new CallFailure('bad-input', day);",
        put: "  if (day > '9999') throw new CallFailure('bad-input', day + today(context));",
      },
    ],
  },
  {
    name: 'a door closes the day',
    caughtBy: 'test/hub/day-close/day-close.test.ts',
    edits: [
      {
        file: 'hub/day-close/day-close.ts',
        find: "  if (station.mode !== 'desk') throw new HubProblem('not-allowed', 'for desks');\n",
        put: '',
      },
    ],
  },
  {
    name: 'two desks that close at once write one number twice',
    caughtBy: 'test/hub/day-close/day-close.test.ts',
    edits: [
      {
        file: 'hub/day-close/day-close.ts',
        find: '    if ((last?.number ?? 0) + 1 !== draft.number) return null;\n',
        put: '    if (last === undefined && draft.number > 1) return null;\n',
      },
    ],
  },
  {
    name: 'a close of another life closes this one',
    caughtBy: 'test/hub/day-close/day-close.test.ts',
    edits: [
      {
        file: 'domain/day-close/life-reader.ts',
        find: 'closed.incarnation === authored && closed.day >= day',
        put: 'closed.day >= day',
      },
    ],
  },
  {
    name: 'a busy station closes the day with each fact',
    caughtBy: 'test/main/day-close/close-day.test.ts',
    edits: [
      {
        file: 'main/sync/close-own-day.ts',
        find: '      if (last !== null && close.operatorId === null && isBusy(ledger, station)) return null;\n',
        put: '',
      },
    ],
  },
  {
    name: 'somebody struck off after having come is counted once',
    caughtBy: 'test/domain/registration-balance.test.ts',
    edits: [
      {
        file: 'domain/badges/registration-balance.ts',
        find: '      this.add(person.delegation, row);\n      this.addGap(person',
        put: '      this.addGap(person',
      },
    ],
  },
  {
    name: 'a replaced delegate counts as cancelled',
    caughtBy: 'test/domain/registration-balance.test.ts',
    edits: [
      {
        file: 'domain/badges/registration-balance.ts',
        find: "return wasReplaced ? 'replaced' : 'cancelled';",
        put: "return 'cancelled';",
      },
    ],
  },
  {
    name: 'the hub forgets that it was told of more',
    caughtBy: 'test/hub/day-close/told-of-more.test.ts',
    edits: [
      {
        file: 'hub/ledger/told-chains.ts',
        find: '  await writeTold(context);\n  return full;\n',
        put: '  context.told.clear();\n  return full;\n',
      },
    ],
  },
  {
    name: 'a paper entry’s arrival is the typing time at other desks',
    caughtBy: 'test/main/sync/arrival-times.test.ts',
    edits: [
      {
        file: 'db/ledger/projection.ts',
        find: '      arrivalTime(fact),',
        put: '      fact.wall,',
      },
    ],
  },
  {
    name: 'a day boundary in the repeated hour begins the day twice',
    caughtBy: 'test/domain/local-day.test.ts',
    edits: [
      {
        file: 'domain/event/local-day.ts',
        find: ' && !wasReached(boundary, instant, event.timeZone)',
        put: '',
      },
    ],
  },
  {
    name: 'the close of a day begins behind the step that asks the stations',
    caughtBy: 'test/renderer/day-close/day-close-steps.test.ts',
    edits: [{ file: 'renderer/day-close/steps.ts', find: 'isSent && isAsked', put: 'isSent' }],
  },
  {
    name: 'before the day’s boundary the close of the day shows another day',
    caughtBy: 'test/main/day-close/close-day.test.ts',
    edits: [
      {
        file: 'main/day-close/day-status.ts',
        find: '...daysWithFacts(context.db, file.id), today(context)]',
        put: '...daysWithFacts(context.db, file.id)]',
      },
    ],
  },
  {
    name: 'a station with a note counts as open on one screen and not on the other',
    caughtBy: 'test/renderer/day-close/day-close-steps.test.ts',
    edits: [
      { file: 'renderer/day-close/matters.ts', find: 'resolution !== null };', put: 'false };' },
    ],
  },
  {
    name: 'each person in a gap counts as an open item at the organiser’s page',
    caughtBy: 'test/renderer/day-close/day-close-steps.test.ts',
    edits: [
      {
        file: 'web/organiser/pages/days/day-matters.ts',
        find: "(kind === 'gaps' ? 1 : open)",
        put: '(kind === null ? 1 : open)',
      },
    ],
  },
  {
    name: 'a fact that is counted names another than the one that it refers to',
    caughtBy: 'test/db/day-close.test.ts',
    edits: [
      {
        file: 'domain/ledger/counted-fact.ts',
        find: 'targetId: fact.targetId',
        put: 'targetId: fact.delegateId',
      },
    ],
  },
];
