import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, vi } from 'vitest';
import { badgesOfDelegate } from '../../db/badges/badges.ts';
import { recordPinFailures } from '../../db/operators.ts';
import { latestPrintJobs, printJobsInStates } from '../../db/printing/print-jobs.ts';
import { insertActivity } from '../../db/station/activity.ts';
import type { OperatorRole } from '../../domain/operators/rights.ts';
import { printJobStateSchema } from '../../domain/printing/print-job.ts';
import { reprintBadge } from '../../main/badges/badges.ts';
import { unmovedNow } from '../../main/base/clock.ts';
import type { Caller } from '../../main/base/context.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { evacuationList, scanEvacuated } from '../../main/emergency/evacuation.ts';
import { endOldMuster } from '../../main/emergency/muster.ts';
import { helpCallViews } from '../../main/kiosk/help-at-desk.ts';
import { callForHelp } from '../../main/kiosk/kiosk-calls.ts';
import { signIn, waitAfter } from '../../main/operators/operators.ts';
import { lastImport, undoImport } from '../../main/roster/undo-import.ts';
import { alertsFor } from '../../main/station/alerts.ts';
import { type BadgeDesk, makeBadgeDesk } from '../support/badge-desk.ts';
import { falseBadgeCode } from '../support/badge-tokens.ts';
import { type ImportDesk, makeImportDesk } from '../support/import-desk.ts';
import { sampleEvent } from '../support/sample-event.ts';
import { jumpAt, minute, type Row } from './jumps.ts';

function newDesk(): BadgeDesk {
  const desk = makeBadgeDesk();
  onTestFinished(() => desk.close());
  return desk;
}

const rollBack = new Error('rolled back');

/** One import for all jumps: its threads cost more than the rest of the table. */
let imported: Promise<ImportDesk> | null = null;
async function importOne(): Promise<ImportDesk> {
  const desk = makeImportDesk();
  const rows = ['Code;Printed name;Delegation', 'B1;Jean PETIT;BEL'];
  await desk.importAll(desk.file('a.csv', rows.join('\n')));
  return desk;
}

/** Closes what the rows share; call it after the last one. */
export async function endDeskRows(): Promise<void> {
  await (await imported)?.closeAll();
  imported = null;
}

const as = (role: OperatorRole): Caller => ({
  operator: { id: '0192d3a0-0000-7000-8000-000000000001', name: 'Operator', role },
});
const scanOf = (code: string) => ({ source: 'hid' as const, readings: [code], seenAt: 0 });

