/** One character key as it was pressed, in both readings. */
export interface Keystroke<Mark> {
  /** What the physical key types on a US keyboard; empty if nothing. */
  us: string;
  /** What this computer's layout made of it; empty for dead keys. */
  typed: string;
  /** `event.timeStamp`: milliseconds of the page's clock. */
  at: number;
  /** True if the key was kept from the focused field. */
  withheld: boolean;
  /** The field's content before the key reached it; null if it was withheld, or without a field. */
  mark: Mark | null;
}

export type ReadingName = 'us' | 'typed';

/** The text of the strokes in one reading. */
export function textOf<Mark>(strokes: readonly Keystroke<Mark>[], reading: ReadingName): string {
  return strokes.map((stroke) => stroke[reading]).join('');
}
