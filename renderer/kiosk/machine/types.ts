import type { KioskLanguage } from '../../../domain/base/language.ts';
import type {
  KioskCheckInAnswer,
  KioskLookUp,
  KioskLookUpAnswer,
  KioskPerson,
  KioskPrintView,
} from '../../../preload/contract/kiosk.ts';

export type HelpReason = 'asked' | 'not-found' | 'already-in' | 'see-desk' | 'printer' | 'trouble';

/** All data of the kiosk, including a person's, so that one assignment wipes it. */
export interface KioskContext {
  /** The station's language, which every visit starts with. */
  home: KioskLanguage;
  language: KioskLanguage;
  /** The person chose the language: the one in their record does not override it. */
  chosen: boolean;
  asksConsents: boolean;
  /** Settings of the station: milliseconds without a touch until the countdown, and its length. */
  idle: number;
  countdown: number;
  target: KioskLookUp | null;
  /** A scanned code that also needs the family name. */
  scannedCode: string;
  visit: { token: string; person: KioskPerson; returning: boolean } | null;
  /** Consents given, by id; a missing one was not given. */
  consents: Readonly<Record<string, boolean>>;
  admission: Extract<KioskCheckInAnswer, { outcome: 'admitted' }> | null;
  print: KioskPrintView | null;
  /** UTC milliseconds of an earlier check-in; null if there was none. */
  alreadyAt: number | null;
  /** The code to quote at the desk. */
  code: string | null;
  /**
   * An extra message: the code is a badge's or another event's, or the new spelling differs too
   * much.
   */
  notice: 'badge-shown' | 'other-event' | 'too-different' | null;
  /** The system that another event's code names; null if it names none. */
  host: string | null;
  /** Number of scans during another person's visit. */
  ignoredScans: number;
  /** The open call for help; it outlives the visit and holds nothing about the person. */
  help: { callId: string; code: string } | null;
  /** Reason and code that the next call will send. */
  helpRequest: { reason: HelpReason; code: string | null };
}

export type Spelling = Partial<Record<'printedName' | 'givenName' | 'familyName', string>>;

export type KioskEvent =
  | { type: 'SCAN'; target: KioskLookUp }
  | { type: 'LANGUAGE'; language: KioskLanguage }
  | { type: 'START' }
  /**
   * From the first screen, with the language shown there; the one in the person's record still
   * wins.
   */
  | { type: 'TYPE'; language?: KioskLanguage }
  | { type: 'SUBMIT'; code: string; familyName: string }
  | { type: 'BACK' }
  | { type: 'YES' }
  | { type: 'CORRECT' }
  | { type: 'SAVE'; spelling: Spelling }
  | { type: 'CONSENT'; id: string; given: boolean }
  | { type: 'CONTINUE' }
  | { type: 'RETRY' }
  | { type: 'MORE' }
  | { type: 'LEAVE' }
  | { type: 'PRINT'; view: KioskPrintView }
  /** A touch or a key. */
  | { type: 'ACTIVE' }
  | { type: 'HELP'; reason: HelpReason; code: string | null }
  | { type: 'HELP_ANSWERED' }
  | { type: 'HELP_CLOSE' }
  /** Raised by the machine itself. */
  | { type: 'WATCH' }
  | { type: 'REST' }
  | { type: 'TIME_OUT' };

export interface KioskInput {
  language: KioskLanguage;
  asksConsents: boolean;
  /** Milliseconds. */
  idle: number;
  countdown: number;
}

export type LookUpDone = KioskLookUpAnswer;
export type CheckInDone = KioskCheckInAnswer;
export type CorrectDone =
  | { result: 'corrected'; person: KioskPerson }
  | { result: 'too-different' };

export function emptyContext({
  language,
  asksConsents,
  idle,
  countdown,
}: KioskInput): KioskContext {
  return {
    home: language,
    language,
    chosen: false,
    asksConsents,
    idle,
    countdown,
    target: null,
    scannedCode: '',
    visit: null,
    consents: {},
    admission: null,
    print: null,
    alreadyAt: null,
    code: null,
    notice: null,
    host: null,
    ignoredScans: 0,
    help: null,
    helpRequest: { reason: 'asked', code: null },
  };
}
