import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { factsAbout } from '../../../db/ledger/projection.ts';
import { type BalanceRow, balanceRows } from '../../../domain/badges/badge-balance.ts';
import { badgeFates } from '../../../domain/badges/badge-fates.ts';
import { foldAttendance } from '../../../domain/ledger/attendance-fold.ts';
import { badgeBalance, balanceBadges } from '../../../main/badges/badge-balance.ts';
import { recordBadgeFate, undoBadgeFate } from '../../../main/badges/badge-fates.ts';
import { recordPrintOutcome, reprintBadge } from '../../../main/badges/badges.ts';
import { CallFailure } from '../../../main/base/call-failure.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { badgeCodeOf } from '../../support/badge-tokens.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

const people = 5;
const all = { day: null, station: null };

const deed = fc.oneof(
  fc.record({ kind: fc.constant('check-in'), who: fc.nat(people - 1) } as const),
  fc.record({ kind: fc.constant('undo-check-in'), which: fc.nat(20) } as const),
  fc.record({
    kind: fc.constant('print-ends'),
    which: fc.nat(20),
    state: fc.constantFrom(
      'held',
      'confirmed',
      'sent',
      'unknown',
      'failed-partial',
      'came-out',
      'did-not-come-out',
      'cancelled',
    ),
  } as const),
  fc.record({
    kind: fc.constant('reprint'),
    who: fc.nat(people - 1),
    reason: fc.constantFrom('lost', 'damaged', 'misspelt', 'printer-fault'),
  } as const),
  fc.record({
    kind: fc.constant('fate'),
    which: fc.nat(20),
    fate: fc.constantFrom(...badgeFates),
    inHand: fc.boolean(),
  } as const),
  fc.record({ kind: fc.constant('undo-fate'), which: fc.nat(20) } as const),
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

interface Story {
  desk: DeskContext;
  ids: string[];
  serials: string[];
  admissions: string[];
  words: string[];
}

function tell(story: Story, deedNow: Deed): void {
  const { desk, ids, serials, admissions, words } = story;
  const { context, caller } = desk;
  const pick = (list: readonly string[], which: number): string =>
    list[which % Math.max(1, list.length)] ?? randomUUID();
  switch (deedNow.kind) {
    case 'check-in': {
      const answer = checkIn(context, caller, {
        key: randomUUID(),
        target: { kind: 'delegate', delegateId: pick(ids, deedNow.who) },
        identity: null,
      });
      if (answer.outcome !== 'admitted') return;
      admissions.push(answer.admissionId);
      if (answer.badge !== null) serials.push(answer.badge.serialText);
      return;
    }
    case 'undo-check-in':
      undoCheckIn(context, caller, {
        admissionId: pick(admissions, deedNow.which),
        reason: 'other',
      });
      return;
    case 'print-ends': {
      const badgeSerial = pick(serials, deedNow.which);
      context.db
        .prepare('UPDATE print_job SET state = ? WHERE badge_serial = ?')
        .run(deedNow.state, badgeSerial);
      recordPrintOutcome(context, { badgeSerial, state: deedNow.state }, null);
      return;
    }
    case 'reprint': {
      const { serial } = reprintBadge(context, caller, {
        delegateId: pick(ids, deedNow.who),
        reason: deedNow.reason,
      });
      serials.push(serial);
      return;
    }
    case 'fate': {
      const serial = pick(serials, deedNow.which);
      const code = serials.includes(serial) ? badgeCodeOf(context.db, serial) : '';
      const { factId } = recordBadgeFate(context, caller, {
        badge: deedNow.inHand
          ? { kind: 'scan', readings: [code] }
          : { kind: 'serial', serialText: serial },
        fate: deedNow.fate,
      });
      words.push(factId);
      return;
    }
    case 'undo-fate':
      undoBadgeFate(context, caller, pick(words, deedNow.which));
  }
}

/** A deed that the rules refuse changes nothing; any other error is a defect. */
function tryToTell(story: Story, deedNow: Deed): void {
  try {
    tell(story, deedNow);
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
  }
}

function check({ desk, ids, serials }: Story): void {
  const { context } = desk;
  const balance = badgeBalance(context, all);
  const rowsOf = new Map<string, BalanceRow[]>();
  for (const row of balanceRows) {
    const { badges, total } = balanceBadges(context, { ...all, row, text: '', limit: 500 });
    expect([row, total]).toEqual([row, balance.rows[row]]);
    for (const { serialText } of badges)
      rowsOf.set(serialText, [...(rowsOf.get(serialText) ?? []), row]);
  }
  // Every serial that was ever issued, and no other, in exactly one row.
  expect([...rowsOf.keys()].sort()).toEqual([...serials].sort());
  expect([...rowsOf.values()].every((rows) => rows.length === 1)).toBe(true);
  expect(balance.issued).toBe(serials.length);
  expect(Object.values(balance.stale).reduce((sum, n) => sum + n, 0)).toBe(balance.rows.stale);
  // Nobody has two valid badges.
  for (const id of ids) {
    const { badges } = foldAttendance(factsAbout(context.db, context.event.file.id, id));
    const counting = [...badges.values()].filter(
      ({ valid, thing }) => valid && thing !== 'not-printed',
    );
    expect(counting.length).toBeLessThanOrEqual(1);
  }
}

it('whatever happens at a desk, every serial stands in one row and nobody has two valid badges', () => {
  fc.assert(
    fc.property(fc.array(deed, { minLength: 20, maxLength: 60 }), (deeds) => {
      const desk = makeDeskContext();
      try {
        const ids = Array.from({ length: people }, (_, n) => desk.addDelegate(n + 1).id);
        const story = { desk, ids, serials: [], admissions: [], words: [] };
        for (const each of deeds) tryToTell(story, each);
        check(story);
      } finally {
        desk.close();
      }
    }),
    { numRuns: 12, seed: 2018 },
  );
});
