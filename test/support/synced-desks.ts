import { randomUUID } from 'node:crypto';
import type { Duplicate } from '../../preload/contract/check-in.ts';
import type { InviteView } from '../../preload/contract/sync.ts';
import type { SyncView } from '../../preload/contract/sync-view.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import type { RunningDesk } from './running-desk.ts';

export async function syncOf(desk: Pick<RunningDesk, 'page'>): Promise<SyncView> {
  const answer = await desk.page.evaluate(() => window.lanyard.getSync());
  if (!answer.ok) throw new Error(`getSync: ${answer.error.code}`);
  return answer.value;
}

/** Waits until the desk is online and the hub has confirmed everything of it. */
export async function synced(desk: Pick<RunningDesk, 'page'>): Promise<SyncView> {
  let last: SyncView | null = null;
  try {
    return await waitFor('a desk in sync', 60, async () => {
      last = await syncOf(desk);
      const { link } = last;
      const quiet = link?.state.online === true && link.state.waiting === 0;
      return quiet && link.state.pull === null && link.state.phase !== 'syncing' ? last : null;
    });
  } catch (error) {
    throw new Error(`not in sync: ${JSON.stringify(last)}`, { cause: error });
  }
}

export async function inviteFrom(
  desk: Pick<RunningDesk, 'page'>,
  change: { takeOver?: boolean; name?: string } = {},
): Promise<InviteView> {
  const answer = await desk.page.evaluate((request) => window.lanyard.createInvite(request), {
    mode: 'desk' as const,
    name: change.name ?? '',
    replaces: null,
    takeOver: change.takeOver ?? false,
  });
  if (!answer.ok) throw new Error(`createInvite: ${answer.error.code} ${answer.error.detail}`);
  return answer.value;
}

/** Checks a delegate in as the page does after the operator saw a document; returns the outcome. */
export async function admit(desk: Pick<RunningDesk, 'page'>, delegateId: string): Promise<string> {
  const answer = await desk.page.evaluate((input) => window.lanyard.checkIn(input), {
    key: randomUUID(),
    target: { kind: 'delegate' as const, delegateId },
    identity: 'passport' as const,
  });
  if (!answer.ok) throw new Error(`checkIn: ${answer.error.code}`);
  return answer.value.outcome;
}

export async function presentAt(desk: Pick<RunningDesk, 'page'>): Promise<number> {
  const answer = await desk.page.evaluate(() => window.lanyard.getCounts());
  if (!answer.ok) throw new Error(`getCounts: ${answer.error.code}`);
  return answer.value.presentEvent;
}

export async function duplicatesAt(desk: Pick<RunningDesk, 'page'>): Promise<Duplicate[]> {
  const answer = await desk.page.evaluate(() => window.lanyard.listDuplicates());
  if (!answer.ok) throw new Error(`listDuplicates: ${answer.error.code}`);
  return answer.value;
}

/**
 * Waits until so many delegates are present at this desk, checking whenever the page is notified of
 * a change.
 *
 * @returns UTC milliseconds at which the desk knew
 */
export async function knowsPresent(
  desk: Pick<RunningDesk, 'page'>,
  count: number,
): Promise<number> {
  return desk.page.evaluate(async (wanted) => {
    const end = Date.now() + 60_000;
    for (;;) {
      const answer = await window.lanyard.getCounts();
      if (answer.ok && answer.value.presentEvent >= wanted) return Date.now();
      if (Date.now() > end) throw new Error(`never ${wanted} present`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }, count);
}
