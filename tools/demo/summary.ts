import { z } from 'zod';
import type { LogLine } from '../../test/support/launch-app.ts';
import { type ShownTicket, shownTickets } from './film.ts';

const decisionSchema = z.object({
  msg: z.literal('decision'),
  outcome: z.string(),
  frameToDecisionMs: z.number(),
  jobId: z.string().nullable(),
});
export type Decision = z.infer<typeof decisionSchema>;

const attemptSchema = z.object({
  msg: z.literal('print attempt'),
  job: z.string(),
  outcome: z.string(),
  decisionToFirstDotsMs: z.number().nullable(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** The decisions in the log, oldest first. */
export function decisionsOf(log: readonly LogLine[]): Decision[] {
  return log.flatMap((line) => decisionSchema.safeParse(line).data ?? []);
}

/** The print attempts in the log, oldest first. */
export function attemptsOf(log: readonly LogLine[]): Attempt[] {
  return log.flatMap((line) => attemptSchema.safeParse(line).data ?? []);
}

export interface Print {
  bytes: string;
  badge: string;
  outcome: string;
  qr_text: string;
  serial: string;
}

/** `demo-out/summary.json`, in the form of the black-box contract. */
export interface Summary {
  electron: string;
  scans: {
    ticket: ShownTicket;
    outcome: string;
    frame_to_decision_ms: number;
    decision_to_first_byte_ms: number | null;
  }[];
  prints: Print[];
  roster: number;
}

/** The expected outcome of each ticket; any other fails the demo. */
export const promised: Readonly<Record<ShownTicket, string>> = {
  valid: 'admitted',
  duplicate: 'already-in',
  cancelled: 'cancelled',
  forged: 'forged',
};

/** The decision of each scan with its print attempts. */
export function scansOf(log: readonly LogLine[]): Summary['scans'] {
  const attempts = attemptsOf(log);
  return decisionsOf(log)
    .slice(0, shownTickets.length)
    .map((decision, index) => ({
      ticket: shownTickets[index] ?? 'forged',
      outcome: decision.outcome,
      frame_to_decision_ms: decision.frameToDecisionMs,
      decision_to_first_byte_ms:
        attempts.find(({ job }) => job === decision.jobId)?.decisionToFirstDotsMs ?? null,
    }));
}

/** Differences from the expected outcomes, as sentences; empty if there are none. */
export function faultsOf(summary: Summary): string[] {
  const faults = shownTickets.flatMap((ticket, index) => {
    const outcome = summary.scans[index]?.outcome ?? 'not seen';
    return outcome === promised[ticket]
      ? []
      : [`${ticket}: ${outcome} instead of ${promised[ticket]}`];
  });
  const [print, ...more] = summary.prints;
  if (print === undefined || more.length > 0)
    faults.push(`${summary.prints.length} badges instead of 1`);
  if (print !== undefined && print.outcome !== 'confirmed')
    faults.push(`the print is ${print.outcome}`);
  return faults;
}
