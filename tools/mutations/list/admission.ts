import type { Mutation } from '../mutation.ts';

/** Faults of check-in and admission. */
export const admission: readonly Mutation[] = [
  {
    name: 'the minute at which a window closes is still open',
    caughtBy: 'test/domain/admission.test.ts',
    edits: [
      {
        file: 'domain/check-in/admission.ts',
        find: 'minute >= from && minute < to :',
        put: 'minute >= from && minute <= to :',
      },
    ],
  },
  {
    name: 'a window over midnight is never open',
    caughtBy: 'test/domain/admission.test.ts',
    edits: [
      {
        file: 'domain/check-in/admission.ts',
        find: ': minute >= from || minute < to;',
        put: ': minute >= from && minute < to;',
      },
    ],
  },
  {
    name: 'the roster is asked before the stop list',
    caughtBy: 'test/domain/admission.test.ts',
    edits: [
      {
        file: 'domain/check-in/admission.ts',
        find: '    refuseStopped(question) ??\n    refuseUnheard(question) ??\n    refusePerson(question) ??\n',
        put: '    refuseUnheard(question) ??\n    refusePerson(question) ??\n    refuseStopped(question) ??\n',
      },
    ],
  },
  {
    name: 'an admission of another day counts as one of today',
    caughtBy: 'test/domain/admission.test.ts',
    edits: [
      {
        file: 'domain/check-in/admission.ts',
        find: 'a.checkpoint === checkpoint.id && a.localDay === day',
        put: 'a.checkpoint === checkpoint.id',
      },
    ],
  },
  {
    name: 'the right of a category is not asked',
    caughtBy: 'test/domain/admission.test.ts',
    edits: [
      {
        file: 'domain/check-in/admission.ts',
        find: 'categories?.includes(category) ?? true',
        put: 'categories?.includes(category) !== null',
      },
    ],
  },
  {
    name: 'an unknown signed ticket opens a checkpoint for some categories only',
    caughtBy: 'test/domain/admission.test.ts',
    edits: [
      {
        file: 'domain/check-in/admission.ts',
        find: ' && checkpoint.categories === null;',
        put: ';',
      },
    ],
  },
  {
    name: 'whoever comes back gets another badge',
    caughtBy: 'test/domain/admission.test.ts',
    edits: [
      {
        file: 'domain/check-in/admission.ts',
        find: "checkpoint.kind === 'registration' && !returning",
        put: "checkpoint.kind === 'registration'",
      },
    ],
  },
  {
    name: 'the days of a delegate are not asked',
    caughtBy: 'test/domain/admission.test.ts',
    edits: [
      {
        file: 'domain/check-in/admission.ts',
        find: '      (delegate?.days?.includes(day) ?? true) &&\n',
        put: '      delegate !== undefined &&\n',
      },
    ],
  },
  {
    name: 'already in comes before a wrong day',
    caughtBy: 'test/domain/admission.test.ts',
    edits: [
      {
        file: 'domain/check-in/admission.ts',
        find: '    refuseTime(question) ??\n    findEarlier(question) ??\n',
        put: '    findEarlier(question) ??\n    refuseTime(question) ??\n',
      },
    ],
  },
  {
    name: 'a badge of a wrong token is not forged',
    caughtBy: 'test/domain/admission.test.ts',
    edits: [
      {
        file: 'domain/check-in/admission.ts',
        find: "return badge?.outcome === 'forged' ? { outcome: 'forged' } : null;",
        put: 'return null;',
      },
    ],
  },
  {
    name: 'a signed ticket holds for a millisecond of the next day',
    caughtBy: 'test/domain/scan.test.ts',
    edits: [
      {
        file: 'domain/check-in/scan.ts',
        find: 'localDayOf(now, event) > lastDay',
        put: 'localDayOf(now - 1, event) > lastDay',
      },
    ],
  },
  {
    name: 'the first reading of a scan wins, not the one that proves itself',
    caughtBy: 'test/domain/scan.test.ts',
    edits: [
      {
        file: 'domain/check-in/scan.ts',
        find: 'own.toSorted((a, b) => rank(a) - rank(b))[0]',
        put: 'own[0]',
      },
    ],
  },
  {
    name: 'security may not approve for somebody on the stop list',
    caughtBy: 'test/main/check-in/override-refusal.test.ts',
    edits: [
      {
        file: 'domain/check-in/override.ts',
        find: "return outcome === 'stopped' || outcome === 'revoked'",
        put: "return outcome === 'revoked'",
      },
    ],
  },
  {
    name: 'an override does not look at the rules again after the PIN',
    caughtBy: 'test/main/check-in/override-refusal.test.ts',
    edits: [
      {
        file: 'main/check-in/desk-calls.ts',
        find: "      if (!isRefusalStill(now, request)) return { result: 'changed', outcome: now.verdict.outcome };\n",
        put: '',
      },
    ],
  },
  {
    name: 'an override without the document that the policy asks for',
    caughtBy: 'test/main/check-in/override-refusal.test.ts',
    edits: [
      {
        file: 'main/check-in/desk-calls.ts',
        find: 'if (printBadge && context.idCheck() && request.identity === null)',
        put: 'if (printBadge && context.idCheck() && request.identity === undefined)',
      },
    ],
  },
  {
    name: 'a scan whose key is known is written again',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'main/check-in/check-in.ts',
        find: '  if (repeated !== null) return repeated;\n',
        put: '',
      },
    ],
  },
  {
    name: 'a check-in decides by what it read before its transaction',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'main/check-in/check-in.ts',
        find: 'const now = examine(context, input.target);',
        put: 'const now = seen;',
      },
    ],
  },
  {
    name: 'an undo makes a badge stale that another admission brought',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'main/check-in/check-in-calls.ts',
        find: 'badgeSerial === null || standsWithBadge(context.db, { eventId, delegateId, badgeSerial })',
        put: 'badgeSerial === null',
      },
    ],
  },
  {
    name: 'the list of the last admissions shows other stations’ too',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'db/check-in/admissions.ts',
        find: '     WHERE admission.event_id = ? AND fact.station = (SELECT station FROM station)\n',
        put: '     WHERE admission.event_id = ?\n',
      },
    ],
  },
  {
    name: 'an admission that was undone counts as present',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'db/schema/ledger.ts',
        find: 'WHEN NEW.undone_by IS NOT NULL AND OLD.undone_by IS NULL BEGIN',
        put: 'WHEN NEW.undone_by IS NULL AND OLD.undone_by IS NULL BEGIN',
      },
    ],
  },
  {
    name: 'who comes again at another checkpoint counts twice at the event',
    caughtBy: 'test/db/growth.test.ts',
    edits: [
      {
        file: 'db/schema/ledger.ts',
        find: `one("''", "''", '')`,
        put: `one("''", "''", place)`,
      },
    ],
  },
  {
    name: 'undoing an admission reads all of them',
    caughtBy: 'test/db/growth.test.ts',
    edits: [
      {
        file: 'db/check-in/admissions.ts',
        find: 'SELECT 1 FROM admission WHERE event_id = @eventId AND delegate_id = @delegateId\n         AND badge_serial',
        put: 'SELECT 1 FROM admission WHERE @eventId <> @delegateId AND badge_serial',
      },
    ],
  },
  {
    name: 'an admission is undone twice',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'main/check-in/check-in-calls.ts',
        find: "      if (admission.undoneBy !== null) throw new CallFailure('already-undone');\n",
        put: '',
      },
    ],
  },
  {
    name: 'flags are shown to operators',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'main/roster/desk-delegate.ts',
        find: "delegate.flagged && caller.operator?.role === 'supervisor'",
        put: 'delegate.flagged',
      },
    ],
  },
  {
    name: 'a desk that knows its clock to be wrong judges by the wrong day',
    caughtBy: 'test/main/sync/arrival-times.test.ts',
    edits: [
      {
        file: 'main/base/clock.ts',
        find: 'context.clock() + (wrongClock(context) ?? 0)',
        put: 'context.clock()',
      },
    ],
  },
  {
    name: 'a paper entry at a desk that knows its clock to be slow comes at the slow time',
    caughtBy: 'test/main/sync/arrival-times.test.ts',
    edits: [
      {
        file: 'domain/ledger/from-paper.ts',
        find: '(Number.isSafeInteger(offset) ? Number(offset) : 0)',
        put: '0',
      },
    ],
  },
  {
    name: 'the evacuation list is of the time of a clock known to be wrong',
    caughtBy: 'test/main/sync/arrival-times.test.ts',
    edits: [
      {
        file: 'main/emergency/evacuation.ts',
        find: 'asOf: rightNow(context),',
        put: 'asOf: context.clock(),',
      },
    ],
  },
  {
    name: 'the emergency pack bears the time of a clock known to be wrong',
    caughtBy: 'test/main/sync/arrival-times.test.ts',
    edits: [
      {
        file: 'main/emergency/emergency-pack.ts',
        find: 'preparedAt: rightNow(context),',
        put: 'preparedAt: context.clock(),',
      },
    ],
  },
  {
    name: 'the reminder of the emergency pack goes by a clock known to be wrong',
    caughtBy: 'test/main/sync/arrival-times.test.ts',
    edits: [
      {
        file: 'main/emergency/emergency-pack.ts',
        find: 'minuteOfDay(rightNow(context), event.file.timeZone)',
        put: 'minuteOfDay(context.clock(), event.file.timeZone)',
      },
    ],
  },
  {
    name: 'a walk-in is asked for the document twice',
    caughtBy: 'test/renderer/check-in/desk-flow.test.ts',
    edits: [
      {
        file: 'renderer/check-in/flow.ts',
        find: '(seen?.delegateId === delegateId ? seen.document : null);',
        put: 'null;',
      },
    ],
  },
  {
    name: 'a category that the event file lacks shows its raw id',
    caughtBy: 'test/renderer/base/event-words.test.ts',
    edits: [
      {
        file: 'renderer/base/event-words.ts',
        find: "return id === '' ? '' : t('notInEvent.category');",
        put: 'return id;',
      },
    ],
  },
];
