import { randomUUID } from 'node:crypto';
import type { BadgeFate } from '../../domain/badges/badge-fates.ts';
import type { PrintJobState } from '../../domain/printing/print-job.ts';
import { handOverBadge, recordBadgeFate } from '../../main/badges/badge-fates.ts';
import { recordPrintOutcome } from '../../main/badges/badges.ts';
import type { Caller, Context } from '../../main/base/context.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { badgeCodeOf } from './badge-tokens.ts';
import { makeDeskContext } from './desk-context.ts';

interface Admitted {
  delegateId: string;
  serial: string;
  admissionId: string;
}

export type BadgeDesk = ReturnType<typeof makeBadgeDesk>;

export function checkedIn(
  context: Context,
  caller: Caller,
  delegateId: string,
  identity: 'passport' | null = null,
): Omit<Admitted, 'delegateId'> {
  const target = { kind: 'delegate', delegateId } as const;
  const answer = checkIn(context, caller, { key: randomUUID(), target, identity });
  if (answer.outcome !== 'admitted' || answer.badge === null) throw new Error(answer.outcome);
  return { admissionId: answer.admissionId, serial: answer.badge.serialText };
}

/** Records what the queue writes when a badge's job reaches this state. */
export function printEnds(context: Context, serial: string, state: PrintJobState): void {
  context.db.prepare('UPDATE print_job SET state = ? WHERE badge_serial = ?').run(state, serial);
  recordPrintOutcome(context, { badgeSerial: serial, state }, null);
}

/** A desk on a real store whose badges are printed, handed over and returned as a test says. */
export function makeBadgeDesk() {
  const desk = makeDeskContext();
  const { context, caller } = desk;
  const admit = (number: number, name = 'A Sample'): Admitted => {
    const { id: delegateId } = desk.addDelegate(number, { printedName: name });
    return { delegateId, ...checkedIn(context, caller, delegateId) };
  };
  const codeOf = (serial: string): string => badgeCodeOf(context.db, serial);
  return {
    ...desk,
    admit,
    printEnds: (serial: string, state: PrintJobState): void => printEnds(context, serial, state),
    codeOf,
    handOver: (number: number): Admitted => {
      const admitted = admit(number);
      printEnds(context, admitted.serial, 'confirmed');
      handOverBadge(context, caller, { serialText: admitted.serial, to: 'delegate' });
      return admitted;
    },
    scanAs: (serial: string, fate: BadgeFate) =>
      recordBadgeFate(context, caller, {
        badge: { kind: 'scan', readings: [codeOf(serial)] },
        fate,
      }),
    typeAs: (serialText: string, fate: BadgeFate) =>
      recordBadgeFate(context, caller, { badge: { kind: 'serial', serialText }, fate }),
  };
}
