import { app } from 'electron';

/**
 * Lets work in progress end before the process does.
 * @returns whether that has begun: a start that is still in progress must then stop
 */
export function endOrderly(code: () => number, end: () => Promise<void>): () => boolean {
  let ending = false;
  app.on('will-quit', (event) => {
    if (ending) return;
    ending = true;
    event.preventDefault();
    void end().finally(() => app.exit(code()));
  });
  return () => ending;
}

/**
 * Runs steps one after the other, unless the app is ending: what begins after the store was closed
 * would fail, and a kiosk restarts after a failure.
 */
export async function inTurn(
  isOver: () => boolean,
  steps: readonly (() => unknown)[],
): Promise<void> {
  for (const step of steps) {
    if (isOver()) return;
    await step();
  }
}
