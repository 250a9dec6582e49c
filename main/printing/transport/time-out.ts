/**
 * Calls `expired` after so many milliseconds, and after what has arrived meanwhile was taken in: where the
 * thread was held up, Node runs timers before it reads its sockets, and an answer that came in time would count
 * as none. (Event loop: timers, then poll, then `setImmediate`.)
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
