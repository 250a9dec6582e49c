import type { Mutation } from '../mutation.ts';

/** Faults of clocks, polling and a station’s exchange with the hub. */
export const sync: readonly Mutation[] = [
  {
    name: 'a tie within a millisecond does not move the clock on',
    caughtBy: 'test/domain/hlc.test.ts',
    edits: [
      {
        file: 'domain/ledger/hlc.ts',
        find: 'counter: last.counter + 1',
        put: 'counter: last.counter',
      },
    ],
  },
  {
    name: 'a full counter falls back to zero in its millisecond',
    caughtBy: 'test/domain/hlc.test.ts',
    edits: [
      {
        file: 'domain/ledger/hlc.ts',
        find: 'const milliseconds = full ? reading.milliseconds + 1 : reading.milliseconds;',
        put: 'const milliseconds = reading.milliseconds;',
      },
    ],
  },
  {
    name: 'a clock that was set back is followed',
    caughtBy: 'test/domain/hlc.test.ts',
    edits: [
      {
        file: 'domain/ledger/hlc.ts',
        find: 'now > last.milliseconds\n',
        put: 'now !== last.milliseconds\n',
      },
    ],
  },
  {
    name: 'the wait after failures does not grow',
    caughtBy: 'test/main/sync/runner.test.ts',
    edits: [
      {
        file: 'main/sync/back-off.ts',
        find: 'backOffLimits.first * 2 ** (failures - 1)',
        put: 'backOffLimits.first * 2',
      },
    ],
  },
  {
    name: 'a station comes back before the time that the hub asked for',
    caughtBy: 'test/main/sync/runner.test.ts',
    edits: [
      {
        file: 'main/sync/back-off.ts',
        find: 'return Math.min(retryAfter ?? 0, maxRetryAfter) + random() * limit;',
        put: 'return Math.max(Math.min(retryAfter ?? 0, maxRetryAfter), limit) * random();',
      },
    ],
  },
  {
    name: 'a fact that was written during a sync waits for the next poll',
    caughtBy: 'test/main/sync/runner.test.ts',
    edits: [
      {
        file: 'main/sync/runner.ts',
        find: '    if (again || [...heard',
        put: '    if ([...heard',
      },
    ],
  },
  {
    name: 'a hint that came during a sync is forgotten',
    caughtBy: 'test/main/sync/runner.test.ts',
    edits: [
      {
        file: 'main/sync/runner.ts',
        find: 'if (running !== null) heard.set(hint.stream, hint);',
        put: 'if (running !== null) return;',
      },
    ],
  },
  {
    name: 'a fact cuts the wait after a failure short',
    caughtBy: 'test/main/sync/runner.test.ts',
    edits: [
      {
        file: 'main/sync/runner.ts',
        find: "else if (next?.due === 'poll') schedule('soon', milliseconds);",
        put: "else schedule('soon', milliseconds);",
      },
    ],
  },
  {
    name: 'a page that lacks rows counts',
    caughtBy: 'test/main/sync/refusals.test.ts',
    edits: [
      {
        file: 'main/sync/session.ts',
        find: 'const isWhole = end.rows === rows.length && end.next',
        put: 'const isWhole = end.next',
      },
      {
        file: 'main/hub-client/http-hub.ts',
        find: 'rows.length !== end.rows || ',
        put: '',
      },
    ],
  },
  {
    name: 'the roster of a restored hub is not swept of whom it does not know',
    caughtBy: 'test/main/sync/recovery.test.ts',
    edits: [
      {
        file: 'main/sync/pull-roster.ts',
        find: '  if (hubLinkOf(db).sweeping) await sweep(session);\n',
        put: '',
      },
    ],
  },
  {
    name: 'whoever came into being here is swept away',
    caughtBy: 'test/main/sync/recovery.test.ts',
    edits: [
      {
        file: 'db/sync/roster-pull.ts',
        find: 'if (row === undefined || newcomers.has(row.id)) continue;',
        put: 'if (row === undefined) continue;',
      },
    ],
  },
  {
    name: 'a payload that its fact did not commit to is kept',
    caughtBy: 'test/main/sync/payloads.test.ts',
    edits: [
      {
        file: 'db/sync/sync-facts.ts',
        find: '  if (commitment(salt, personal.payload, setting.crypto) !== event.commitment) return;\n',
        put: '',
      },
    ],
  },
  {
    name: 'a deleted delegate stays on the roster of a station',
    caughtBy: 'test/main/sync/exchange.test.ts',
    edits: [
      {
        file: 'db/sync/roster-pull.ts',
        find: "statement(db, 'UPDATE delegate SET deleted = 1, wall = ? WHERE rid = ?').run(wall, row.rid);",
        put: "statement(db, 'UPDATE delegate SET wall = ? WHERE rid = ?').run(wall, row.rid);",
      },
    ],
  },
  {
    name: 'the hub’s stop list is taken unsigned',
    caughtBy: 'test/main/sync/stop-list.test.ts',
    edits: [
      {
        file: 'db/sync/stop-list.ts',
        find: "  if (!isAuthenticStopList(signed, trust.hubKey, trust.crypto)) return 'not-authentic';\n",
        put: '',
      },
    ],
  },
  {
    name: 'one hour of drift is followed',
    caughtBy: 'test/domain/hlc.test.ts',
    edits: [
      {
        file: 'domain/ledger/hlc.ts',
        find: 'maxDrift = 60_000',
        put: 'maxDrift = 3_600_000',
      },
    ],
  },
  {
    name: 'a station with another event file is not noticed',
    caughtBy: 'test/hub/stations/compare-stations.test.ts',
    edits: [
      {
        file: 'hub/stations/compare-stations.ts',
        find: 'file !== identity.eventFileHash',
        put: "file === ''",
      },
    ],
  },
  {
    name: 'a station that joins again keeps its own edition of the event file',
    caughtBy: 'test/main/sync/link-service.test.ts',
    edits: [
      {
        file: 'main/sync/link/join-hub.ts',
        find: 'eventFileHash(file, nodeCrypto) !== eventFileHash(event.file, nodeCrypto)',
        put: 'file.id !== event.file.id',
      },
    ],
  },
  {
    name: 'a desk says nothing of its own event file',
    caughtBy: 'test/main/sync/compared.test.ts',
    edits: [
      {
        file: 'main/sync/hub-warnings.ts',
        find: 'isOwnOther ? [context.stationName, ...others] : others',
        put: 'others',
      },
    ],
  },
  {
    name: 'one station alone casts doubt on the hub’s clock',
    caughtBy: 'test/domain/hub-clock.test.ts',
    edits: [{ file: 'domain/sync/sync-status.ts', find: 'same.length >= 2 && ', put: '' }],
  },
  {
    name: 'a clock that was put right still casts doubt on the hub’s',
    caughtBy: 'test/hub/stations/compare-stations.test.ts',
    edits: [
      {
        file: 'hub/stations/compare-stations.ts',
        find: 'Math.abs(now - seen) < onlineWithin',
        put: 'seen <= now + onlineWithin * 9_999',
      },
    ],
  },
  {
    name: 'a station is stopped for the hub’s wrong clock',
    caughtBy: 'test/main/ledger/confirm-clock.test.ts',
    edits: [
      {
        file: 'main/base/clock.ts',
        find: 'link.clockOffset - (link.hubClockOff ?? 0)',
        put: 'link.clockOffset',
      },
    ],
  },
  {
    name: 'a first roster is written in as small transactions as a later one',
    caughtBy: 'test/main/sync/exchange.test.ts',
    edits: [
      {
        file: 'main/sync/pull-roster.ts',
        find: 'isRosterEmpty(db) ? wholePages',
        put: 'after < 0 ? wholePages',
      },
    ],
  },
];
