import type { ElectronApplication } from 'playwright-core';
import { atMost, waitFor } from '../../tools/demo/wait-for.ts';

/**
 * Runs code in the first window's page, through the main process: Playwright loses a page whose
 * process ends.
 */
export function inPage(app: ElectronApplication, code: string): Promise<unknown> {
  return app.evaluate(
    ({ BrowserWindow }, text) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text) ?? null,
    code,
  );
}

/**
 * Waits until code in the page returns true. A page that is replaced during a call never answers
 * it, so the call is repeated.
 */
export async function pageGivesTrue(
  app: ElectronApplication,
  what: string,
  code: string,
): Promise<void> {
  await waitFor(what, 60, async () => {
    const answer = await atMost(what, 1, inPage(app, code)).catch(() => null);
    return answer === true ? true : null;
  });
}
