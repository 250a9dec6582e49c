import type { Keystroke } from './keystrokes.ts';

/** What a key is to the scanner's ear. */
export type KeyRole =
  | 'character'
  /** Enter, Tab, or the line feed that some scanners send. */
  | 'end'
  /** The function key that announces a scan. */
  | 'prefix'
  | 'other';

export interface KeyPress<Mark> {
  role: KeyRole;
  us: string;
  typed: string;
  /** `event.timeStamp`. */
  at: number;
  /** True for keys that would press the button which has the focus. */
  pressesButton: boolean;
  /** What the field holds before this key; called only for a character that is let through. */
  takeMark: () => Mark | null;
}

/** A code that was scanned. */
export interface BurstScan<Mark> {
  kind: 'scan';
  /** One or two readings, the better one first. */
  readings: readonly [string, ...string[]];
  /** `timeStamp` of its first key. */
  firstKeyAt: number;
  /** What the field held before the first key, if that key reached a field: to be put back. */
  fieldBefore: Mark | null;
  /** Keys that were no part of the scan and are missing from the field: to be given back. */
  typing: readonly Keystroke<Mark>[];
}

/** Withheld keys that were no scan: to be given back. */
export interface BurstTyping<Mark> {
  kind: 'typing';
  typing: readonly Keystroke<Mark>[];
}

export type BurstOutcome<Mark> = BurstScan<Mark> | BurstTyping<Mark>;

export interface KeyVerdict<Mark> {
  /** True if the key must not reach the page. */
  withhold: boolean;
  /** To be carried out in this order, before the key itself. */
  outcomes: readonly BurstOutcome<Mark>[];
}
