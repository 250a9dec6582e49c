import { ConnectorFailure } from '../../../connectors/failure.ts';
import type { OpenConnector } from '../../../connectors/open-connector.ts';
import { HubProblem } from '../../../domain/wire/problems.ts';
import { streamState } from '../../store/streams.ts';
import { errorCodeOf, problemOf } from '../../store/trouble.ts';
import { guarded, type HubContext } from '../context.ts';
import type { Connectors, RunRequest } from './entry.ts';
import {
  addConnector,
  type ConnectorRow,
  entryOf,
  isSending,
  readConnector,
  readConnectors,
  removeConnector,
} from './rows.ts';
import { type Due, type Open, runConnector } from './run-connector.ts';

/** Milliseconds between two looks at what is due. */
const lookEvery = 1_000;

/** Makes the connectors of a hub; they run by themselves once they are started. */
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
      await runner.alone(name, () => guarded(log, removeConnector(db, name)));
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

  /** One run of a connector at a time: two would send the same. */
  const alone = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
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

  const run = (name: string, due: Due): Promise<void> =>
    alone(name, async () => {
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
    });

  const look = async (): Promise<void> => {
    const rows = await readConnectors(db);
    if (rows.length === 0) return;
    const { seq } = await streamState(db, 'events');
    const now = context.clock();
    for (const row of rows) {
      const due = dueOf(row, seq, now);
      if (!due.pull && !due.push) continue;
      if (!inTurn.has(row.name)) void run(row.name, due).catch(tell(context, row.name));
    }
  };

  const start = (): (() => Promise<void>) => {
    let timer: NodeJS.Timeout | null = null;
    const turn = async (): Promise<void> => {
      await look().catch(tell(context, null));
      if (!stopping) timer = setTimeout(turn, lookEvery);
    };
    const first = turn();
    return async () => {
      stopping = true;
      await first;
      if (timer !== null) clearTimeout(timer);
      // Or a server that is slow to answer would hold up the hub's end.
      for (const connector of opened) await connector.close();
      await Promise.all(inTurn.values());
    };
  };
  return { run, alone, start, isRunning: (name: string) => inTurn.has(name) };
}

function tryToOpen(open: Open, settings: ConnectorRow['settings']) {
  try {
    return open(settings);
  } catch (error) {
    if (error instanceof ConnectorFailure) return error;
    throw error;
  }
}

/** By itself a connector reads and sends what is new, when its time has come. */
function dueOf(row: ConnectorRow, seq: number, now: number): Due {
  const pull = row.pull_at <= now;
  // Whoever came by a reading may be whom a fact waits for.
  const push = isSending(row.settings) && row.push_at <= now && (pull || row.sent_seq < seq);
  return { pull, push, again: false, acceptVanished: false };
}

/** A defect, or a store that cannot be used at the moment: tried again at the next look. */
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
