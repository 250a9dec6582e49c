import { setImmediate as turn } from 'node:timers/promises';
import type { ChainHead } from '../../domain/sync/events.ts';
import type { PushAnswer, PushRequest } from '../../domain/sync/sync.ts';
import type { HubContext } from './context.ts';
import type { EnrolledKiosk } from './hub.ts';
import { pushAlone, type ReadPush, readPush, readRepeat } from './push.ts';
import { isPlain, pushTogether } from './push-together.ts';
import { noteRefused, noteTaken } from './refused-pushes.ts';

/** Most pushes and events of one transaction: others wait for the lock meanwhile, some milliseconds. */
const most = { pushes: 64, events: 2_000 } as const;

/** Takes a push of a kiosk; see `Hub.push`. */
export type Push = (kiosk: EnrolledKiosk, request: PushRequest) => Promise<PushAnswer>;

interface Waiting extends ReadPush {
  resolve: (answer: PushAnswer) => void;
  reject: (error: unknown) => void;
}

/**
 * Takes pushes one after the other, and those that came meanwhile together: the lock of the stream lets only
 * one write anyway, and a thousand kiosks then cost some tens of transactions a second instead of hundreds.
 */
export function createPushQueue(context: HubContext): Push {
  const waiting: Waiting[] = [];
  let isWorking = false;
  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      // SQLite answers synchronously: yield once, so that pushes that have arrived share the transaction.
      await turn();
      await takeGroup(context, nextGroup(waiting));
    }
    isWorking = false;
  };
  /** As far as stations have pushed since the start: what is behind that is new, and nobody looks for it. */
  const pushed = new Map<string, ChainHead>();
  const mayBeRepeat = ({ kiosk, incarnation, events }: PushRequest): boolean => {
    const head = pushed.get(kiosk);
    return head?.incarnation === incarnation && (events.at(-1)?.kseq ?? 0) <= head.lastKseq;
  };
  return async (kiosk, request) => {
    const isOwn = request.kiosk === kiosk.id;
    const read = isOwn && mayBeRepeat(request) ? readRepeat : readPush;
    const push = await read(context, kiosk, request);
    const answer = await new Promise<PushAnswer>((resolve, reject) => {
      waiting.push({ ...push, resolve, reject });
      if (isWorking) return;
      isWorking = true;
      void work();
    });
    if (isOwn) pushed.set(kiosk.id, answer.head);
    return answer;
  };
}

/**
 * Takes from the queue what goes into the next transaction: its first push, and with a plain one the other
 * plain ones, each kiosk and each chain once. The others keep their order.
 */
function nextGroup(waiting: Waiting[]): Waiting[] {
  const [first] = waiting;
  if (first === undefined || !isPlain(first)) return waiting.splice(0, 1);
  const names = new Set<string>();
  const group: Waiting[] = [];
  const others: Waiting[] = [];
  let events = 0;
  for (const push of waiting) {
    const { kiosk, request } = push;
    const own = [`by ${kiosk.id}`, `of ${request.kiosk} ${request.incarnation}`];
    const isFull = group.length >= most.pushes || events + push.events.length > most.events;
    // One that stays behind keeps its place before later ones of the same kiosk or chain.
    const stays =
      own.some((name) => names.has(name)) || !isPlain(push) || (isFull && group.length > 0);
    for (const name of own) names.add(name);
    if (stays) {
      others.push(push);
    } else {
      group.push(push);
      events += push.events.length;
    }
  }
  waiting.splice(0, waiting.length, ...others);
  return group;
}

async function takeGroup(context: HubContext, group: readonly Waiting[]): Promise<void> {
  if (!group.every(isPlain)) return await takeAll(context, group);
  try {
    const { taken, left, events } = await pushTogether(context, group);
    if (events !== null) context.announce({ events });
    for (const { push, answer } of taken) {
      noteTaken(context, push.kiosk.id);
      push.resolve(answer);
    }
    await takeAll(context, left);
  } catch (error) {
    // Nothing of the transaction stands: each kiosk comes again with the same events.
    for (const push of group) push.reject(error);
  }
}

async function takeAll(context: HubContext, pushes: readonly Waiting[]): Promise<void> {
  for (const push of pushes) {
    // Of what it relays a station is not the author: the hub's refusal says nothing of its own facts.
    const isOwn = push.request.kiosk === push.kiosk.id;
    try {
      const answer = await pushAlone(context, push);
      if (isOwn) noteTaken(context, push.kiosk.id);
      push.resolve(answer);
    } catch (error) {
      if (isOwn) noteRefused(context, push.kiosk.id, error);
      push.reject(error);
    }
  }
}
