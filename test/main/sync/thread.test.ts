import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { saveHubLink } from '../../../db/ledger/hub-link.ts';
import { countDelegates } from '../../../db/roster/roster.ts';
import type { ReportedHealth } from '../../../domain/sync/reported-health.ts';
import type { LinkState } from '../../../domain/sync/sync-status.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { enrolAtHub } from '../../../main/hub-client/enrol.ts';
import type { SyncChange } from '../../../main/sync/sync-parts.ts';
import { type SyncThread, startSyncThread } from '../../../main/sync/sync-thread.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { entries } from '../../hub/http/people.ts';
import { cleanUp, startTestHub, type TestHub } from '../../hub/http/support.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await cleanUp();
});

/** A desk that syncs in a real thread, over real HTTPS. */
interface ThreadDesk extends DeskContext {
  thread: SyncThread;
  workers: Worker[];
  states: LinkState[];
  changes: SyncChange[];
  crashes: unknown[];
  /** Whether the test kills the thread: otherwise its death ends the test. */
  mayDie: boolean;
  /** Resolves once a state fits, now or later. */
  when(is: (state: LinkState) => boolean): Promise<LinkState>;
  admit(delegateId: string): string;
}

async function threadDesk(hub: TestHub, secrets: { token?: string } = {}): Promise<ThreadDesk> {
  const desk = makeDeskContext();
  ends.push(() => desk.close());
  const { context } = desk;
  const keys = makeSigningKeys();
  const invite = await hub.admin.invite({
    mode: 'desk',
    name: '',
    replaces: null,
    takeover: false,
  });
  const outcome = await enrolAtHub(
    { url: hub.url, code: invite.code, fingerprint: hub.fingerprint },
    { id: context.self.station, name: 'Desk', mode: 'desk', keys, version: '1.0.0' },
  );
  if (outcome.kind !== 'enrolled') throw new Error('the fingerprint was given');
  const { hub: id, hubName, hubKey, authority, token } = outcome.enrolment;
  const identity = { hub: id, hubName, url: hub.url, authority, hubKey };
  saveHubLink(context.db, { ...identity, wall: context.clock() });
  const states: LinkState[] = [];
  const changes: SyncChange[] = [];
  const crashes: unknown[] = [];
  const workers: Worker[] = [];
  const waiting = new Set<(state: LinkState) => void>();
  const thread = startSyncThread(
    {
      location: desk.location,
      eventId: context.event.file.id,
      mode: 'desk',
      secrets: { token: secrets.token ?? token, privateKey: keys.privateKey },
      name: 'Desk',
      version: '1.0.0',
      clockShift: context.clock() - Date.now(),
      onState: (state) => {
        states.push(state);
        for (const look of waiting) look(state);
      },
      onChange: (what) => void changes.push(what),
    },
    {
      startWorker: (data) => {
        const file = new URL('../../../main/sync/worker.ts', import.meta.url);
        const worker = new Worker(file, { workerData: data });
        workers.push(worker);
        return worker;
      },
      onCrash: (error) => void crashes.push(error),
    },
  );
  ends.push(() => thread.stop());
  const made: ThreadDesk = {
    ...desk,
    mayDie: false,
    thread,
    workers,
    states,
    changes,
    crashes,
    when: (is) =>
      new Promise((resolve, reject) => {
        const look = (state: LinkState): void => {
          if (state.trouble === 'sync-stopped' && !made.mayDie) reject(crashes.at(-1));
          if (!is(state)) return;
          waiting.delete(look);
          resolve(state);
        };
        waiting.add(look);
        const last = states.at(-1);
        if (last !== undefined) look(last);
      }),
    admit: (delegateId) =>
      checkIn(context, desk.caller, {
        key: randomUUID(),
        target: { kind: 'delegate', delegateId },
        identity: null,
      }).outcome,
  };
  return made;
}

const isOnline = ({ online, phase }: LinkState): boolean => online && phase === 'idle';

