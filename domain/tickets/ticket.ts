import type { LocalDay } from '../event/event-file.ts';
import type { TicketDays } from './signed-ticket.ts';

/** The result of the readings of one scan, before the roster is consulted. */
export type ParsedScan =
  | { kind: 'ticket'; code: string }
  /** `station` and `serial` are the badge's serial; its issue shows whether the token is genuine. */
  | { kind: 'badge'; code: string; station: string; serial: number; token: Uint8Array }
  | { kind: 'registration-code'; code: string }
  /** Signature valid, right event, not expired; whether it was replaced the roster says. */
  | { kind: 'signed'; registrationCode: string; mark: string; days: TicketDays }
  /** Signature valid, right event, but after the last day that it names. */
  | { kind: 'expired'; registrationCode: string; lastDay: LocalDay }
  /** `host`: the other system's, where the code names it. */
  | { kind: 'other-event'; host: string | null }
  /** Signature wrong: altered and forged are the same thing. */
  | { kind: 'forged' }
  /** Without our format: the lookup tries each text as another system's ticket or a code. */
  | { kind: 'other-text'; texts: readonly string[] }
  | { kind: 'unreadable'; reason: 'check-letters' | 'too-long' | 'empty' | 'malformed' };

/** Whether a code is the organiser's own: people other than its holder may know or guess it. */
export function isGuessable({ kind }: { kind: string }): boolean {
  return kind === 'registration-code' || kind === 'other-text';
}
