import { randomUUID } from 'node:crypto';
import type { TicketRead } from '../../domain/tickets/ticket-proof.ts';
import type { ScanInput } from '../../preload/contract/check-in.ts';
import type { KioskCheckInAnswer } from '../../preload/contract/kiosk.ts';
import { CallFailure } from '../base/call-failure.ts';

/** Wrong guesses that a kiosk allows within the window: people mistype, one after the other. */
const tolerated = 6;
/** Milliseconds for which a wrong guess counts. */
const window = 5 * 60_000;

/**
 * Slows down guessing of codes and names at a kiosk. A right guess does not reset the count: a
 * guesser with a valid code could otherwise continue for ever.
 */
export class KioskGuesses {
  readonly #now: () => number;
  #wrong: number[] = [];

  /** @param now real milliseconds, from any start */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Milliseconds until the next guess is checked; 0 for now. */
  wait(): number {
    this.#wrong = this.#wrong.filter((at) => this.#now() - at < window);
    const [oldest] = this.#wrong;
    if (oldest === undefined || this.#wrong.length < tolerated) return 0;
    return Math.max(1, Math.ceil(oldest + window - this.#now()));
  }

  count(): void {
    this.#wrong.push(this.#now());
  }
}

/** The delegate at the kiosk just now, known only to the main process. */
export interface KioskVisit {
  delegateId: string;
  /** How the delegate was found, for the admission's fact. */
  source: ScanInput['source'];
  /** What was shown, with a ticket's code: never written, but proved (`ticket-proof.ts`). */
  read: { kind: 'ticket'; code: string } | { kind: Exclude<TicketRead, 'ticket'> };
  /** Set once checked in and on disk, so that a repeated call writes nothing. */
  readonly admitted: KioskAdmission | null;
}

export interface KioskAdmission {
  answer: KioskCheckInAnswer;
  jobId: string | null;
}

/**
 * Milliseconds after the last call when a visit ends without the page; beyond the page's limits.
 */
const maxVisitMs = 30 * 60_000;

/** The only visit of a kiosk: a new look-up ends the one before, and its token is void. */
export class KioskVisits {
  readonly #now: () => number;
  #current: { token: string; visit: KioskVisit; usedAt: number } | null = null;

  /** @param now real milliseconds, from any start */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Returns the visit's token (a random UUID). */
  begin(visit: KioskVisit): string {
    const token = randomUUID();
    this.#current = { token, visit, usedAt: this.#now() };
    return token;
  }

  /** Throws CallFailure `not-found` for any token but the current one. */
  of(token: string): KioskVisit {
    const current = this.#current;
    if (current === null || current.token !== token) throw new CallFailure('not-found', 'visit');
    if (this.#now() - current.usedAt > maxVisitMs) {
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

  end(): void {
    this.#current = null;
  }
}
