/** What one process of a hub says and hears on the line to the others. */
export interface LineEnds {
  /** Takes the next text for the others, of at most 7,000 bytes; null if there is none. */
  next(): string | null;
  /** Another process said this. */
  hear(text: string): void;
  /** The line was down and is up again: what the others said meanwhile was missed. */
  back(): void;
}

/** The line between the processes of one hub. On SQLite a hub has one process. */
export interface PeerLine {
  /** There is something to say: `next` is called soon. */
  wake(): void;
  /**
   * Takes the lock of this name, which one process holds at a time. It ends with the process.
   *
   * @returns how to give it back; null if another process has it, or the line is down
   */
  lock(name: string): Promise<(() => Promise<void>) | null>;
}

/** The line of a hub that has no other process. */
export const noPeers: PeerLine = {
  wake: () => undefined,
  lock: async () => async () => undefined,
};
