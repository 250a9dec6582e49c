import type { Page } from 'playwright-core';
import { type CallName, calls } from '../../../preload/contract.ts';
import type { HarnessDesk } from './desk.ts';

/** Answers a page's calls from the desk that is set, and sends it the desk's notices. */
export interface Bridge {
  set(desk: HarnessDesk | null): void;
}

const callName = 'lanyardCall';

/** Puts `window.lanyard` into every document of the page, as the preload does. */
export async function bridgeTo(page: Page): Promise<Bridge> {
  let current: HarnessDesk | null = null;
  await page.exposeBinding(callName, async (_source, name: string, input: unknown) => {
    const desk = current;
    const answer = await desk?.answer(name, input);
    // Whoever asked is gone with the scene.
    return desk === current ? answer : undefined;
  });
  await page.addInitScript(putLanyard, { names: Object.keys(calls) as CallName[], callName });
  return {
    set: (desk) => {
      current = desk;
      if (desk === null) return;
      desk.listener = (notice, body) => {
        if (desk !== current) return;
        void page
          .evaluate(([name, value]) => window.hear?.(name, value), [notice, body] as const)
          // A document that is being left hears nothing.
          .catch(() => undefined);
      };
    },
  };
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
