import { HubProblem } from '../../../domain/sync/problems.ts';
import { guarded, type HubContext } from '../../base/context.ts';
import { ConnectorFailure } from '../../connectors/failure.ts';
import type { OpenConnector } from '../../connectors/open-connector.ts';
import type { ConnectorSettings } from '../../connectors/settings.ts';
import { errorCodeOf, problemOf } from '../../store/store-error.ts';
import { streamState } from '../../store/streams.ts';
import { applyRoster } from './apply-roster.ts';
import type { Connectors, RunRequest } from './entry.ts';
import { pushFacts } from './push-facts.ts';
import {
  addConnector,
  type ConnectorRow,
  entryOf,
  isSending,
  readConnector,
  readConnectors,
  removeConnector,
} from './rows.ts';
import { takePhotos } from './take-photos.ts';

/** Milliseconds between two checks for connectors that are due. */
const checkIntervalMs = 1_000;

/** Creates the connectors of a hub; once started they run automatically. */
export function createConnectors(context: HubContext, open: Open): Connectors {
  const { store, log } = context;
  const { db } = store;
  const runner = createRunner(context, open);
  const entry = (row: ConnectorRow) => entryOf(db, row, runner.isRunning(row.name));
  const run = async (name: string, { again, acceptVanished }: RunRequest): Promise<void> => {
    await runner.run(name, { pull: true, push: true, again, acceptVanished });
  };
  return {
    list: () =>
      guarded(
        log,
        readConnectors(db).then((rows) => Promise.all(rows.map(entry))),
      ),
    add: async (settings) => {
      await guarded(log, addConnector(db, settings));
      log.info({ connector: settings.name, kind: settings.kind }, 'connector added');
    },
    remove: async (name) => {
      await guarded(
        log,
        runner.alone(name, () => removeConnector(db, name)),
      );
      log.info({ connector: name }, 'connector removed');
    },
    run: async (name, request) => {
      await guarded(log, run(name, request));
      return guarded(log, readConnector(db, name).then(entry));
    },
    begin: async (name, request) => {
      await guarded(log, readConnector(db, name));
      void run(name, request).catch(tell(context, name));
    },
    start: runner.start,
  };
}

function createRunner(context: HubContext, open: Open) {
  const { db } = context.store;
  const inTurn = new Map<string, Promise<unknown>>();
  const opened = new Set<OpenConnector>();
  let stopping = false;

  /** Runs a connector once at a time in this process. */
  const queued = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = inTurn.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    const quiet = mine.catch(() => {});
    inTurn.set(name, quiet);
    try {
      return await mine;
    } finally {
      if (inTurn.get(name) === quiet) inTurn.delete(name);
    }
  };

  /** The same across all processes of the hub: two would send the same facts. */
  const alone = <T>(name: string, work: () => Promise<T>): Promise<T> =>
    queued(name, () => context.alone(lockOf(name), work));

  const run = async (name: string, due: Due): Promise<void> => {
    const { settings } = await readConnector(db, name);
    const connector = tryToOpen(open, settings);
    if (connector instanceof ConnectorFailure) {
      return runConnector(context, connector, name, due, () => stopping);
    }
    opened.add(connector);
    try {
      await runConnector(context, connector, name, due, () => stopping);
    } finally {
      opened.delete(connector);
      await connector.close();
    }
  };

  const runIfDue = (name: string): Promise<unknown> =>
    queued(name, () =>
      context.aloneIfFree(lockOf(name), async () => {
        // Another process may have run it since it was due.
        const due = await dueNow(context, await readConnector(db, name));
        if (due !== null) await run(name, due);
      }),
    );

  const look = async (): Promise<void> => {
    const rows = await readConnectors(db);
    for (const row of rows) {
      if (inTurn.has(row.name) || (await dueNow(context, row)) === null) continue;
      void runIfDue(row.name).catch(tell(context, row.name));
    }
  };

  const start = (): (() => Promise<void>) => {
    let timer: NodeJS.Timeout | null = null;
    const turn = async (): Promise<void> => {
      await look().catch(tell(context, null));
      if (!stopping) timer = setTimeout(turn, checkIntervalMs);
    };
    const first = turn();
    return async () => {
      stopping = true;
      await first;
      if (timer !== null) clearTimeout(timer);
      // Closing first aborts requests; otherwise a slow server would delay the hub's shutdown.
      for (const connector of opened) await connector.close();
      await Promise.all(inTurn.values());
    };
  };
  return {
    run: (name: string, due: Due) => alone(name, () => run(name, due)),
    alone,
    start,
    isRunning: (name: string) => inTurn.has(name),
  };
}

