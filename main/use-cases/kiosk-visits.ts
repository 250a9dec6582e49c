import { randomUUID } from 'node:crypto';
import type { TicketRead } from '../../domain/ticket-proof.ts';
import type { KioskCheckInAnswer } from '../../preload/contract/kiosk.ts';
import { CallFailure } from '../call-failure.ts';

/** Who stands at the kiosk just now, known to the main process alone. */
export interface KioskVisit {
  delegateId: string;
  /** How the delegate was found, for the admission's fact. */
  source: 'camera' | 'hid' | 'typed';
  /** What was shown, and the ticket's code where it was one: never written, but proved (`ticket-proof.ts`). */
  read: { kind: 'ticket'; code: string } | { kind: Exclude<TicketRead, 'ticket'> };
  /** Once checked in and on disk: so that asking again writes nothing. */
  readonly admitted: KioskAdmission | null;
}

/** What a check-in at a kiosk came to. */
export interface KioskAdmission {
  answer: KioskCheckInAnswer;
  /** The job that prints. */
  jobId: string | null;
}

/** Milliseconds after the last call at which a visit is over, should the page not say so: far beyond its own limits. */
const longest = 30 * 60_000;

/** The one visit of a kiosk: a new look-up ends the one before, and its token opens nothing any more. */
export class KioskVisits {
  readonly #now: () => number;
  #current: { token: string; visit: KioskVisit; usedAt: number } | null = null;

  /** @param now real milliseconds, from any start */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Begins a visit and gives its token (a random UUID). */
  begin(visit: KioskVisit): string {
    const token = randomUUID();
    this.#current = { token, visit, usedAt: this.#now() };
    return token;
  }

  /** The visit of a token. Throws CallFailure `not-found` for any but the current one. */
  of(token: string): KioskVisit {
    const current = this.#current;
    if (current === null || current.token !== token) throw new CallFailure('not-found', 'visit');
    if (this.#now() - current.usedAt > longest) {
      this.end();
      throw new CallFailure('not-found', 'visit');
    }
    current.usedAt = this.#now();
    return current.visit;
  }

  /** Notes that the visit of a token ended in an admission; call it after the commit. */
  admitted(token: string, admission: KioskAdmission): void {
    const current = this.#current;
    if (current?.token === token) current.visit = { ...current.visit, admitted: admission };
  }

  /** Forgets who was there. */
  end(): void {
    this.#current = null;
  }
}
