import { z } from 'zod';
import type { ConnectorSettings } from '../../connectors/settings.ts';
import type { ConnectorEntry, RunRequest } from '../roster/connectors/entry.ts';
import type { Ask } from './ask.ts';

/** Connectors over the administrator's API. Times are UTC milliseconds. */

export const runRequestSchema = z.object({
  again: z.boolean(),
  acceptVanished: z.boolean(),
}) satisfies z.ZodType<RunRequest>;

const entrySchema = z.object({
  name: z.string(),
  running: z.boolean(),
  kind: z.enum(['file', 'indico', 'pretix']),
  people: z.int(),
  pulledAt: z.int().nullable(),
  pullError: z.string().nullable(),
  sending: z
    .object({
      waiting: z.int(),
      pushedAt: z.int().nullable(),
      pushError: z.string().nullable(),
    })
    .nullable(),
  clockOffset: z.int().nullable(),
  parkedCount: z.int(),
  parked: z.array(
    z.object({
      kind: z.enum(['person', 'fact']),
      id: z.string(),
      reason: z.string(),
      parkedAt: z.int(),
    }),
  ),
}) satisfies z.ZodType<ConnectorEntry>;

const done = z.object({});

/** The calls that {@link connectorCalls} creates. */
export type ConnectorCalls = ReturnType<typeof connectorCalls>;

/** The calls of a client; they match those of `Connectors`. */
export function connectorCalls(ask: Ask) {
  const one = (name: string): string => `connectors/${encodeURIComponent(name)}`;
  return {
    listConnectors: (): Promise<ConnectorEntry[]> => ask('GET', 'connectors', z.array(entrySchema)),
    addConnector: async (settings: ConnectorSettings): Promise<void> => {
      await ask('POST', 'connectors', done, settings);
    },
    removeConnector: async (name: string): Promise<void> => {
      await ask('DELETE', one(name), done);
    },
    /** Starts a run; the entry's `running` shows whether it is in progress. */
    runConnector: async (name: string, request: RunRequest): Promise<void> => {
      const { again, acceptVanished } = request;
      await ask('POST', `${one(name)}/run`, done, { again, acceptVanished });
    },
  };
}
