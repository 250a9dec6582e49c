import { app } from 'electron';

/**
 * Lets what is in flight end before the process does.
 * @returns whether that has begun: whoever is still starting something then must not go on
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
 * Takes steps one after the other, unless the app is on its way out by then: what began after the store was closed would
 * fail, and a kiosk starts itself anew after a failure.
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
