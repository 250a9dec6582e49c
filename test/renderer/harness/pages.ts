import type { Page } from 'playwright-core';
import { type CallName, calls } from '../../../preload/contract.ts';
import { complaintsOf, openBrowser } from './browser.ts';
import type { HarnessDesk } from './desk.ts';
import { serveHarness } from './serve.ts';
import { openWorld, type World } from './world.ts';

/** A person's settings, and the size of the screen. */
export interface Look {
  /** Default: a small laptop, 1366×768. */
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  contrast?: 'more' | 'no-preference';
}

type RunOnPage<T> = (page: Page, complaints: readonly string[]) => Promise<T>;

/** The harness in a browser. Its pages are reused, since a new one costs more than most scenes. */
export interface HarnessPages {
  /**
   * Runs something on a page that was just opened at its own station; several may run at once.
   * Nothing of an earlier scene is left: the document is new, the storage empty, the mouse in the
   * corner. A page whose run failed is not reused. `complaints` grows: errors on the page's
   * console, violations of the content security policy among them, and uncaught errors.
   */
  onPage<T>(world: World | string, run: RunOnPage<T>, look?: Look): Promise<T>;
  /**
   * Reopens a page at another station (`world` may be its query), for tests that keep one page
   * throughout.
   */
  open(page: Page, world: World | string, look?: Look): Promise<HarnessDesk>;
  /** A separate page with its own storage and cache; `close` closes it. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** A page's console errors, and the station that answers its calls now. */
interface Open {
  desk: HarnessDesk | null;
  complaints: string[];
}
const opened = new WeakMap<Page, Open>();

function openedOf(page: Page): Open {
  const open = opened.get(page);
  if (open === undefined) throw new Error('this is no page of the harness');
  return open;
}

export function deskOf(page: Page): HarnessDesk {
  const { desk } = openedOf(page);
  if (desk === null) throw new Error('no station answers this page');
  return desk;
}

/**
 * Serves the page and starts a browser.
 *
 * @param runFolder keeps the page's build for the other files of the same run
 */
export async function openHarness(runFolder: string): Promise<HarnessPages> {
  const [server, browser] = await Promise.all([serveHarness(runFolder), openBrowser()]);
  const free: Page[] = [];
  const all = new Set<Page>();
  const newPage = async (): Promise<Page> => {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    // As long as any other wait (vitest.config.ts): a check of all badges takes a while on a busy
    // machine.
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    // The test's own calls are texts that Chromium evaluates and reports under trusted types.
    const complaints = complaintsOf(page, (text) => text.includes("'TrustedScript'"));
    const open = { desk: null, complaints };
    await bridgeTo(page, open);
    opened.set(page, open);
    all.add(page);
    return page;
  };
  const open: HarnessPages['open'] = async (page, world, look = {}) => {
    const desk = await answerFrom(page, world);
    openedOf(page).complaints.length = 0;
    await show(page, server.url, look);
    return desk;
  };
  return {
    async onPage(world, run, look = {}) {
      const page = free.pop() ?? (await newPage());
      try {
        await open(page, world, look);
        const result = await run(page, openedOf(page).complaints);
        if (typeof world !== 'string' && world.ownPage === true) await page.context().close();
        else {
          await page.evaluate(() => {
            localStorage.clear();
            sessionStorage.clear();
          });
          free.push(page);
        }
        return result;
      } catch (error) {
        await page.context().close();
        throw error;
      } finally {
        await dismiss(page);
      }
    },
    open,
    newPage,
    async close() {
      await browser.close();
      await Promise.all([...all].map(dismiss));
      await server.close();
    },
  };
}

async function answerFrom(page: Page, world: World | string): Promise<HarnessDesk> {
  await dismiss(page);
  const { query = '', prepare } = typeof world === 'string' ? { query: world } : world;
  const desk = await openWorld(query, prepare);
  openedOf(page).desk = desk;
  desk.listener = (notice, body) => {
    // A document that is being unloaded hears nothing.
    page
      .evaluate(([name, value]) => window.hear?.(name, value), [notice, body] as const)
      .catch(() => {});
  };
  return desk;
}

async function dismiss(page: Page): Promise<void> {
  const open = openedOf(page);
  const { desk } = open;
  open.desk = null;
  await desk?.close();
}

async function show(page: Page, address: string, look: Look): Promise<void> {
  const { viewport = { width: 1366, height: 768 } } = look;
  await Promise.all([
    page.setViewportSize(viewport),
    page.emulateMedia({
      colorScheme: look.colorScheme ?? 'light',
      contrast: look.contrast ?? 'no-preference',
    }),
  ]);
  await page.mouse.move(0, 0);
  await page.goto(address);
  await shown(page);
}

/** Waits until the page shows the station's mode: a frame around it (training) comes earlier. */
export async function shown(page: Page): Promise<void> {
  await page.locator('#root > :not(.starting)').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.starting') === null);
}

const callName = 'lanyardCall';

/** Puts `window.lanyard` into every document of the page, as the preload does. */
async function bridgeTo(page: Page, answered: Open): Promise<void> {
  await page.exposeBinding(callName, async (_source, name: string, input: unknown) => {
    const { desk } = answered;
    const answer = await desk?.answer(name, input);
    // Calls made before the scene changed are never answered.
    return desk !== null && desk === answered.desk ? answer : new Promise(() => {});
  });
  await page.addInitScript(putLanyard, { names: Object.keys(calls) as CallName[], callName });
}

declare global {
  interface Window {
    /** Passes a notice to the page's listeners. */
    hear?: (notice: string, body: unknown) => void;
  }
}

/** Runs in the page. */
function putLanyard({ names, callName: call }: { names: string[]; callName: string }): void {
  const listeners = new Map<string, Set<(body: unknown) => void>>();
  const ask = Reflect.get(window, call) as (name: string, input: unknown) => Promise<unknown>;
  const api: Record<string, unknown> = {
    on: (notice: string, listener: (body: unknown) => void) => {
      const set = listeners.get(notice) ?? new Set();
      listeners.set(notice, set.add(listener));
      return () => set.delete(listener);
    },
  };
  for (const name of names) api[name] = (input: unknown) => ask(name, input);
  window.hear = (notice, body) => {
    for (const listener of listeners.get(notice) ?? []) listener(body);
  };
  Object.assign(window, { lanyard: api });
}
