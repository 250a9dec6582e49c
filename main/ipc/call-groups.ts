import type { z } from 'zod';
import type { CallDefinition } from '../../preload/contract/define.ts';
import type { CallName, Calls } from '../../preload/contract.ts';
import type { Caller } from '../use-cases/context.ts';
import type { Handlers } from './handlers.ts';

type AnyCall = CallDefinition<z.ZodType, z.ZodType>;

/** Some of the contract's calls with their handlers; see `callGroup`. */
export interface CallGroup {
  calls: Readonly<Record<string, AnyCall>>;
  handlers: Readonly<Record<string, (input: never, caller: Caller) => unknown>>;
}

/** One call of the contract with its handler. */
export interface AnswerableCall {
  definition: AnyCall;
  handler: (input: unknown, caller: Caller) => unknown;
}

/** The calls that a page can make. */
export interface CallGroups {
  /** The call of this name, once its handler is loaded; null where there is none. */
  find(name: string): Promise<AnswerableCall | null>;
  /** Loads what no page has asked for so far. */
  loadAll(): Promise<void>;
}

/** Pairs handlers with their calls: each call has one, and each handler has a call. */
export function callGroup<N extends CallName>(
  calls: Pick<Calls, N>,
  handlers: Pick<Handlers, N>,
): CallGroup {
  return { calls, handlers };
}

/**
 * The calls in groups. The first is loaded; each other is loaded once a page asks for a call that
 * none before it has, or by `loadAll`. Most of the handlers' code is not needed for a ticket, and a
 * start has no time for it: docs/decisions/020.
 *
 * Both reject with what the loading of a group rejects with, and load it again the next time.
 */
export function createCallGroups(
  first: CallGroup,
  later: readonly (() => Promise<CallGroup>)[],
): CallGroups {
  const groups = later.map(onceLoaded);
  return {
    find: async (name) => {
      const known = callOf(first, name);
      if (known !== null) return known;
      for (const load of groups) {
        const found = callOf(await load(), name);
        if (found !== null) return found;
      }
      return null;
    },
    loadAll: async () => {
      for (const load of groups) await load();
    },
  };
}

function onceLoaded(load: () => Promise<CallGroup>): () => Promise<CallGroup> {
  let loading: Promise<CallGroup> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}

function callOf({ calls, handlers }: CallGroup, name: string): AnswerableCall | null {
  if (!Object.hasOwn(calls, name)) return null;
  const definition = calls[name];
  // `callGroup` paired each handler with its call; a call known only by name loses that type.
  const handler = handlers[name] as AnswerableCall['handler'] | undefined;
  return definition === undefined || handler === undefined ? null : { definition, handler };
}
