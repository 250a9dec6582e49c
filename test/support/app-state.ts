import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import type { ElectronApplication, Page } from 'playwright-core';
import { atMost } from '../../tools/demo/wait-for.ts';

/**
 * Describes an app that did not come up: its windows, its page, the end of its log, and its
 * processes.
 */
export async function stateOf(
  { app, page, log }: { app: ElectronApplication; page: Page; log(): { msg: string }[] },
  executable: string,
): Promise<string> {
  const windows = await answerOf(
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => ({
        url: window.webContents.getURL(),
        visible: window.isVisible(),
        focused: window.isFocused(),
        loading: window.webContents.isLoading(),
      })),
    ),
  );
  const text = await answerOf(
    page.evaluate(() => `${document.readyState} ${document.body.textContent}`),
  );
  const messages = log().map(({ msg }) => msg);
  return [
    `windows: ${windows}`,
    `page: ${text}`,
    `log: ${messages.slice(-12).join(' | ')}`,
    stateOfProcesses(executable),
  ].join('\n');
}

/** The result of the work within five seconds as JSON, or the error. */
async function answerOf(work: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await atMost('an answer', 5, work)).slice(0, 500);
  } catch (error) {
    return String(error);
  }
}

/**
 * Characters kept of a command line: Chromium's are long, and the type of the process comes first.
 */
const maxLine = 160;

/**
 * What the processes of a program are doing, for a start that hangs. The first line is the
 * machine's load. Then comes a line for each thread, with its processor time and where in the
 * kernel it waits.
 */
export function stateOfProcesses(executable: string): string {
  const load = loadavg().map((value) => value.toFixed(1));
  const { stdout, error } = spawnSync(
    'ps',
    ['-ww', '--no-headers', '-eLo', 'pid,tid,time,wchan:24,args'],
    { encoding: 'utf8' },
  );
  if (error !== undefined) return `load ${load.join(' ')}; ${error.message}`;
  // Zygotes only wait to be copied.
  const lines = stdout
    .split('\n')
    .filter((line) => line.includes(executable) && !line.includes('--type=zygote'))
    .map((line) => line.slice(0, maxLine));
  return [`load ${load.join(' ')}`, ...lines].join('\n');
}
