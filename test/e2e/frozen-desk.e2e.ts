import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk(inject('electron'));
});
afterAll(() => desk?.end());

/** What the window's own page says, whatever Playwright still knows of it. */
function inPage(code: string): Promise<unknown> {
  return desk.app.evaluate(
    ({ BrowserWindow }, script) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script),
    code,
  );
}

it('a desk whose page is frozen gets it back, and whoever works there is still signed in', async () => {
  void desk.page
    .evaluate(() =>
      setTimeout(() => {
        for (;;);
      }, 0),
    )
    .catch(() => undefined);
  await waitFor('the watch over the page', 60, () =>
    desk.log().find(({ msg, reason }) => msg === 'the page is loaded anew' && reason === 'silent'),
  );
  const search = "document.querySelector('#desk-search') !== null";
  await waitFor('the desk again', 60, async () =>
    (await inPage(search).catch(() => false)) === true ? true : null,
  );
  expect(
    await inPage('window.lanyard.getStation().then(({ value }) => value.operator !== null)'),
  ).toBe(true);
});
