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
  /** True for keys that would press a focused button. */
  pressesButton: boolean;
  /** Returns the field's content before this key. Called only if the key may reach the page. */
  takeMark: () => Mark | null;
}

export interface BurstScan<Mark> {
  kind: 'scan';
  /** One or two readings, better one first. */
  readings: readonly [string, ...string[]];
  /** `event.timeStamp` of the first key. */
  firstKeyAt: number;
  /**
   * The field's content before the first key, to be restored; null if that key reached no field.
   */
  fieldBefore: Mark | null;
  /** Keys that did not belong to the scan and are missing from the field: to be typed again. */
  typing: readonly Keystroke<Mark>[];
}

/** Withheld keys that were not a scan: to be typed again. */
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

/** A character key in both readings. */
export interface Keystroke<Mark> {
  /** What the physical key types on a US keyboard; empty if nothing. */
  us: string;
  /** What this computer's keyboard layout produced; empty for dead keys. */
  typed: string;
  /** `event.timeStamp`: milliseconds of the page's clock. */
  at: number;
  /** True if the key was kept from the focused field. */
  withheld: boolean;
  /** The field's content before the key reached it; null if it was withheld, or without a field. */
  mark: Mark | null;
}

export type ReadingName = 'us' | 'typed';

export function textOf<Mark>(strokes: readonly Keystroke<Mark>[], reading: ReadingName): string {
  return strokes.map((stroke) => stroke[reading]).join('');
}
