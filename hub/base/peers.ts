import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { jsonOf } from '../../domain/base/json.ts';
import { refusedPushes } from '../../domain/organiser/stations.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import type { HubStore } from '../store/open-store.ts';
import type { HubContext, PeerNews } from './context.ts';

const yes = z.literal(true).optional();
const seq = z.int().nonnegative().optional();

const newsSchema = z.object({
  roster: seq,
  events: seq,
  photos: seq,
  directory: yes,
  health: yes,
  purged: yes,
  refused: z
    .array(
      z.object({
        station: z.string(),
        reason: z.enum(refusedPushes).nullable(),
        since: z.int(),
      }),
    )
    .optional(),
});

/** Max stations in one notification, which PostgreSQL limits to 8,000 bytes. */
const maxRefused = 50;

/** Milliseconds between two attempts to take a lock, and until giving up. */
const attempts = { pause: 200, timeout: 60_000 } as const;

export type Peers = Pick<HubContext, 'tellPeers' | 'alone' | 'aloneIfFree'>;

/**
 * Joins the other processes of a hub.
 *
 * @param hub the hub's id
 * @param hear called with their news; null after a time in which some may have been missed
 */
export async function joinPeers(
  store: Pick<HubStore, 'joinPeers'>,
  hub: string,
  hear: (news: PeerNews | null) => void,
): Promise<Peers> {
  let pending: PeerNews = {};
  const line = await store.joinPeers(hub, {
    next: () => {
      const { refused = [], ...others } = pending;
      const now: PeerNews = { ...others };
      if (refused.length > 0) now.refused = refused.slice(0, maxRefused);
      const left = refused.slice(maxRefused);
      pending = left.length > 0 ? { refused: left } : {};
      return Object.keys(now).length === 0 ? null : JSON.stringify(now);
    },
    hear: (text) => {
      const news = newsSchema.safeParse(jsonOf(text)).data;
      // JSON has no keys without a value.
      if (news !== undefined) hear(news as PeerNews);
    },
    back: () => hear(null),
  });
  /** Names locked by this process: PostgreSQL lets one session take the same lock twice. */
  const mine = new Set<string>();
  const aloneIfFree = async <T>(name: string, work: () => Promise<T>) => {
    if (mine.has(name)) return null;
    mine.add(name);
    try {
      const release = await line.lock(name);
      if (release === null) return null;
      try {
        return { done: await work() };
      } finally {
        await release();
      }
    } finally {
      mine.delete(name);
    }
  };
  return {
    tellPeers: (news) => {
      pending = merged(pending, news);
      line.wake();
    },
    aloneIfFree,
    alone: async (name, work) => {
      for (let waited = 0; ; waited += attempts.pause) {
        const taken = await aloneIfFree(name, work);
        if (taken !== null) return taken.done;
        if (waited >= attempts.timeout) {
          throw new HubProblem('busy', 'another process', { retryAfter: 1_000 });
        }
        await sleep(attempts.pause);
      }
    },
  };
}

function merged(before: PeerNews, news: PeerNews): PeerNews {
  const next: PeerNews = { ...before, ...news };
  if (before.refused === undefined || news.refused === undefined) return next;
  const again = new Set(news.refused.map(({ station }) => station));
  const others = before.refused.filter(({ station }) => !again.has(station));
  return { ...next, refused: [...others, ...news.refused] };
}
