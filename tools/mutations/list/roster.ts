import type { Mutation } from '../mutation.ts';

/** Faults of roster, import and search. */
export const roster: readonly Mutation[] = [
  {
    name: 'a batch is written by what was read before somebody else wrote',
    caughtBy: 'test/db/roster.test.ts',
    edits: [
      {
        file: 'db/roster/roster-write.ts',
        find: 'const valid = dataVersion(db) === version;',
        put: 'const valid = version >= 0;',
      },
    ],
  },
  {
    name: 'the same person twice in a batch is added twice',
    caughtBy: 'test/db/roster.test.ts',
    edits: [
      {
        file: 'db/roster/roster-write.ts',
        find: 'valid && !written.has(one.delegate.id) ? one',
        put: 'valid ? one',
      },
    ],
  },
  {
    name: 'a delegate who comes back stays deleted',
    caughtBy: 'test/db/roster.test.ts',
    edits: [
      {
        file: 'db/roster/roster-row.ts',
        find: ', wall = ?, deleted = 0 WHERE',
        put: ', wall = ?, deleted = deleted WHERE',
      },
    ],
  },
  {
    name: 'counts forget the state before a change',
    caughtBy: 'test/db/roster.test.ts',
    edits: [
      {
        file: 'db/schema/roster.ts',
        find: "    WHERE event_id = OLD.event_id AND status = OLD.status AND days = coalesce(OLD.days, '') AND OLD.deleted = 0;\n",
        put: "    WHERE event_id = OLD.event_id AND status = OLD.status AND days = coalesce(OLD.days, '') AND OLD.deleted = 1;\n",
      },
    ],
  },
  {
    name: 'an import is undone although somebody whom it added has arrived',
    caughtBy: 'test/import/undo-import.test.ts',
    edits: [
      {
        file: 'db/roster/last-import.ts',
        find: 'recorded: added(isRecorded),',
        put: 'recorded: 0,',
      },
    ],
  },
  {
    name: 'undoing an import leaves the changed names to the search',
    caughtBy: 'test/import/undo-import.test.ts',
    edits: [
      {
        file: 'db/roster/last-import.ts',
        find: "if (imported.state === 'changed') {",
        put: "if (imported.state === 'changed') return;\n  if (imported.state === 'added') {",
      },
    ],
  },
  {
    name: 'a purge leaves what the last import replaced',
    caughtBy: 'test/db/purge-rows.test.ts',
    edits: [
      {
        file: 'db/privacy/purge-rows.ts',
        find: "  run('DELETE FROM imported WHERE event_id = ?', eventId);\n",
        put: '',
      },
    ],
  },
  {
    name: 'a delegate of another event is found',
    caughtBy: 'test/db/roster.test.ts',
    edits: [
      {
        file: 'db/roster/roster.ts',
        find: 'AND delegate.event_id = ? AND delegate.deleted = 0`',
        put: 'AND ? IS NOT NULL AND delegate.deleted = 0`',
      },
    ],
  },
  {
    name: 'a deleted delegate is found by a ticket',
    caughtBy: 'test/db/roster.test.ts',
    edits: [
      {
        file: 'db/roster/roster.ts',
        find: 'AND delegate.event_id = ? AND delegate.deleted = 0`',
        put: 'AND delegate.event_id = ?`',
      },
    ],
  },
  {
    name: 'everybody is read but the last of a page',
    caughtBy: 'test/db/roster.test.ts',
    edits: [
      {
        file: 'db/roster/roster.ts',
        find: '    last = end.rid;',
        put: '    last = end.rid + 1;',
      },
    ],
  },
  {
    name: 'who is absent from a file counts as unchanged',
    caughtBy: 'test/import/roster-import.test.ts',
    edits: [
      {
        file: 'intake/comparison.ts',
        find: '      plan.diff.absent += 1;\n',
        put: '      plan.diff.unchanged += 1;\n',
      },
    ],
  },
  {
    name: 'a change of what a badge shows tells of no outdated badge',
    caughtBy: 'test/import/roster-import.test.ts',
    edits: [
      {
        file: 'intake/comparison.ts',
        find: 'if (hasBadge && changes.some((change) => isOnBadge',
        put: 'if (hasBadge && changes.every((change) => isOnBadge',
      },
    ],
  },
  {
    name: 'a file is compared with a roster that changes meanwhile',
    caughtBy: 'test/import/compare.test.ts',
    edits: [
      {
        file: 'main/roster/import/plan.ts',
        find: 'return setting.db.transaction(() => compareWith(file, setting))();',
        put: 'return compareWith(file, setting);',
      },
    ],
  },
  {
    name: 'an approved printed name is built anew',
    caughtBy: 'test/db/roster.test.ts',
    edits: [
      {
        file: 'domain/roster/roster-entry.ts',
        find: 'const approved = existing === null || isBuilt(existing) ? undefined : existing.printedName;',
        put: 'const approved = existing === null || said.familyName !== undefined ? undefined : existing.printedName;',
      },
    ],
  },
  {
    name: 'a walk-in’s name goes into the chain',
    caughtBy: 'test/main/check-in/roster-changes.test.ts',
    edits: [
      {
        file: 'main/check-in/roster-changes.ts',
        find: 'payload: { identity: input.identity, status: delegate.status },\n        personal: { delegate: { ...personal.delegate }',
        put: 'payload: { identity: input.identity, status: delegate.status, name: delegate.printedName },\n        personal: { delegate: { ...personal.delegate }',
      },
    ],
  },
  {
    name: 'a replacement leaves the badge of whom it replaces valid',
    caughtBy: 'test/main/check-in/roster-changes.test.ts',
    edits: [
      {
        file: 'main/check-in/roster-changes.ts',
        find: "      voidLivingBadges(context, leaving.id, operatorId, 'stale');\n",
        put: '',
      },
    ],
  },
  {
    name: 'a replaced delegate stays confirmed',
    caughtBy: 'test/main/check-in/roster-changes.test.ts',
    edits: [
      {
        file: 'main/check-in/roster-changes.ts',
        find: "{ ...leaving, status: 'cancelled' }",
        put: '{ ...leaving }',
      },
    ],
  },
  {
    name: 'a correction of nothing is written',
    caughtBy: 'test/main/check-in/roster-changes.test.ts',
    edits: [
      {
        file: 'main/check-in/correct-spelling.ts',
        find: "      if (fields.length === 0) throw new CallFailure('no-change');\n",
        put: '',
      },
    ],
  },
  {
    name: 'a walk-in of an unknown category is taken',
    caughtBy: 'test/main/check-in/roster-changes.test.ts',
    edits: [
      {
        file: 'main/check-in/roster-changes.ts',
        find: "  if (!categories.some(({ id }) => id === person.category))\n    throw new CallFailure('bad-input', 'category');\n",
        put: '  if (categories.length === 0) throw new CallFailure(id);\n',
      },
    ],
  },
  {
    name: 'another usual name of a category is not understood',
    caughtBy: 'test/intake/row-reader.test.ts',
    edits: [
      {
        file: 'intake/row-reader.ts',
        find: "if (known.has(id)) for (const word of others.split(', '))",
        put: "if (known.has(id)) for (const word of others.split('|'))",
      },
    ],
  },
  {
    name: 'a row with a cell too many is taken',
    caughtBy: 'test/intake/row-reader.test.ts',
    edits: [
      {
        file: 'intake/row-reader.ts',
        find: 'for (let column = width; column < row.cells.length; column += 1) {',
        put: 'for (let column = width + 1; column < row.cells.length; column += 1) {',
      },
    ],
  },
  {
    name: 'deleted delegates are found by their words',
    caughtBy: 'test/db/search.test.ts',
    edits: [
      {
        file: 'db/roster/search.ts',
        find: 'WHERE delegate_search MATCH ? AND delegate.event_id = ? AND delegate.deleted = 0 LIMIT ?',
        put: 'WHERE delegate_search MATCH ? AND delegate.event_id = ? LIMIT ?',
      },
    ],
  },
  {
    name: 'deleted delegates are found by their code',
    caughtBy: 'test/db/search.test.ts',
    edits: [
      {
        file: 'db/roster/search.ts',
        find: 'WHERE known.code = ? AND delegate.event_id = ? AND delegate.deleted = 0`',
        put: 'WHERE known.code = ? AND delegate.event_id = ?`',
      },
    ],
  },
  {
    name: 'codes that look alike are two persons',
    caughtBy: 'test/domain/registration-code.test.ts',
    edits: [
      {
        file: 'domain/tickets/registration-code.ts',
        find: '  if (plain.test(text)) return text;',
        put: '  return text;',
      },
    ],
  },
  {
    name: 'an override of direction stays in a name',
    caughtBy: 'test/intake/row-reader.test.ts',
    edits: [
      {
        file: 'intake/cell-text.ts',
        find: "withoutDirections(cell.normalize('NFC'))",
        put: "cell.normalize('NFC')",
      },
    ],
  },
  {
    name: 'a rebuilt store takes over counts that its rows do not have',
    caughtBy: 'test/db/roster.test.ts',
    edits: [
      {
        file: 'main/station/backup/rebuild.ts',
        find: "  'operator',",
        put: "  'roster_count',\n  'operator',",
      },
      {
        file: 'main/station/backup/rebuild.ts',
        find: '`INSERT OR IGNORE INTO',
        put: '`INSERT OR REPLACE INTO',
      },
    ],
  },
  {
    name: 'a walk-in that another version wrote is passed over',
    caughtBy: 'test/hub/roster/roster-facts.test.ts',
    edits: [
      {
        file: 'domain/roster/delegate.ts',
        find: 'export const carriedDelegateSchema = z.object(',
        put: 'export const carriedDelegateSchema = z.strictObject(',
      },
    ],
  },
  {
    name: 'a delegate without a field that came later cannot be read',
    caughtBy: 'test/main/station/backup/regain-effects.test.ts',
    edits: [
      {
        file: 'domain/roster/delegate.ts',
        find: 'return missing === undefined ? read : read.default(missing);',
        put: 'return read;',
      },
    ],
  },
  {
    name: 'a recovery passes over people whom it cannot read',
    caughtBy: 'test/main/station/backup/regain-effects.test.ts',
    edits: [
      {
        file: 'main/station/backup/regain-effects.ts',
        find: '  const isMissed = !isPurged(db, fact.eventId);',
        put: '  const isMissed = isPurged(db, fact.eventId);',
      },
    ],
  },
];
