import type { Page } from 'playwright-core';
import { type CallName, calls } from '../../../preload/contract.ts';
import { complaintsOf, openBrowser } from './browser.ts';
import type { HarnessDesk } from './desk.ts';
import { serveHarness } from './serve.ts';
import { openWorld, type World } from './world.ts';

/** How a page is looked at: what a person has set, and the size of the screen. */
export interface Look {
  /** Default: a small laptop, 1366×768. */
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  contrast?: 'more' | 'no-preference';
}

type RunOnPage<T> = (page: Page, complaints: readonly string[]) => Promise<T>;

/** The harness in a browser. Its pages are used again, for a new one costs more than most scenes do. */
export interface HarnessPages {
  /**
   * Runs something on a page that has just been opened at a station of its own; several may be under way at once.
   * Nothing of an earlier scene is left: the document is new, the storage empty, the mouse in the corner.
   * A page whose run failed is not used again. `complaints` grows: the errors that the page told on its
   * console, breaches of the content security policy among them, and those that nobody caught.
   */
  onPage<T>(world: World | string, run: RunOnPage<T>, look?: Look): Promise<T>;
  /** Opens a page anew at another station (`world` may be its query): for tests that hold one page from the first to the last of them. */
  open(page: Page, world: World | string, look?: Look): Promise<HarnessDesk>;
  /** A page of one's own, with a storage and a cache of its own; `close` closes it. */
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** A page's console, and the station that answers its calls just now. */
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
    // As long as anything is waited for (vitest.config.ts): a check of all badges takes a while on a busy machine.
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    // The test's own calls are texts that Chromium evaluates, and says so under trusted types.
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
    // A document that is being left hears nothing.
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

/** Waits until the face of the station's mode stands: a frame around it (training) is there before. */
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
    // Who asked before the scene changed is not answered any more.
    return desk !== null && desk === answered.desk ? answer : new Promise(() => {});
  });
  await page.addInitScript(putLanyard, { names: Object.keys(calls) as CallName[], callName });
}

declare global {
  interface Window {
    /** Tells the page's listeners of a notice. */
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
