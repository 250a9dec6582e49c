/** What a virtual printer is like where nobody says otherwise; may be changed while it runs. */
export const goodBehaviour = {
  /** Rows a millisecond (a real one: 1 to 2.5 at 203 dpi); Infinity prints at once. */
  rowsPerMs: Number.POSITIVE_INFINITY,
  /** Bytes that it holds; when they are full it takes no more. */
  bufferBytes: 65_536,
  /** Milliseconds before it answers. */
  answerDelay: 0,
  /** Answers no DLE EOT. */
  ignoresStatus: false,
  /** Does not know GS ( H. */
  ignoresConfirm: false,
  /** Does not know GS a. */
  ignoresAutomatic: false,
  /** Sends this at every question instead of an answer. */
  rubbish: null as Uint8Array | null,
};
export type Behaviour = typeof goodBehaviour;

/**
 * Something that happens once, when a row of the next job is to be printed (0: before its first), or after its cut.
 * `cover-touched`: opened and closed at once; `hot`: its head rests until it has cooled, which is no fault.
 */
export interface Mishap {
  kind:
    | 'paper-out'
    | 'cover-open'
    | 'cover-touched'
    | 'error'
    | 'power-loss'
    | 'close-connection'
    | 'hot';
  at: number | 'after-cut';
}