/** The table's rows for a desk's work with people. */
export const deskRows: Record<string, Row> = {
  'an evacuation count keeps who is inside and who is missing': (jump) => {
    const desk = newDesk();
    const { serial } = desk.handOver(1);
    desk.handOver(2);
    scanEvacuated(desk.context, scanOf(desk.codeOf(serial)));
    jumpAt(desk, jump);
    endOldMuster(desk.context);
    const list = evacuationList(desk.context, 'en');
    const seen = list.zones.flatMap(({ people }) => people.map(({ seenAt }) => seenAt !== null));
    expect([list.inside, seen.toSorted()]).toEqual([2, [false, true]]);
  },

  'the list of who is inside empties at no jump before the first tick': (jump) => {
    const desk = newDesk();
    desk.handOver(1);
    expect(evacuationList(desk.context, 'en').inside).toBe(1);
    jumpAt(desk, jump);
    expect(evacuationList(desk.context, 'en').inside).toBe(1);
    jumpAt(desk, -jump);
    desk.handOver(2);
    expect(evacuationList(desk.context, 'en').inside).toBe(2);
  },

  'alerts of arrivals, stopped people and unknown badges stand, and are not late': (jump) => {
    const desk = newDesk();
    const stopped = desk.addDelegate(3);
    desk.context.db
      .prepare("INSERT INTO stop_entry (kind, value) VALUES ('delegate', ?)")
      .run(stopped.id);
    const kinds = (role: OperatorRole) =>
      alertsFor(desk.context, as(role)).map(({ kind, late }) => [kind, late]);
    kinds('protocol');
    const target = (delegateId: string) => ({ kind: 'delegate' as const, delegateId });
    const check = (of: Parameters<typeof checkIn>[2]['target']) =>
      checkIn(desk.context, desk.caller, { key: randomUUID(), target: of, identity: null });
    check(target(desk.addDelegate(1, { role: 'head' }).id));
    check(target(stopped.id));
    for (const end of [1, 2, 3, 4, 5])
      check({ kind: 'scan', scan: scanOf(falseBadgeCode(`B0000001-00000${end}`)) });
    jumpAt(desk, jump);
    expect(kinds('protocol')).toEqual([['head-arrived', false]]);
    expect(kinds('security-officer')).toEqual([
      ['unknown-badges', false],
      ['stopped-delegate', false],
    ]);
  },

  'a call for help is loud for its quarter of an hour, and then quiet': (jump) => {
    const desk = newDesk();
    helpCallViews(desk.context);
    callForHelp(desk.context, { reason: 'asked', code: null });
    helpCallViews(desk.context);
    jumpAt(desk, jump);
    expect(helpCallViews(desk.context)).toMatchObject([{ quiet: false }]);
    desk.pass(16 * minute);
    expect(helpCallViews(desk.context)).toMatchObject([{ quiet: true }]);
  },

  'print jobs come in the order of their making, the newest badge counts': (jump) => {
    const desk = newDesk();
    const { db } = desk.context;
    const first = desk.admit(1);
    desk.printEnds(first.serial, 'confirmed');
    jumpAt(desk, jump);
    reprintBadge(desk.context, desk.caller, { delegateId: first.delegateId, reason: 'misspelt' });
    const badges = badgesOfDelegate(db, sampleEvent.id, first.delegateId).map((one) => one.serial);
    expect(badges.at(-1)).toBe(first.serial);
    const serials = (jobs: { badgeSerial: string | null }[]) =>
      jobs.map(({ badgeSerial }) => badgeSerial);
    const states = printJobStateSchema.options;
    expect(serials(latestPrintJobs(db, sampleEvent.id, states, 9))).toEqual(badges);
    expect(serials(printJobsInStates(db, states))).toEqual(badges.toReversed());
  },

  'an import is undone, and not once something depended on it': async (jump) => {
    imported ??= importOne();
    const desk = await imported;
    const { db } = desk.context;
    const at = lastImport(desk.context)?.at ?? 0;
    desk.setClock(new Date(at + jump).toISOString());
    const saved = { kind: 'export', detail: 'tickets pdf 1', delegateId: null } as const;
    const wall = desk.context.clock();
    const activity = { ...saved, eventId: sampleEvent.id, wall, operatorId: null };
    // Rolled back, so that the next jump finds the import unchanged.
    const attempt = (before: () => void): string => {
      let result = '';
      const tried = db.transaction(() => {
        before();
        ({ result } = undoImport(desk.context, at));
        throw rollBack;
      });
      expect(() => tried.immediate()).toThrow(rollBack);
      return result;
    };
    expect(attempt(() => insertActivity(db, activity))).toBe('depended-on');
    expect(attempt(() => {})).toBe('done');
  },

  'a wait after wrong PINs goes on': async (jump) => {
    const desk = newDesk();
    const { db } = desk.context;
    const operatorId = desk.caller.operator?.id ?? '';
    const longest = waitAfter(9);
    recordPinFailures(db, operatorId, 9, unmovedNow() + longest);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + jump });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const told = await signIn(db, { operatorId, pin: '4711' });
    expect(told).toMatchObject({ result: 'wait' });
    expect('milliseconds' in told && told.milliseconds).toBeLessThanOrEqual(longest);
  },
};
