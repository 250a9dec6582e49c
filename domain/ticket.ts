/** The result of the readings of one scan, before the roster is consulted. */
export type ParsedScan =
  | { kind: 'ticket'; code: string }
  /** `kiosk` and `serial` are the badge's serial; the issue of that serial says whether the token is genuine. */
  | { kind: 'badge'; code: string; kiosk: string; serial: number; token: Uint8Array }
  | { kind: 'registration-code'; code: string }
  /** Signature valid, right event, not expired. */
  | { kind: 'signed'; registrationCode: string }
  /** Signature valid, right event, but too late; `expiredAt` in UTC milliseconds. */
  | { kind: 'expired'; registrationCode: string; expiredAt: number }
  | { kind: 'other-event' }
  /** Signature wrong: altered and forged are the same thing. */
  | { kind: 'forged' }
  /** Without our format: each text is tried literally as registration code by the lookup. */
  | { kind: 'other-text'; texts: readonly string[] }
  | { kind: 'unreadable'; reason: 'check-letters' | 'too-long' | 'empty' | 'malformed' };

/**
 * Whether a code is one of the organiser's own: a person who knows or guesses it need not be its
 * holder.
 */
export function isGuessable({ kind }: { kind: string }): boolean {
  return kind === 'registration-code' || kind === 'other-text';
}
