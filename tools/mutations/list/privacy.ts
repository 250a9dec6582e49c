import type { Mutation } from '../mutation.ts';

/** Faults of purge, retention and least data. */
export const privacy: readonly Mutation[] = [
  {
    name: 'a payload that was purged comes with a later showing of its link',
    caughtBy: 'test/main/privacy/station-purge.test.ts',
    only: 'nobody comes back',
    edits: [
      {
        file: 'db/schema/retention.ts',
        find: 'AFTER UPDATE OF personal ON unknown_event',
        put: 'AFTER UPDATE OF wall ON unknown_event',
      },
    ],
  },
  {
    name: 'the warning before a purge stands one day less',
    caughtBy: 'test/domain/purge.test.ts',
    edits: [
      {
        file: 'domain/privacy/retention.ts',
        find: 'now - warnedAt >= warningDays * 86_400_000',
        put: 'now - warnedAt >= (warningDays - 1) * 86_400_000',
      },
    ],
  },
  {
    name: 'a purge is due without a warning',
    caughtBy: 'test/domain/purge.test.ts',
    edits: [
      {
        file: 'domain/privacy/retention.ts',
        find: 'const stood = warnedAt !== null && now',
        put: 'const stood = warnedAt === null || now',
      },
    ],
  },
  {
    name: 'the last day of the event is no day of the event',
    caughtBy: 'test/domain/purge.test.ts',
    edits: [
      {
        file: 'domain/privacy/retention.ts',
        find: "if (today <= last) return at('during');",
        put: "if (today < last) return at('during');",
      },
    ],
  },
  {
    name: 'the rule counts from the first day of the event',
    caughtBy: 'test/domain/purge.test.ts',
    edits: [
      {
        file: 'domain/privacy/retention.ts',
        find: 'addDays(last, rule.days)',
        put: 'addDays(first, rule.days)',
      },
    ],
  },
  {
    name: 'one person under two names approves the own purge',
    caughtBy: 'test/hub/privacy/purge.test.ts',
    edits: [
      {
        file: 'hub/base/two-people.ts',
        find: "  if (isSamePerson(requestedBy, approvedBy)) throw new HubProblem('not-allowed', 'same-person');",
        put: "  if (requestedBy === approvedBy && isSamePerson(requestedBy, approvedBy))\n    throw new HubProblem('not-allowed', 'same-person');",
      },
    ],
  },
  {
    name: 'a request for a purge never ends',
    caughtBy: 'test/hub/privacy/purge.test.ts',
    edits: [
      {
        file: 'hub/base/two-people.ts',
        find: "  if (context.lifetimes.isOver(id, requestedAt, lifetime))\n    throw new HubProblem('not-allowed', 'expired');\n",
        put: '',
      },
    ],
  },
  {
    name: 'a request for a purge serves twice',
    caughtBy: 'test/hub/privacy/purge.test.ts',
    edits: [
      {
        file: 'hub/base/two-people.ts',
        find: "    .where('kind', '=', kind)\n    .where('state', '=', 'open')\n    .returning('id')\n",
        put: "    .where('kind', '=', kind)\n    .returning('id')\n",
      },
    ],
  },
  {
    name: 'the hub purges on a day of the event',
    caughtBy: 'test/hub/privacy/purge.test.ts',
    edits: [
      {
        file: 'hub/privacy/privacy.ts',
        find: "  if (!mayPurgeNow(context)) throw new HubProblem('not-allowed', 'event-days');",
        put: '  if (!mayPurgeNow(context)) return;',
      },
    ],
  },
  {
    name: 'payloads in quarantine outlive a purge',
    caughtBy: 'test/hub/privacy/purge.test.ts',
    edits: [
      {
        file: 'hub/privacy/empty.ts',
        find: "  counts.set('quarantine', await stripQuarantine(tx));\n",
        put: '',
      },
    ],
  },
  {
    name: 'stations do not hear that the roster was emptied',
    caughtBy: 'test/hub/privacy/purge.test.ts',
    edits: [
      {
        file: 'hub/privacy/empty.ts',
        find: "    await moveStream(tx, 'roster', roster.seq + 1);\n",
        put: '',
      },
    ],
  },
  {
    name: 'an order that the hub did not sign is carried out',
    caughtBy: 'test/domain/purge.test.ts',
    edits: [
      {
        file: 'domain/privacy/order.ts',
        find: 'return crypto.verify(fromBase64(key), text, fromBase64(signed.signature));',
        put: 'return crypto.verify(fromBase64(key), text, fromBase64(signed.signature)) || text.length > 0;',
      },
    ],
  },
  {
    name: 'photos outlive a purge',
    caughtBy: 'test/db/purge-rows.test.ts',
    edits: [
      {
        file: 'db/privacy/purge-rows.ts',
        find: '    sql: `DELETE FROM delegate_photo WHERE rowid IN\n       (SELECT rowid FROM delegate_photo WHERE event_id = ? LIMIT ?)`',
        put: '    sql: `DELETE FROM delegate_photo WHERE rowid IN\n       (SELECT rowid FROM delegate_photo WHERE event_id = ? LIMIT ? * 0)`',
      },
    ],
  },
  {
    name: 'codes outlive a purge',
    caughtBy: 'test/db/purge-rows.test.ts',
    edits: [
      {
        file: 'db/privacy/purge-rows.ts',
        find: 'WHERE delegate_id NOT IN (SELECT id FROM delegate) LIMIT ?)`',
        put: 'WHERE delegate_id IN (SELECT id FROM delegate) LIMIT ?)`',
      },
    ],
  },
  {
    name: 'words of the search index outlive a purge',
    caughtBy: 'test/db/purge-rows.test.ts',
    edits: [
      {
        file: 'db/privacy/purge-rows.ts',
        find: '  writeSetting(db, indexSetting, null);\n  renewSearchIndex(db);\n',
        put: '  writeSetting(db, indexSetting, null);\n',
      },
    ],
  },
  {
    name: 'the detail of a print job outlives a purge',
    caughtBy: 'test/db/purge-rows.test.ts',
    edits: [
      {
        file: 'db/privacy/purge-rows.ts',
        find: "UPDATE print_job SET detail = '' WHERE event_id = ? AND detail <> ''",
        put: "UPDATE print_job SET detail = '' WHERE event_id = ? AND detail IS NULL",
      },
    ],
  },
  {
    name: 'a purge leaves free pages as they are',
    caughtBy: 'test/main/privacy/station-purge.test.ts',
    only: 'a large event is purged',
    edits: [
      {
        file: 'db/privacy/purge-rows.ts',
        find: "  if (Number(db.pragma('freelist_count', { simple: true })) > 0) {",
        put: "  if (Number(db.pragma('freelist_count', { simple: true })) < 0) {",
      },
    ],
  },
  {
    name: 'a file that somebody changed is deleted',
    caughtBy: 'test/main/privacy/purge.test.ts',
    edits: [
      {
        file: 'hub/store/purge-files.ts',
        find: '!sha256.includes(await fileHash(path))',
        put: '(await fileHash(path)) === null',
      },
    ],
  },
  {
    name: 'a purge counts only what it deleted last',
    caughtBy: 'test/main/privacy/station-purge.test.ts',
    edits: [
      {
        file: 'db/privacy/purge-orders.ts',
        find: '(before.counts.get(part) ?? 0) + (more.counts?.get(part) ?? 0)',
        put: '(more.counts?.get(part) ?? before.counts.get(part) ?? 0)',
      },
    ],
  },
  {
    name: 'a walk-in comes into a purged event',
    caughtBy: 'test/main/privacy/station-purge.test.ts',
    edits: [
      {
        file: 'main/check-in/roster-changes.ts',
        find: '  notPurged(context.db, id);\n',
        put: '',
      },
    ],
  },
  {
    name: 'a station with a hub purges by itself',
    caughtBy: 'test/main/privacy/station-purge.test.ts',
    edits: [
      {
        file: 'main/privacy/order-purge.ts',
        find: "  if (findHubLink(context.db) !== null) throw new CallFailure('purge-at-hub');\n",
        put: '',
      },
    ],
  },
  {
    name: 'a changed rule keeps the old warning',
    caughtBy: 'test/main/privacy/station-purge.test.ts',
    edits: [
      {
        file: 'db/privacy/retention.ts',
        find: 'warned_at = CASE WHEN retention.rule = excluded.rule THEN retention.warned_at END',
        put: 'warned_at = retention.warned_at',
      },
    ],
  },
  {
    name: 'a kiosk receives a field that the list does not have',
    caughtBy: 'test/domain/delegate-fields.test.ts',
    edits: [
      {
        file: 'domain/roster/roster-wire.ts',
        find: 'const values: Partial<Record<keyof Delegate, unknown>> = {};',
        put: 'const values: Partial<Record<keyof Delegate, unknown>> = { ...delegate };',
      },
    ],
  },
  {
    name: 'a door learns names that only desks need',
    caughtBy: 'test/hub/sync/pull.test.ts',
    edits: [
      {
        file: 'domain/roster/delegate-fields.ts',
        find: "Nom dans son écriture' },\n    door: withheld,",
        put: "Nom dans son écriture' },\n    door: 'value',",
      },
    ],
  },
  {
    name: 'a kiosk receives a field that the event gives to doors alone',
    caughtBy: 'test/main/sync/exchange.test.ts',
    edits: [
      {
        file: 'domain/roster/roster-wire.ts',
        find: 'receivedBy.includes(mode)',
        put: 'receivedBy.length > 0',
      },
    ],
  },
  {
    name: 'personal payloads go to every mode',
    caughtBy: 'test/hub/sync/pull.test.ts',
    edits: [
      {
        file: 'hub/sync/pull.ts',
        find: "mode === 'desk' && salt",
        put: 'salt',
      },
    ],
  },
  {
    name: 'a purge deletes the archive, which holds nobody',
    caughtBy: 'test/main/day-close/archive.test.ts',
    edits: [
      {
        file: 'main/day-close/archive.ts',
        find: 'import { saveHarmlessFile }',
        put: 'import { savePersonalFile }',
      },
      {
        file: 'main/day-close/archive.ts',
        find: 'saveHarmlessFile(path, bytes)',
        put: 'savePersonalFile(context, path, bytes)',
      },
    ],
  },
  {
    name: 'a changed header of an archive goes unnoticed',
    caughtBy: 'test/main/day-close/archive.test.ts',
    edits: [
      {
        file: 'main/day-close/open-archive.ts',
        find: 'opened?.content.made !== made',
        put: 'opened === null',
      },
    ],
  },
  {
    name: 'an archive takes personal payloads along',
    caughtBy: 'test/main/day-close/archive.test.ts',
    edits: [
      {
        file: 'main/day-close/archive-work.ts',
        find: 'links.map(({ kseq, hash, body, signature: known }) => {',
        put: 'links.map(({ kseq, hash, personal, body: own, signature: known }) => {\n        const body = own + JSON.stringify(personal);',
      },
    ],
  },
  {
    name: 'a session of an earlier event admits at all times in the next one',
    caughtBy: 'test/domain/earlier-event.test.ts',
    edits: [
      {
        file: 'domain/event/earlier-event.ts',
        find: 'if (isSession(checkpoint) && (!withSessions || windows.length === 0)) return [];',
        put: '',
      },
    ],
  },
];
