import type { AnyCall, CallGroup } from '../../base/calls.ts';
import type { Caller } from '../../base/context.ts';
import { onceLoaded } from '../../base/load-by-parts.ts';

export interface AnswerableCall {
  definition: AnyCall;
  handler: (input: unknown, caller: Caller) => unknown;
}

export type CallGroups = ReturnType<typeof createCallGroups>;

/**
 * The calls in groups. The first group is loaded. Each other is loaded once a page makes a call
 * that no earlier group has, or by `loadAll`. Most of the handlers' code is not needed for a
 * ticket, and a start has no time for it: docs/decisions/020.
 *
 * `find` and `loadAll` reject with what the loading of a group rejects with, and load it again the
 * next time.
 */
export function createCallGroups(
  first: readonly CallGroup[],
  later: readonly (() => Promise<CallGroup>)[],
) {
  const groups = later.map(onceLoaded);
  return {
    /** The call of this name, once its handler is loaded; null where there is none. */
    find: async (name: string): Promise<AnswerableCall | null> => {
      for (const group of first) {
        const known = callOf(group, name);
        if (known !== null) return known;
      }
      for (const load of groups) {
        const found = callOf(await load(), name);
        if (found !== null) return found;
      }
      return null;
    },
    /** Loads the groups that no page has needed so far. */
    loadAll: async (): Promise<void> => {
      for (const load of groups) await load();
    },
  };
}

function callOf({ calls, handlers }: CallGroup, name: string): AnswerableCall | null {
  if (!Object.hasOwn(calls, name)) return null;
  const definition = calls[name];
  // `answers` paired each handler with its call; a call known only by name loses that type.
  const handler = handlers[name] as AnswerableCall['handler'] | undefined;
  return definition === undefined || handler === undefined ? null : { definition, handler };
}
