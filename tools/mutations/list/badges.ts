import type { Mutation } from '../mutation.ts';

/** Faults of badges: serials, fates, balance. */
export const badges: readonly Mutation[] = [
  {
    name: 'a reprint leaves the earlier badge valid',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'main/badges/issue-badge.ts',
        find: '  if (badges.length > 0) projectBadges(context, delegateId);\n',
        put: '',
      },
    ],
  },
  {
    name: 'a lost badge that was replaced counts again when found',
    caughtBy: 'test/main/badges/badge-fates.test.ts',
    edits: [
      {
        file: 'main/badges/issue-badge.ts',
        find: '(living.has(badge.state) || (ended.has(badge.state) && foldedBadge(context, badge).valid)),',
        put: 'living.has(badge.state),',
      },
    ],
  },
  {
    name: 'a reprint for somebody who is not checked in',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'main/badges/badges.ts',
        find: "      if (admissionsOf(context, input.delegateId).length === 0)\n        throw new CallFailure('not-allowed');\n",
        put: '',
      },
    ],
  },
  {
    name: 'a badge is handed over before it is printed',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'main/badges/badge-fates.ts',
        find: '  if (possibleFates({ badge, jobState, inHand }).includes(fate)) return;',
        put: "  if (fate === 'handed-over' || possibleFates({ badge, jobState, inHand }).includes(fate)) return;",
      },
    ],
  },
  {
    name: 'a badge is handed over twice',
    caughtBy: 'test/main/check-in/check-in.test.ts',
    edits: [
      {
        file: 'main/badges/badge-fates.ts',
        find: "  if (badge.thing === fate) throw new CallFailure('already-done', badge.serial);\n",
        put: '',
      },
    ],
  },
  {
    name: 'the printer’s word takes a hand-over back',
    caughtBy: 'test/domain/attendance-fold.test.ts',
    edits: [
      {
        file: 'domain/ledger/attendance-fold.ts',
        find: '  printed: 2,',
        put: '  printed: 9,',
      },
    ],
  },
  {
    name: 'a replaced badge stays valid in the fold',
    caughtBy: 'test/domain/attendance-fold.test.ts',
    edits: [
      {
        file: 'domain/ledger/attendance-fold.ts',
        find: 'if (replaced !== null) lifeOf(replaced, delegateId).valid = false;',
        put: 'if (replaced !== null) lifeOf(replaced, delegateId);',
      },
    ],
  },
  {
    name: 'undoing one of two admissions takes their badge from both',
    caughtBy: 'test/domain/attendance-fold.test.ts',
    edits: [
      {
        file: 'domain/ledger/attendance-fold.ts',
        find: 'undone.filter(({ badgeSerial }) => !kept.has(badgeSerial))',
        put: 'undone',
      },
    ],
  },
  {
    name: 'a fact that comes twice counts twice',
    caughtBy: 'test/domain/attendance-fold.test.ts',
    edits: [
      {
        file: 'domain/ledger/attendance-fold.ts',
        find: '[...byId.values()].sort(',
        put: '[...events].sort(',
      },
    ],
  },
  {
    name: 'a lost badge is good where its policy asks for stale ones only',
    caughtBy: 'test/main/badges/badge-fates.test.ts',
    edits: [
      {
        file: 'domain/badges/badge-verdict.ts',
        find: "if (thing === 'lost' || thing === 'destroyed') return",
        put: "if (thing === 'destroyed') return",
      },
    ],
  },
  {
    name: 'a badge that asks whether it came out counts as waiting',
    caughtBy: 'test/domain/badge-balance.test.ts',
    edits: [
      {
        file: 'domain/badges/badge-balance.ts',
        find: "? 'in-question'\n        : 'waiting';",
        put: "? 'waiting'\n        : 'waiting';",
      },
    ],
  },
  {
    name: 'a replaced badge may be handed over',
    caughtBy: 'test/domain/badge-fates.test.ts',
    edits: [
      {
        file: 'domain/badges/badge-fates.ts',
        find: "if (fate === 'handed-over') return valid;",
        put: "if (fate === 'handed-over') return true;",
      },
    ],
  },
  {
    name: 'what is held in the hand may be lost',
    caughtBy: 'test/domain/badge-fates.test.ts',
    edits: [
      {
        file: 'domain/badges/badge-fates.ts',
        find: "return fate !== 'lost' || !inHand;",
        put: 'return true;',
      },
    ],
  },
  {
    name: 'the balance of one station counts all',
    caughtBy: 'test/main/badges/badge-balance.test.ts',
    edits: [
      {
        file: 'db/badges/badge-balance.ts',
        find: '       AND (@station IS NULL OR issue.station = @station)\n     GROUP BY 1, 2',
        put: '     GROUP BY 1, 2',
      },
    ],
  },
  {
    name: 'a wrong word is taken back although something was said since',
    caughtBy: 'test/main/badges/badge-fates.test.ts',
    edits: [
      {
        file: 'main/badges/badge-fates.ts',
        find: "      if (foldAttendance(facts).badges.get(serial)?.word !== factId)\n        throw new CallFailure('already-done', serial);\n",
        put: '',
      },
    ],
  },
  {
    name: 'a forged code is believed when a badge is recorded',
    caughtBy: 'test/main/badges/badge-fates.test.ts',
    edits: [
      {
        file: 'main/badges/badge-fates.ts',
        find: "if (shown === null || shown.kind === 'forged') throw",
        put: 'if (shown === null) throw',
      },
    ],
  },
  {
    name: 'a badge that is out is printed again at the check-in',
    caughtBy: 'test/main/badges/print-batches.test.ts',
    edits: [
      {
        file: 'main/check-in/write-admission.ts',
        find: "return state === 'printed' || state === 'handed-over';",
        put: "return state === 'printed';",
      },
    ],
  },
  {
    name: 'a badge is handed over from the delegate’s page without the rules of fates',
    caughtBy: 'test/main/badges/badge-fates.test.ts',
    edits: [
      {
        file: 'main/badges/badge-fates.ts',
        find: "      checkFate(context, foldedBadge(context, badge), 'handed-over', false);\n",
        put: "      if (badge.state !== 'printed') throw new CallFailure('not-allowed', input.serialText);\n",
      },
    ],
  },
  {
    name: 'a second check of all badges keeps what was found of people who changed',
    caughtBy: 'test/main/badges/badge-check.test.ts',
    edits: [
      {
        file: 'main/badges/check/check-roster.ts',
        find: 'job.previous !== null && wall < job.previous.at',
        put: 'job.previous !== null',
      },
    ],
  },
  {
    name: 'the badge of somebody who gets none is checked',
    caughtBy: 'test/main/badges/badge-check.test.ts',
    edits: [
      {
        file: 'main/badges/check/check-roster.ts',
        find: 'if (sendsTicket(delegate)) {',
        put: 'if (delegate.id) {',
      },
    ],
  },
  {
    name: 'a check of all badges misses a word that is wider than its badge',
    caughtBy: 'test/main/badges/badge-check.test.ts',
    edits: [
      {
        file: 'main/printing/render/draw-side.ts',
        find: '!fits || blocks.some(({ text }) => !text.fits)',
        put: '!fits',
      },
    ],
  },
  {
    name: 'a check of badges works on while a check-in is made',
    caughtBy: 'test/main/base/check-ins-first.test.ts',
    edits: [
      {
        file: 'main/base/check-ins-first.ts',
        find: 'Atomics.store(checkInFlag, 0, 1);',
        put: 'Atomics.store(checkInFlag, 0, 0);',
      },
    ],
  },
  {
    name: 'a name has a size between the steps of the scale',
    caughtBy: 'test/printing/names.test.ts',
    only: 'has every name of every sample',
    edits: [
      {
        file: 'main/printing/render/names/name-lines.ts',
        find: 'size: Math.ceil(typeSizeOf(step) * dotsPerMm),',
        put: 'size: Math.ceil(typeSizeOf(step) * dotsPerMm) - 1,',
      },
    ],
  },
  {
    name: 'a long word is drawn at half its width',
    caughtBy: 'test/printing/names.test.ts',
    only: 'becomes narrower before it becomes small',
    edits: [
      {
        file: 'main/printing/render/names/name-lines.ts',
        find: 'const narrowest = 0.7;',
        put: 'const narrowest = 0.5;',
      },
    ],
  },
  {
    name: 'an illegible name is no finding',
    caughtBy: 'test/printing/render.test.ts',
    only: 'one-long-word',
    edits: [
      {
        file: 'main/printing/render/draw-side.ts',
        find: 'if (capitals < smallestName) {',
        put: 'if (capitals < 0) {',
      },
    ],
  },
  {
    name: 'an Arabic name begins at the left',
    caughtBy: 'test/printing/names.test.ts',
    only: 'from right to left',
    edits: [
      {
        file: 'main/printing/render/names/names-block.ts',
        find: "align === 'left' && direction === 'rtl' ? 'right' : align",
        put: 'align',
      },
    ],
  },
  {
    name: 'an emblem of many tones is traced',
    caughtBy: 'test/printing/emblem.test.ts',
    only: 'of one colour is traced',
    edits: [
      {
        file: 'main/printing/render/pictures.ts',
        find: 'const minExplained = 0.9;',
        put: 'const minExplained = 0;',
      },
    ],
  },
];
