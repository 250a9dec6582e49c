import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { pageGivesTrue } from '../support/in-page.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk(inject('electron'));
});
afterAll(() => desk?.end());

it.runIf(process.platform === 'linux')(
  'a page’s process leaves one of its three threads to others than V8',
  async () => {
    const pid = await desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    // Otherwise a page's compilation may take a thread per script, or two at a time.
    expect(words).toContain('--no-script-streaming --no-concurrent-cache-deserialization');
    expect(words).toContain(
      '--concurrent-maglev-max-threads=1 --concurrent-turbofan-max-threads=1',
    );
  },
);

it('Chromium’s network service has no process of its own', async () => {
  const processes = await desk.app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ type, serviceName }) => serviceName ?? type),
  );
  expect(processes).toContain('Browser');
  expect(processes.filter((name) => name.startsWith('network'))).toEqual([]);
});

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
  await pageGivesTrue(
    desk.app,
    'the desk again',
    "document.querySelector('#desk-search') !== null",
  );
  const isSignedIn = 'window.lanyard.getStation().then(({ value }) => value.operator !== null)';
  await pageGivesTrue(desk.app, 'the operator', isSignedIn);
});
