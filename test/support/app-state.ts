import { atMost } from '../../tools/demo/wait-for.ts';
import type { LaunchedApp } from './launch-app.ts';
import { stateOfProcesses } from './process-state.ts';

/** What there is to say of an app that did not come up: who still answers, its log's end, and its processes. */
export async function stateOf(
  { app, page, log }: LaunchedApp,
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

/** What somebody answered within a few seconds, or why not. */
async function answerOf(work: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await atMost('an answer', 5, work)).slice(0, 500);
  } catch (error) {
    return String(error);
  }
}