/** Name of the lock that lets one process of the hub at a time run a connector. */
function lockOf(connector: string): string {
  return `connector ${connector}`;
}

function tryToOpen(open: Open, settings: ConnectorRow['settings']) {
  try {
    return open(settings);
  } catch (error) {
    if (error instanceof ConnectorFailure) return error;
    throw error;
  }
}

/** What a connector has to read and send automatically now; null if nothing is due. */
async function dueNow(
  { store, clock }: Pick<HubContext, 'store' | 'clock'>,
  row: ConnectorRow,
): Promise<Due | null> {
  const { seq } = await streamState(store.db, 'events');
  const now = clock();
  const every = row.settings.everyMinutes * 60_000;
  const pull = isDue(row.pull_at, now, row.pull_failures === 0 ? every : maxWaitMs);
  const mayPush = isDue(row.push_at, now, row.push_failures === 0 ? 0 : maxWaitMs);
  // A reading may bring a person whose parked fact can then be sent.
  const push = isSending(row.settings) && mayPush && (pull || row.sent_seq < seq);
  return pull || push ? { pull, push, again: false, acceptVanished: false } : null;
}

/** Max wait after a failure, in milliseconds. */
const maxWaitMs = 3_600_000;

/**
 * Whether the time has come. A time further ahead than the longest wait was noted before the clock
 * was put back: waiting for it would silently stop the connector.
 *
 * @param at UTC milliseconds, as `now`
 * @param longest milliseconds
 */
function isDue(at: number, now: number, longest: number): boolean {
  return at <= now || at - now > longest;
}

/** Logs a defect, or a store that cannot be used at the moment; the next check tries again. */
function tell({ log }: HubContext, connector: string | null): (error: unknown) => void {
  return (error) => {
    const name = error instanceof Error ? error.name : typeof error;
    const fields = { connector, error: name, code: errorCodeOf(error) };
    if (isPassing(error)) log.warn(fields, 'a connector waits for the store');
    else log.error(fields, 'a connector could not run');
  };
}

function isPassing(error: unknown): boolean {
  return error instanceof HubProblem ? error.code === 'busy' : problemOf(error) !== null;
}

/** Opens a connector; throws ConnectorFailure. */
type Open = (settings: ConnectorSettings) => OpenConnector;

/** Milliseconds: the first pause after a failure; each in a row doubles it, up to the longest. */
const pause = { first: 5_000, longest: 600_000 } as const;

interface Due extends RunRequest {
  pull: boolean;
  push: boolean;
}

/**
 * Reads the roster and sends facts, if they are due. Failures are recorded with the time of the
 * next attempt and logged by code; they are not thrown.
 *
 * @param isStopping true once the hub shuts down: failures after that are its effect and not
 *   recorded
 */
async function runConnector(
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
  // Before the first reading, no registration of the other side is known.
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
  await takePhotos(context, row.name, connector.source, changes.people);
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
 * The wait before the next attempt (milliseconds), doubled with each failure. It is a random part
 * of that, at least half, so that many hubs do not retry at once. It is never less than the other
 * side requested.
 */
function pauseAfter(context: HubContext, failures: number, wanted: number | null): number {
  const whole = Math.min(pause.first * 2 ** Math.min(failures - 1, 20), pause.longest);
  const chance = (context.random.bytes(1)[0] ?? 0) / 255;
  return Math.max(Math.round(whole * (0.5 + chance / 2)), wanted ?? 0);
}
