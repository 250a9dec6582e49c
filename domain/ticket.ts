/** What one reading of a code turned out to be, before anybody looked into the roster. */
export type ParsedScan =
  | { kind: 'ticket'; code: string }
  | { kind: 'badge'; code: string; kiosk: string; serial: number; authentic: boolean }
  | { kind: 'registration-code'; code: string }
  /** Signature valid, right event, not expired. `delegateId` is the roster's id. */
  | { kind: 'signed'; delegateId: string }
  | { kind: 'expired'; delegateId: string; expiredAt: number }
  | { kind: 'other-event'; eventId: string }
  /** Signature wrong: altered and forged are the same thing. */
  | { kind: 'forged' }
  /** A text without our format, tried literally as ticket or registration code by the lookup. */
  | { kind: 'other-text'; text: string }
  | { kind: 'unreadable'; reason: 'check-letters' | 'too-long' | 'empty' | 'malformed' };
