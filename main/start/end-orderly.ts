import { app } from 'electron';

/** Lets what is in flight end before the process does. */
export function endOrderly(code: () => number, end: () => Promise<void>): void {
  let ending = false;
  app.on('will-quit', (event) => {
    if (ending) return;
    ending = true;
    event.preventDefault();
    void end().finally(() => app.exit(code()));
  });
}
