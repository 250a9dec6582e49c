import { randomUUID } from 'node:crypto';
import type { BadgeFate } from '../../domain/badge-fates.ts';
import type { PrintJobState } from '../../domain/print-job.ts';
import { handOverBadge, recordBadgeFate } from '../../main/use-cases/badge-fates.ts';
import { recordPrintOutcome } from '../../main/use-cases/badges.ts';
import { checkIn } from '../../main/use-cases/check-in.ts';
import type { Caller, Context } from '../../main/use-cases/context.ts';
import type { FateAnswer } from '../../preload/contract/badge-balance.ts';
import { badgeCodeOf } from './badge-tokens.ts';
import { type DeskContext, makeDeskContext } from './desk-context.ts';

interface Admitted {
  delegateId: string;
  serial: string;
  admissionId: string;
}

/** A desk on a real store whose badges print, are handed over and come back as a test says. */
export interface BadgeDesk extends DeskContext {
  /** Checks a new delegate in; the badge waits for its printer. */
  admit(number: number, name?: string): Admitted;
  /** What the queue does when the badge's job comes to a state. */
  printEnds(serial: string, state: PrintJobState): void;
  /** Checks in, prints and hands over. */
  handOver(number: number): Admitted;
  /** The text of the badge's QR. */
  codeOf(serial: string): string;
  /** Records a fate by the badge's own code. */
  scanAs(serial: string, fate: BadgeFate): FateAnswer;
  /** Records a fate by a typed serial. */
  typeAs(serialText: string, fate: BadgeFate): FateAnswer;
}

/** Checks somebody in; gives the admission and the badge's serial. */
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

/** What the queue writes when the badge's job comes to a state. */
export function printEnds(context: Context, serial: string, state: PrintJobState): void {
  context.db.prepare('UPDATE print_job SET state = ? WHERE badge_serial = ?').run(state, serial);
  recordPrintOutcome(context, { badgeSerial: serial, state }, null);
}

/** Makes the desk; `close()` takes it away. */
export function makeBadgeDesk(): BadgeDesk {
  const desk = makeDeskContext();
  const { context, caller } = desk;
  const admit: BadgeDesk['admit'] = (number, name = 'A Sample') => {
    const { id: delegateId } = desk.addDelegate(number, { printedName: name });
    return { delegateId, ...checkedIn(context, caller, delegateId) };
  };
  const codeOf: BadgeDesk['codeOf'] = (serial) => badgeCodeOf(context.db, serial);
  return {
    ...desk,
    admit,
    printEnds: (serial, state) => printEnds(context, serial, state),
    codeOf,
    handOver: (number) => {
      const admitted = admit(number);
      printEnds(context, admitted.serial, 'confirmed');
      handOverBadge(context, caller, { serialText: admitted.serial, to: 'delegate' });
      return admitted;
    },
    scanAs: (serial, fate) =>
      recordBadgeFate(context, caller, {
        badge: { kind: 'scan', readings: [codeOf(serial)] },
        fate,
      }),
    typeAs: (serialText, fate) =>
      recordBadgeFate(context, caller, { badge: { kind: 'serial', serialText }, fate }),
  };
}
