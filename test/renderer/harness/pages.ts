import type { Browser, ConsoleMessage, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { serveHarness } from './serve.ts';

/** How a page is looked at: what a person has set, and the size of the screen. */
export interface Look {
  /** Default: a small laptop, 1366×768. */
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  contrast?: 'more' | 'no-preference';
  forcedColors?: 'active' | 'none';
}

type RunOnPage<T> = (page: Page, complaints: readonly string[]) => Promise<T>;

/** The harness in a browser. Its pages are used again, for a new one costs more than most scenes do. */
export interface HarnessPages {
  /** The address of the page without a query; ends in a slash. */
  url: string;
  /**
   * Runs something on a page that has just been opened with the query; several may be under way at once.
   * Nothing of an earlier scene is left: the document is new, the storage empty, the mouse in the corner.
   * A page whose run failed is not used again. `complaints` grows: the errors that the page told on its
   * console, breaches of the content security policy among them, and those that nobody caught.
   */
  onPage<T>(query: string, run: RunOnPage<T>, look?: Look): Promise<T>;
  /** Opens a page with the query anew: for tests that hold one page from the first to the last of them. */
  open(page: Page, query: string, look?: Look): Promise<void>;
  /** A page of one's own, with a storage and a cache of its own; `close` closes it. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** Builds and serves the page, and starts a browser. */
export async function openHarness(): Promise<HarnessPages> {
  const [server, browser] = await Promise.all([serveHarness(), openBrowser()]);
  const free: Page[] = [];
  return {
    url: server.url,
    async onPage(query, run, look = {}) {
      const page = free.pop() ?? (await newPage(browser));
      const heard = listen(page);
      try {
        await show(page, `${server.url}?${query}`, look);
        const result = await run(page, heard.complaints);
        heard.end();
        await leave(page);
        free.push(page);
        return result;
      } catch (error) {
        await page.context().close();
        throw error;
      }
    },
    open: (page, query, look = {}) => show(page, `${server.url}?${query}`, look),
    newPage: () => newPage(browser),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  return context.newPage();
}

function listen(page: Page): { complaints: readonly string[]; end: () => void } {
  const complaints: string[] = [];
  const onConsole = (message: ConsoleMessage): void => {
    if (message.type() === 'error') complaints.push(message.text());
  };
  const onError = (error: Error): void => {
    complaints.push(String(error));
  };
  page.on('console', onConsole);
  page.on('pageerror', onError);
  return {
    complaints,
    end: () => {
      page.off('console', onConsole);
      page.off('pageerror', onError);
    },
  };
}

async function show(page: Page, address: string, look: Look): Promise<void> {
  const { viewport = { width: 1366, height: 768 } } = look;
  await Promise.all([
    page.setViewportSize(viewport),
    page.emulateMedia({
      colorScheme: look.colorScheme ?? 'light',
      contrast: look.contrast ?? 'no-preference',
      forcedColors: look.forcedColors ?? 'none',
    }),
  ]);
  await page.mouse.move(0, 0);
  await page.goto(address);
  await shown(page);
}

/** Waits until the face of the station's mode stands: a frame around it (training) is there before. */
export async function shown(page: Page): Promise<void> {
  await page.locator('#root > :not(.starting)').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.starting') === null);
}

async function leave(page: Page): Promise<void> {
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
}
