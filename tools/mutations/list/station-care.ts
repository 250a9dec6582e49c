import type { Mutation } from '../mutation.ts';

/** Faults of start, link, updates and recovery that earlier issues guarded against. */
export const stationCare: readonly Mutation[] = [
  {
    name: 'reading everybody keeps the store from being written',
    caughtBy: 'test/db/roster.test.ts',
    edits: [
      {
        file: 'db/roster/roster.ts',
        find: '    const rows = page.all(eventId, last, pageOfEverybody);\n    for (const row of rows) yield { delegate: delegateOf(row), wall: row.wall };\n    const end = rows.at(-1);\n    if (end === undefined || rows.length < pageOfEverybody) return;\n    last = end.rid;',
        put: '    for (const row of page.iterate(eventId, last, 100 * pageOfEverybody))\n      yield { delegate: delegateOf(row), wall: row.wall };\n    return;',
      },
    ],
  },
  {
    name: 'a station that joins another hub syncs with the old token',
    caughtBy: 'test/main/sync/link-service.test.ts',
    edits: [
      {
        file: 'main/sync/link/link-service.ts',
        find: 'if (thread !== null || resting > 0 || isOver) return;',
        put: 'if (thread !== null || isOver) return;',
      },
    ],
  },
  {
    name: 'what must be alone with the hub does not wait for its turn',
    caughtBy: 'test/main/sync/link-service.test.ts',
    edits: [
      {
        file: 'main/base/turns.ts',
        find: 'const next = previous.then(action);',
        put: 'const next = action();',
      },
    ],
  },
  {
    name: 'a station syncs on after the app has ended',
    caughtBy: 'test/main/sync/link-service.test.ts',
    edits: [
      {
        file: 'main/sync/link/link-service.ts',
        find: '      isOver = true;\n',
        put: '',
      },
    ],
  },
  {
    name: 'a desk that stays in its hub ends the hub that it hosts',
    caughtBy: 'test/main/hub-hosting/leave-hub.test.ts',
    edits: [
      {
        file: 'main/hub-hosting/sync-calls.ts',
        find: '  await link.leave(force);\n  await host.stopHosting();',
        put: '  await host.stopHosting();\n  await link.leave(force);',
      },
    ],
  },
  {
    name: 'V8 may take every thread of a page',
    caughtBy: 'test/main/app/switches.test.ts',
    edits: [
      {
        file: 'main/app/start/switches.ts',
        find: "  '--no-script-streaming',\n",
        put: '',
      },
    ],
  },
  {
    name: 'switches that were given are lost',
    caughtBy: 'test/main/app/switches.test.ts',
    edits: [
      {
        file: 'main/app/start/switches.ts',
        find: "given === '' ?",
        put: 'given !== undefined ?',
      },
    ],
  },
  {
    name: 'a pass phrase depends on the keyboard that types it',
    caughtBy: 'test/security/key-sign-in.test.ts',
    edits: [
      {
        file: 'domain/operators/pass-phrase.ts',
        find: "return text.normalize('NFKC').trim();",
        put: 'return text.trim();',
      },
    ],
  },
  {
    name: 'a hint tells of a station that a pass phrase closes',
    caughtBy: 'test/main/app/start/start-hint.test.ts',
    edits: [
      {
        file: 'main/app/start/start-hint.ts',
        find: "keyHolders.protection() === 'sign-in' ? null : hint()",
        put: 'hint()',
      },
    ],
  },
  {
    name: 'the number of a used request serves where pushes share a transaction',
    caughtBy: 'test/hub/sync/push-queue.test.ts',
    edits: [
      {
        file: 'hub/sync/push-queue.ts',
        find: "row !== undefined && row.state === 'enrolled' && row.lastRequest < request.request;",
        put: "row !== undefined && row.state === 'enrolled' && row.lastRequest <= request.request;",
      },
    ],
  },
  {
    name: 'an older version is an update',
    caughtBy: 'test/main/station/update/fetch.test.ts',
    edits: [
      {
        file: 'main/station/update/choose-update.ts',
        find: 'compareVersions(version, chooser.version) <= 0 ||',
        put: 'compareVersions(version, chooser.version) === 0 ||',
      },
    ],
  },
  {
    name: 'an update that somebody else signed is taken',
    caughtBy: 'test/main/station/update/fetch.test.ts',
    edits: [
      {
        file: 'main/station/update/choose-update.ts',
        find: 'if (!isAuthenticUpdate(signed, chooser.publisherKeys, chooser.crypto)) {',
        put: 'if (signed.signatures.length === 0) {',
      },
    ],
  },
  {
    name: 'an update is installed in opening hours',
    caughtBy: 'test/main/station/update/service.test.ts',
    edits: [
      {
        file: 'main/station/update/update-service.ts',
        find: "    ...(isOpeningTime(parts.clock(), parts.event()) ? (['opening-hours'] as const) : []),\n",
        put: '',
      },
    ],
  },
  {
    name: 'an update is installed while badges print',
    caughtBy: 'test/main/station/update/service.test.ts',
    edits: [
      {
        file: 'main/station/update/update-service.ts',
        find: "    ...(parts.isPrinting() ? (['printing'] as const) : []),\n",
        put: '',
      },
    ],
  },
  {
    name: 'an update comes just before the doors open',
    caughtBy: 'test/main/station/update/opening-hours.test.ts',
    edits: [
      {
        file: 'main/station/update/update-service.ts',
        find: 'hours.map((window) => window.opens)) - marginMinutes',
        put: 'hours.map((window) => window.opens))',
      },
    ],
  },
  {
    name: 'a damaged copy takes the place of the store',
    caughtBy: 'test/main/station/backup/recover-store.test.ts',
    edits: [
      {
        file: 'main/station/backup/recover-store.ts',
        find: '      checkStore({ ...location, path: copy.path }, crypto);\n',
        put: '      if (crypto === null) checkStore({ ...location, path: copy.path }, crypto);\n',
      },
    ],
  },
  {
    name: 'what the journal holds is not given back',
    caughtBy: 'test/main/station/backup/recover-store.test.ts',
    edits: [
      {
        file: 'main/station/backup/recover-store.ts',
        find: 'facts: [...journal.facts, ...carved.facts],',
        put: 'facts: [...carved.facts],',
      },
    ],
  },
  {
    name: 'one damaged line of the journal takes the rest with it',
    caughtBy: 'test/main/station/backup/recover-store.test.ts',
    edits: [
      {
        file: 'main/station/backup/journal.ts',
        find: '      if (entry === null || entry.fact.station !== station) continue;',
        put: '      if (entry === null) break;\n      if (entry.fact.station !== station) continue;',
      },
    ],
  },
  {
    name: 'a store that is shorter than it was is taken as whole',
    caughtBy: 'test/main/station/backup/recover-store.test.ts',
    edits: [
      {
        file: 'main/station/backup/recover-store.ts',
        find: 'return mark.lastKseq > station.lastKseq;',
        put: 'return false;',
      },
    ],
  },
  {
    name: 'the newest copy goes to make room for the next',
    caughtBy: 'test/main/station/backup/copies.test.ts',
    edits: [
      {
        file: 'main/station/backup/make-copy.ts',
        find: 'listCopies(order.folder, order.stationNumber).slice(1).reverse()',
        put: 'listCopies(order.folder, order.stationNumber).reverse()',
      },
    ],
  },
  {
    name: 'copies of earlier days are dropped',
    caughtBy: 'test/main/station/backup/copies.test.ts',
    edits: [
      {
        file: 'main/station/backup/make-copy.ts',
        find: '    { copies: 40, count: 7 },\n',
        put: '',
      },
    ],
  },
  {
    name: 'the reserve on the disk is given up and never used',
    caughtBy: 'test/main/station/health/disk-watch.test.ts',
    edits: [
      {
        file: 'main/station/health/disk-watch.ts',
        find: "      rmSync(path, { force: true });\n      log.warn({}, 'disk full",
        put: "      log.warn({}, 'disk full",
      },
    ],
  },
  {
    name: 'the reserve is made when the disk is nearly full',
    caughtBy: 'test/main/station/health/disk-watch.test.ts',
    edits: [
      {
        file: 'main/station/health/disk-watch.ts',
        find: 'if (free > limits.low + limits.reserve && !hasReserve',
        put: 'if (free > 0 && !hasReserve',
      },
    ],
  },
  {
    name: 'a frame within a page makes calls',
    caughtBy: 'test/security/check-sender.test.ts',
    edits: [
      {
        file: 'main/app/security/check-sender.ts',
        find: 'frame === null || frame !== event.sender.mainFrame || !isOwnAddress(frame.url)',
        put: 'frame === null || !isOwnAddress(frame.url)',
      },
    ],
  },
  {
    name: 'a configured clock begins again at every start',
    caughtBy: 'test/main/base/clock.test.ts',
    edits: [
      { file: 'main/base/clock.ts', find: 'known?.start === start ? known.shift : ', put: '' },
    ],
  },
  {
    name: 'the page carries out twice what is sent twice',
    caughtBy: 'test/ui/gate.test.ts',
    edits: [
      {
        file: 'ui/gate.ts',
        find: '    isUnderWay = true;',
        put: '    isUnderWay = false;',
      },
    ],
  },
  {
    name: 'what a station sends again is read again',
    caughtBy: 'test/hub/sync/push-queue.test.ts',
    edits: [
      {
        file: 'hub/sync/push-queue.ts',
        find: 'isOwn && mayBeRepeat(request) ? readRepeat : readPush',
        put: 'isOwn && mayBeRepeat(request) && context === null ? readRepeat : readPush',
      },
    ],
  },
  {
    name: 'another history under the same numbers passes for a repeat',
    caughtBy: 'test/hub/sync/push-queue.test.ts',
    edits: [
      {
        file: 'hub/sync/read-push.ts',
        find: 'if (held === undefined || held.hash !== last?.hash) {',
        put: 'if (held === undefined) {',
      },
    ],
  },
  {
    name: 'the later chains of a long handshake are taken as they come',
    caughtBy: 'test/hub/http/station-quotas.test.ts',
    edits: [
      {
        file: 'hub/http/station-routes.ts',
        find: 'items.push(...readValue(unread.slice(items.length, items.length + size), schema));',
        put: 'items.push(...(items.length > 0 ? (unread.slice(items.length, items.length + size) as Item[]) : readValue(unread.slice(items.length, items.length + size), schema)));',
      },
    ],
  },
  {
    name: 'a printer that never printed counts as ready for the doors',
    caughtBy: 'test/main/station/readiness.test.ts',
    edits: [
      {
        file: 'main/station/readiness.ts',
        find: 'tested: jobs.some((job) => cameOut.includes(job.state)),',
        put: 'tested: jobs.length > 0,',
      },
    ],
  },
  {
    name: 'people with an unknown delegation are not missed before the doors open',
    caughtBy: 'test/main/station/readiness.test.ts',
    edits: [
      {
        file: 'db/roster/roster-gaps.ts',
        find: 'delegation NOT IN (SELECT value FROM json_each(@delegations))',
        put: 'delegation IS NULL',
      },
    ],
  },
];
