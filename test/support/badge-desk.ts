import { randomUUID } from 'node:crypto';
import type { BadgeFate } from '../../domain/badge-fates.ts';
import type { PrintJobState } from '../../domain/print-job.ts';
import { handOverBadge, recordBadgeFate } from '../../main/use-cases/badge-fates.ts';
import { recordPrintOutcome } from '../../main/use-cases/badges.ts';
import { checkIn } from '../../main/use-cases/check-in.ts';
import { badgeCodeOf } from './badge-tokens.ts';
import { makeDeskContext } from './desk-context.ts';

interface Admitted {
  delegateId: string;
  serial: string;
  admissionId: string;
}

export type BadgeDesk = ReturnType<typeof makeBadgeDesk>;

/** A desk on a real store whose badges print, are handed over and come back as a test says. */
export function makeBadgeDesk() {
  const desk = makeDeskContext();
  const { context, caller } = desk;
  /** Checks a new delegate in; the badge waits for its printer. */
  const admit = (number: number, name = 'A Sample'): Admitted => {
    const delegate = desk.addDelegate(number, { printedName: name });
    const answer = checkIn(context, caller, {
      key: randomUUID(),
      target: { kind: 'delegate', delegateId: delegate.id },
      identity: null,
    });
    if (answer.outcome !== 'admitted' || answer.badge === null) throw new Error(answer.outcome);
    const { admissionId, badge } = answer;
    return { delegateId: delegate.id, serial: badge.serialText, admissionId };
  };
  /** What the queue does when the badge's job comes to a state. */
  const printEnds = (serial: string, state: PrintJobState): void => {
    context.db.prepare('UPDATE print_job SET state = ? WHERE badge_serial = ?').run(state, serial);
    recordPrintOutcome(context, { badgeSerial: serial, state }, null);
  };
  /** The text of the badge's QR. */
  const codeOf = (serial: string): string => badgeCodeOf(context.db, serial);
  return {
    ...desk,
    admit,
    printEnds,
    codeOf,
    /** Checks in, prints and hands over. */
    handOver: (number: number): Admitted => {
      const admitted = admit(number);
      printEnds(admitted.serial, 'confirmed');
      handOverBadge(context, caller, { serialText: admitted.serial, to: 'delegate' });
      return admitted;
    },
    /** Records a fate by the badge's own code. */
    scanAs: (serial: string, fate: BadgeFate) =>
      recordBadgeFate(context, caller, {
        badge: { kind: 'scan', readings: [codeOf(serial)] },
        fate,
      }),
    /** Records a fate by a typed serial. */
    typeAs: (serialText: string, fate: BadgeFate) =>
      recordBadgeFate(context, caller, { badge: { kind: 'serial', serialText }, fate }),
  };
}
