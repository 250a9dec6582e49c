import type { Mutation } from '../mutation.ts';

/** Certificates and verdicts that say more than is known. */
export const proofs: readonly Mutation[] = [
  {
    name: 'a certificate forgets copies of the store on a disk that is away',
    caughtBy: 'test/main/privacy/copies-away.test.ts',
    edits: [
      {
        file: 'main/privacy/carry-out.ts',
        find: "(await files.eraseCopies(place)) ?? 'copies-away'",
        put: '(await files.eraseCopies(place)) ?? 0',
      },
    ],
  },
  {
    name: 'an empty mount point counts as a disk that was erased',
    caughtBy: 'test/main/privacy/copies-away.test.ts',
    edits: [
      {
        file: 'main/station/backup/copies.ts',
        find: "    return readFileSync(markPath(path, stationNumber), 'utf8') === id;",
        put: '    return existsSync(path) || id === markPath(path, stationNumber);',
      },
      {
        file: 'main/station/backup/copies.ts',
        find: '  rmSync(markPath(place.path, stationNumber));',
        put: '  rmSync(markPath(place.path, stationNumber), { force: true });',
      },
      {
        file: 'main/station/backup/copies.ts',
        find: 'readdirSync, readFileSync, rmSync',
        put: 'readdirSync, rmSync',
      },
    ],
  },
  {
    name: 'folders with copies are listed while a copy is being made',
    caughtBy: 'test/main/privacy/copies-away.test.ts',
    edits: [
      {
        file: 'main/station/backup/backups.ts',
        find: '    const next = working.then(work);\n    working = next.catch(() => {});',
        put: '    const next = Promise.resolve().then(work);\n    working = next.catch(() => {});',
      },
    ],
  },
  {
    name: 'a restored hub forgets the backups that it made',
    caughtBy: 'test/hub/app/backups-away.test.ts',
    edits: [
      {
        file: 'hub/privacy/privacy.ts',
        find: '    await adoptWritten(of);\n',
        put: '    if (orders.length > 1_000) await adoptWritten(of);\n',
      },
    ],
  },
  {
    name: 'a hub’s backup that was away at the purge is never tried again',
    caughtBy: 'test/hub/app/backups-away.test.ts',
    edits: [
      {
        file: 'hub/privacy/carry-out.ts',
        find: 'if (leaving.length > 0) await',
        put: 'if (leaving.length > 1_000) await',
      },
    ],
  },
  {
    name: 'what people wrote as they approved outlives a purge',
    caughtBy: 'test/hub/privacy/purge.test.ts',
    edits: [
      {
        file: 'hub/privacy/empty.ts',
        find: '  await forgetReasons(tx);\n',
        put: '  if (delegates < 0) await forgetReasons(tx);\n',
      },
    ],
  },
  {
    name: 'a desk without its hub proves others by an old chain',
    caughtBy: 'test/domain/day-close/station-verdict.test.ts',
    edits: [
      {
        file: 'domain/day-close/station-verdict.ts',
        find: '  if (!station.heard)\n',
        put: '  if (!station.heard && held < 0)\n',
      },
    ],
  },
  {
    name: 'a desk believes that it hears every station itself',
    caughtBy: 'test/main/day-close/close-day.test.ts',
    edits: [
      {
        file: 'main/day-close/local-day.ts',
        find: 'heard: isSelf,',
        put: 'heard: true,',
      },
    ],
  },
  {
    name: 'a verdict does not say how much was written behind its close',
    caughtBy: 'test/domain/day-close/station-verdict.test.ts',
    edits: [
      {
        file: 'domain/day-close/station-verdict.ts',
        find: 'since: Math.max(0, life.count - kseq)',
        put: 'since: Math.min(0, life.count - kseq)',
      },
    ],
  },
  {
    name: 'facts of a push that the hub refused count as never spoken of',
    caughtBy: 'test/hub/day-close/never-more-than-known.test.ts',
    edits: [
      {
        file: 'hub/sync/push.ts',
        find: '  if (of !== station.id) return;',
        put: '  if (of !== station.id || events.length > 0) return;',
      },
    ],
  },
  {
    name: 'a hub that took over forgets the store of the hub before',
    caughtBy: 'test/hub/privacy/purge.test.ts',
    edits: [
      {
        file: 'hub/privacy/privacy.ts',
        find: '  if (earlier !== null) await noteWritten',
        put: '  if (earlier === null) await noteWritten',
      },
    ],
  },
];