describe('the thread that syncs', () => {
  it('tells the hub what the station says of its health, at once where somebody should come', async () => {
    const hub = await startTestHub();
    const desk = await threadDesk(hub);
    const health = (condition: string): ReportedHealth => ({
      printers: [{ name: 'Badge printer', condition, waiting: 0 }],
      camera: 'ready',
      unsettledJobs: 0,
      freeDisk: null,
      store: 'whole',
    });
    const { organiser } = hub.running.hub;
    const heard = async () =>
      (await organiser.stations()).stations[0]?.health?.printers[0]?.condition;
    desk.thread.tellHealth(health('ready'));
    await desk.when(isOnline);
    desk.thread.tellHealth(health('paper-out'));
    await expect.poll(heard).toBe('paper-out');
  });

  it('closes the day when the hub calls for it, once, and the hub has proof of the station', async () => {
    const hub = await startTestHub();
    await hub.admin.importRoster(entries(1), 'people.csv');
    const desk = await threadDesk(hub);
    await desk.when(isOnline);
    expect(desk.admit(entries(1)[0]?.id ?? '')).toBe('admitted');
    const day = '2018-10-02';
    await hub.admin.callDay(day);
    const proof = async () => (await hub.admin.dayStatus(day)).draft.proof;
    await expect.poll(proof, { timeout: 40_000 }).toEqual({ proven: 1, open: 0, broken: 0 });
    const closes = () =>
      desk.context.db
        .prepare<[], { type: string }>('SELECT type FROM attendance_event ORDER BY kseq')
        .all()
        .filter(({ type }) => type === 'day-closed').length;
    await hub.admin.callDay(day);
    await desk.when((state) => isOnline(state) && state.waiting === 0);
    expect(closes()).toBe(1);
  });

  it('brings the roster, takes a fact to the hub when it is told of it, and hears of others’', async () => {
    const hub = await startTestHub();
    await hub.admin.importRoster(entries(3), 'people.csv');
    const a = await threadDesk(hub);
    const b = await threadDesk(hub);
    await a.when(isOnline);
    await b.when(isOnline);
    const people = entries(3);
    expect(countDelegates(a.context.db, a.context.event.file.id).registered).toBe(3);
    await expect.poll(() => a.changes.some(({ roster }) => roster)).toBe(true);
    expect(a.admit(people[0]?.id ?? '')).toBe('admitted');
    a.thread.nudge();
    await a.when(({ waiting }) => waiting > 0);
    await a.when((state) => isOnline(state) && state.waiting === 0);
    expect((await hub.admin.overview()).facts).toMatchObject({ admitted: 1 });
    b.thread.syncNow();
    const told = b.states.length;
    await b.when((state) => b.states.length > told && isOnline(state));
    expect(b.admit(people[0]?.id ?? '')).toBe('already-in');
    expect(b.crashes).toEqual([]);
  });

  it('ends with its connection closed, and with nothing told after that', async () => {
    const hub = await startTestHub();
    const a = await threadDesk(hub);
    await a.when(isOnline);
    await a.thread.stop();
    const told = a.states.length;
    // Nothing else has the store open, so the log can be truncated.
    const [log] = a.context.db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    expect(log?.busy).toBe(0);
    a.thread.nudge();
    a.thread.syncNow();
    expect(a.states).toHaveLength(told);
    expect(a.crashes).toEqual([]);
  });

  it('that dies says so, and starts anew', async () => {
    const hub = await startTestHub();
    const a = await threadDesk(hub);
    await a.when(isOnline);
    a.mayDie = true;
    await a.workers[0]?.terminate();
    await a.when(({ trouble }) => trouble === 'sync-stopped');
    expect(a.crashes).toHaveLength(1);
    await a.when(isOnline);
    expect(a.workers).toHaveLength(2);
  });

  it('shows a hub that is gone, and since when', async () => {
    const hub = await startTestHub();
    const a = await threadDesk(hub);
    await a.when(isOnline);
    await hub.stop();
    a.thread.syncNow();
    const gone = await a.when(({ phase }) => phase === 'waiting');
    expect(gone).toMatchObject({ online: false, trouble: 'unreachable' });
    expect(gone.offlineSince).not.toBeNull();
    expect(a.crashes).toEqual([]);
  });

  it('is refused with a token that nobody has, and goes on asking', async () => {
    const hub = await startTestHub();
    const a = await threadDesk(hub, { token: 'nobody' });
    const refused = await a.when(({ phase }) => phase === 'waiting');
    expect(refused.trouble).toBe('unauthorised');
    a.thread.syncNow();
    const told = a.states.length;
    await a.when(({ phase }) => a.states.length > told && phase === 'waiting');
  });

  it('lets check-ins through while it reads a long roster', async () => {
    const hub = await startTestHub();
    const people = entries(6_000);
    await hub.admin.importRoster(people, 'people.csv');
    const a = await threadDesk(hub);
    const walkIns = Array.from({ length: 40 }, (_, index) => a.addDelegate(90_000 + index).id);
    await a.when(({ pull }) => pull !== null);
    for (const id of walkIns) {
      expect(a.admit(id)).toBe('admitted');
      await new Promise((resolve) => setImmediate(resolve));
    }
    const isPulling = a.states.at(-1)?.pull !== null;
    await a.when(isOnline);
    expect(isPulling).toBe(true);
    expect(countDelegates(a.context.db, a.context.event.file.id).registered).toBe(6_000);
    expect(a.states.some(({ pull }) => pull !== null && pull.total >= 6_000)).toBe(true);
  });
});
