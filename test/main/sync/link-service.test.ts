import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEvent, saveEvent } from '../../../db/event/events.ts';
import { findHubLink } from '../../../db/ledger/hub-link.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import type { Context } from '../../../main/base/context.ts';
import { openSecretBox } from '../../../main/base/secret-box.ts';
import { createLinkService, type LinkService } from '../../../main/sync/link/link-service.ts';
import type { SyncThread, SyncThreadParts } from '../../../main/sync/sync-thread.ts';
import { cleanUp, startTestHub, type TestHub } from '../../hub/http/support.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { noKeychain } from '../../support/no-keychain.ts';

/** A sync thread that does nothing. */
interface QuietThread extends SyncThread {
  token: string;
  /** The hub's address in the store at its start, when a real thread reads it. */
  url: string | undefined;
  stopped: boolean;
}

let desk: DeskContext;
let link: LinkService;
let threads: QuietThread[];
/** Maximum number of threads at the same time. */
let most: number;
/** Called as soon as a thread has ended. */
let hasStopped: () => void;

const operatorId = 'somebody';

const running = (): QuietThread[] => threads.filter(({ stopped }) => !stopped);

function startThread({ secrets }: SyncThreadParts): SyncThread {
  const thread: QuietThread = {
    token: secrets.token,
    url: findHubLink(desk.context.db)?.url,
    stopped: false,
    nudge: () => {},
    syncNow: () => {},
    tellHealth: () => {},
    stop: async () => {
      // A real thread takes a moment to close its connection.
      await new Promise(setImmediate);
      thread.stopped = true;
      hasStopped();
    },
  };
  threads.push(thread);
  most = Math.max(most, running().length);
  return thread;
}

const linkOf = (context: Context, mode: StationMode = 'desk'): LinkService =>
  createLinkService({
    context,
    location: desk.location,
    mode,
    version: '1.0.0',
    secrets: openSecretBox(desk.context.db, noKeychain),
    startThread,
    onState: () => {},
    onChange: () => {},
  });

beforeEach(() => {
  desk = makeDeskContext();
  threads = [];
  most = 0;
  hasStopped = () => {};
  link = linkOf(desk.context);
});
afterEach(async () => {
  await link.stop();
  desk.close();
  await cleanUp();
});

async function inviteOf(hub: TestHub): Promise<{ url: string; code: string; fingerprint: string }> {
  const { code } = await hub.admin.invite({
    mode: 'desk',
    name: '',
    replaces: null,
    takeover: false,
  });
  return { url: hub.url, code, fingerprint: hub.fingerprint };
}

const join = async (hub: TestHub) => link.join(await inviteOf(hub), operatorId);

/** A promise with the function that resolves it. */
function opened(): { done: Promise<void>; end: () => void } {
  let end = (): void => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { done, end };
}

describe('a station that joins another hub', () => {
  it('takes the hub’s event file where its own edition differs, and starts again with it', async () => {
    const hub = await startTestHub();
    const { event, db } = desk.context;
    expect((await join(hub)).restarts).toBe(false);
    const file = { ...event.file, categories: event.file.categories.slice(1) };
    desk.context.event = { ...event, file };
    saveEvent(db, desk.context.event, 0);
    expect((await join(hub)).restarts).toBe(true);
    expect(findEvent(db, file.id)?.file).toEqual(event.file);
  });

  it('keeps no event secret unless it is a desk, also where it has the event already', async () => {
    const hub = await startTestHub();
    const { db, event } = desk.context;
    link = linkOf(desk.context, 'kiosk');
    const { code } = await hub.admin.invite({
      mode: 'kiosk',
      name: '',
      replaces: null,
      takeover: false,
    });
    const invite = { url: hub.url, code, fingerprint: hub.fingerprint };
    expect((await link.join(invite, operatorId)).restarts).toBe(true);
    expect(findEvent(db, event.file.id)).toEqual({
      file: event.file,
      version: 1,
      replaces: [],
      signature: expect.any(String),
      secret: null,
    });
  });

  it('syncs with that one by its token, whoever else starts the sync meanwhile', async () => {
    const [before, next] = [await startTestHub(), await startTestHub()];
    await join(before);
    const invite = await inviteOf(next);
    // The app's start calls this while a person joins a hub.
    hasStopped = () => link.start();
    await link.join(invite, operatorId);
    link.start();
    expect(running()).toHaveLength(1);
    const [thread] = running();
    expect(thread?.url).toBe(next.url);
    expect(thread?.token).toBe(link.credentials()?.token);
    expect(most).toBe(1);
  });

  it('waits for whoever speaks to the hub in its name', async () => {
    const [before, next] = [await startTestHub(), await startTestHub()];
    await join(before);
    const imports = opened();
    const resting = link.resting(() => imports.done);
    const invite = await inviteOf(next);
    const joining = link.join(invite, operatorId);
    // Longer than joining takes: the hub answers one request after the other.
    for (let round = 0; round < 20; round += 1) await next.admin.overview();
    expect(findHubLink(desk.context.db)?.url).toBe(before.url);
    imports.end();
    await Promise.all([resting, joining]);
    expect(running()).toHaveLength(1);
    expect(running()[0]?.url).toBe(next.url);
    expect(most).toBe(1);
  });

  it('with another event starts nothing: the app starts anew', async () => {
    const hub = await startTestHub();
    const { event } = desk.context;
    const file = { ...event.file, id: '0192d3a0-0000-4000-8000-000000000009' };
    link = linkOf({ ...desk.context, event: { ...event, file } });
    await expect(join(hub)).resolves.toMatchObject({ restarts: true });
    link.start();
    expect(threads).toEqual([]);
  });

  it('and could not, goes on with the hub that it had', async () => {
    const hub = await startTestHub();
    await join(hub);
    const invite = { url: hub.url, code: '00000000', fingerprint: hub.fingerprint };
    await expect(link.join(invite, operatorId)).rejects.toThrow();
    expect(running()).toHaveLength(1);
  });

  it('does not sync any more once the app has ended', async () => {
    const hub = await startTestHub();
    await join(hub);
    const imports = opened();
    const resting = link.resting(() => imports.done);
    await link.stop();
    imports.end();
    await resting;
    link.start();
    expect(running()).toEqual([]);
  });
});
