import { ConnectorFailure } from '../../../connectors/failure.ts';
import type { OpenConnector } from '../../../connectors/open-connector.ts';
import type { ConnectorSettings } from '../../../connectors/settings.ts';
import type { HubContext } from '../context.ts';
import { applyRoster } from './apply-roster.ts';
import type { RunRequest } from './entry.ts';
import { pushFacts } from './push-facts.ts';
import { type ConnectorRow, isSending, readConnector } from './rows.ts';

/** Opens a connector; throws ConnectorFailure. */
export type Open = (settings: ConnectorSettings) => OpenConnector;

/** Milliseconds: the first pause after a failure, and the longest; each failure in a row doubles it. */
const pause = { first: 5_000, longest: 600_000 } as const;

/** What is to be done in one run. */
export interface Due extends RunRequest {
  pull: boolean;
  push: boolean;
}

/**
 * Reads the roster and sends facts, as far as they are due. Failures are recorded with the time of the next
 * attempt and logged by code; nothing is thrown for them.
 *
 * @param isStopping true once the hub ends: what fails from then on is its doing and not recorded
 */
export async function runConnector(
  context: HubContext,
  connector: OpenConnector | ConnectorFailure,
  name: string,
  due: Due,
  isStopping: () => boolean,
): Promise<void> {
  const attempt = async (part: Part, work: () => Promise<ConnectorFailure | null>) => {
    const failure = await work().catch((error: unknown) => {
      if (error instanceof ConnectorFailure) return error;
      throw error;
    });
    if (failure === null) await noteSuccess(context, name, part);
    else if (!isStopping()) await noteFailure(context, name, part, failure);
  };
  if (due.pull) {
    await attempt('pull', async () => {
      if (connector instanceof ConnectorFailure) return connector;
      await pull(context, connector, await readConnector(context.store.db, name), due);
      return null;
    });
  }
  const row = await readConnector(context.store.db, name);
  // Before the first reading nobody is known there.
  if (!due.push || !isSending(row.settings) || row.pulled_at === null) return;
  await attempt('push', async () => {
    if (connector instanceof ConnectorFailure) return connector;
    const { sink } = connector;
    return sink === null ? null : pushFacts(context, row, sink, due.again);
  });
}

async function pull(
  context: HubContext,
  connector: OpenConnector,
  row: ConnectorRow,
  { again, acceptVanished }: RunRequest,
): Promise<void> {
  const changes = await connector.source.changes(again ? null : row.roster_cursor);
  const applied = await applyRoster(context, row.name, changes, acceptVanished);
  if (applied.added + applied.changed + applied.rejected === 0) return;
  const { added, changed, rejected } = applied;
  context.log.info({ connector: row.name, added, changed, rejected }, 'roster read');
}

type Part = 'pull' | 'push';

async function noteSuccess(context: HubContext, name: string, part: Part): Promise<void> {
  const { db } = context.store;
  const { settings } = await readConnector(db, name);
  const now = context.clock();
  const change =
    part === 'pull'
      ? {
          pulled_at: now,
          pull_at: now + settings.everyMinutes * 60_000,
          pull_failures: 0,
          pull_error: null,
        }
      : { pushed_at: now, push_at: now, push_failures: 0, push_error: null };
  await db.updateTable('connector').set(change).where('name', '=', name).execute();
}

async function noteFailure(
  context: HubContext,
  name: string,
  part: Part,
  failure: ConnectorFailure,
): Promise<void> {
  const { db } = context.store;
  const row = await readConnector(db, name);
  const failures = (part === 'pull' ? row.pull_failures : row.push_failures) + 1;
  const at = context.clock() + pauseAfter(context, failures, failure.retryAfter);
  const change =
    part === 'pull'
      ? { pull_at: at, pull_failures: failures, pull_error: failure.message }
      : { push_at: at, push_failures: failures, push_error: failure.message };
  await db.updateTable('connector').set(change).where('name', '=', name).execute();
  const { code, detail } = failure;
  context.log.warn({ connector: name, part, code, detail, failures }, 'connector failed');
}

/**
 * Doubling pauses, each between half and whole by chance, so that many hubs do not come back at once; never
 * less than what the other side asked for.
 */
function pauseAfter(context: HubContext, failures: number, wanted: number | null): number {
  const whole = Math.min(pause.first * 2 ** Math.min(failures - 1, 20), pause.longest);
  const chance = (context.random.bytes(1)[0] ?? 0) / 255;
  return Math.max(Math.round(whole * (0.5 + chance / 2)), wanted ?? 0);
}
