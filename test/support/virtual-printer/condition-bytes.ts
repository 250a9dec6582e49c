/** What a virtual printer is like just now: ready. */
export const readyCondition = {
  paper: true,
  paperLow: false,
  cover: 'closed' as 'open' | 'closed',
  error: false,
};
export type Condition = typeof readyCondition;

/** True if it prints nothing until somebody looks after it. */
export function isStopped(condition: Condition): boolean {
  return !condition.paper || condition.cover === 'open' || condition.error;
}

/** The answer to DLE EOT 1, 2 or 4; null for another question (Epson, ESC/POS Command Reference, "DLE EOT"). */
export function statusByte(question: number, condition: Condition): number | null {
  switch (question) {
    case 1:
      return 0x12 | (isStopped(condition) ? 0x08 : 0);
    case 2:
      return (
        0x12 |
        (condition.cover === 'open' ? 0x04 : 0) |
        (condition.paper ? 0 : 0x20) |
        (condition.error ? 0x40 : 0)
      );
    case 4:
      return 0x12 | (condition.paperLow ? 0x0c : 0) | (condition.paper ? 0 : 0x6c);
    default:
      return null;
  }
}

/** The automatic status of four bytes (the same reference, "GS a"). */
export function automaticStatus(condition: Condition): Uint8Array {
  return Uint8Array.of(
    0x10 | (isStopped(condition) ? 0x08 : 0) | (condition.cover === 'open' ? 0x20 : 0),
    condition.error ? 0x40 : 0,
    (condition.paperLow ? 0x03 : 0) | (condition.paper ? 0 : 0x0c),
    0x0f,
  );
}
