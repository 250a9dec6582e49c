import type { Page } from 'playwright-core';
import { type CallName, calls } from '../../../preload/contract.ts';
import type { HarnessDesk } from './desk.ts';

const callName = 'lanyardCall';

/** A page, and the station that answers its calls just now. */
export interface Answered {
  desk: HarnessDesk | null;
}

/** Puts `window.lanyard` into every document of the page, as the preload does. */
export async function bridgeTo(page: Page, answered: Answered): Promise<void> {
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
