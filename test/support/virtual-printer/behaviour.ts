/** What a virtual printer is like; may be changed while it runs. */
export interface Behaviour {
  /** Rows a millisecond (a real one: 1 to 2.5 at 203 dpi); Infinity prints at once. */
  rowsPerMs: number;
  /** Bytes that it holds; when they are full it takes no more. */
  bufferBytes: number;
  /** Milliseconds before it answers. */
  answerDelay: number;
  /** Answers no DLE EOT. */
  ignoresStatus: boolean;
  /** Does not know GS ( H. */
  ignoresConfirm: boolean;
  /** Does not know GS a. */
  ignoresAutomatic: boolean;
  /** Sends this at every question instead of an answer. */
  rubbish: Uint8Array | null;
}

export const goodBehaviour: Behaviour = {
  rowsPerMs: Number.POSITIVE_INFINITY,
  bufferBytes: 65_536,
  answerDelay: 0,
  ignoresStatus: false,
  ignoresConfirm: false,
  ignoresAutomatic: false,
  rubbish: null,
};

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
