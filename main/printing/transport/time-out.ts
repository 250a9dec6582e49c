/**
 * Calls `expired` after so many milliseconds, and after what arrived meanwhile was read. Where the
 * thread was blocked, Node runs timers before it reads its sockets, and an answer that came in time
 * would be missed. (Event loop: timers, then poll, then `setImmediate`.)
 *
 * @returns ends the wait
 */
export function startTimeOut(milliseconds: number, expired: () => void): () => void {
  let immediate: NodeJS.Immediate | null = null;
  const timer = setTimeout(() => {
    immediate = setImmediate(expired);
  }, milliseconds);
  return () => {
    clearTimeout(timer);
    if (immediate !== null) clearImmediate(immediate);
  };
}
