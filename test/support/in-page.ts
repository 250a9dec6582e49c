import type { ElectronApplication } from 'playwright-core';
import { atMost, waitFor } from '../../tools/demo/wait-for.ts';

/** Runs code in the first window's page. Playwright loses a page whose process ends; the main process does not. */
export function inPage(app: ElectronApplication, code: string): Promise<unknown> {
  return app.evaluate(
    ({ BrowserWindow }, text) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(text) ?? null,
    code,
  );
}

/** Waits until code in the page gives true. A page that goes away amid a look never answers it: it is asked again. */
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
