import type { Delegate } from '../../../domain/delegate.ts';
import { findDelegation } from '../../../domain/delegations.ts';
import { listOrder } from '../../../domain/list-order.ts';
import type { Approval } from '../../../domain/wire/organiser-approvals.ts';
import { demoDelegates } from '../../../tools/sample/delegates.ts';
import { demoEvent } from '../../../tools/sample/event.ts';

export const event = demoEvent();
export const today = '2018-10-02';
/** 09:41 in Brussels. */
export const now = Date.parse('2018-10-02T09:41:07+02:00');
export const minute = 60_000;
export const quarter = 15 * minute;

/** A pretended hub's truth: the demo's delegates, and when each of those who are here arrived. */
export interface World {
  delegates: readonly Delegate[];
  /** Delegate's id → UTC milliseconds. */
  arrivals: Map<string, number>;
  /** Ids of stations that somebody revoked. */
  revoked: Set<string>;
  /** What waits for two people, and the purges that were carried out. */
  approvals: Approval[];
  purges: number;
  /** Reports of today that were issued; whether the stations were asked to close it. */
  reports: number;
  called: boolean;
}

/** Shares of the morning's arrivals by quarters of an hour from 07:30 on. */
const morning = [2, 5, 11, 19, 32, 58, 92, 118, 74];

/** The first morning of the demo; `isEmpty`: before anybody came. */
export function makeWorld({ isEmpty }: { isEmpty: boolean }): World {
  const delegates = demoDelegates();
  const arrivals = new Map<string, number>();
  if (!isEmpty) {
    const coming = delegates.filter(
      ({ status, days }) => status === 'confirmed' && (days === null || days.includes(today)),
    );
    const begin = Date.parse('2018-10-02T07:30:00+02:00');
    let at = 0;
    morning.forEach((count, index) => {
      for (let one = 0; one < count; one += 1) {
        // A stride that shares no factor with the number of delegates reaches everybody once.
        const delegate = coming[(at * 37) % coming.length];
        const wall = Math.round(begin + index * quarter + (one / count) * quarter);
        if (delegate !== undefined && wall <= now) arrivals.set(delegate.id, wall);
        at += 1;
      }
    });
  }
  return {
    ...{ delegates, arrivals, revoked: new Set() },
    ...{ approvals: isEmpty ? [] : firstApprovals(), purges: isEmpty ? 0 : 1 },
    ...{ reports: 0, called: false },
  };
}

/** Admits the next person who is expected; returns who it was. */
export function admitNext(world: World): Delegate {
  const next = world.delegates.find(
    ({ id, status, days }) =>
      status === 'confirmed' && !world.arrivals.has(id) && (days === null || days.includes(today)),
  );
  if (next === undefined) throw new Error('everybody is here');
  world.arrivals.set(next.id, now);
  return next;
}

/** The delegates in the order of every list. */
export function inListOrder(world: World, language: 'en' | 'fr'): Delegate[] {
  return [...world.delegates].sort(listOrder(event, today, language));
}

/** The line of the secretariat's table; null for a code that it lacks. */
export function delegationOf(code: string): ReturnType<typeof findDelegation> {
  return findDelegation(event, code, today);
}

/** A UUID that says what it is for in its last digits. */
export function uuid(kind: number, number: number): string {
  return `00000000-0000-4000-8000-${String(kind).padStart(4, '0')}${String(number).padStart(8, '0')}`;
}

/** An account by the place of its role among all roles, see `sessionOf`. */
export function accountId(role: number): string {
  return uuid(1, role);
}

/** A purge that was approved and not yet carried out. */
export function approvedPurge(): Approval {
  return approval(9, {
    ...{ state: 'approved', decidedBy: { id: accountId(0), name: 'Marie DUPONT' } },
    decidedAt: now - 5 * minute,
  });
}

/** A request that somebody else made, and two that are over. */
function firstApprovals(): Approval[] {
  const decidedBy = { id: accountId(0), name: 'Marie DUPONT' };
  return [
    approval(0, {}),
    approval(1, {
      ...{ state: 'refused', requestedAt: now - 3_000 * minute, decidedBy },
      ...{ decidedAt: now - 2_900 * minute, note: 'The list of participants is not final yet.' },
    }),
    approval(2, {
      ...{ state: 'withdrawn', requestedAt: now - 4_000 * minute, reason: 'Typed by mistake' },
    }),
  ];
}

function approval(number: number, change: Partial<Approval>): Approval {
  return {
    id: uuid(8, number),
    kind: 'purge',
    subject: 'purge gdpr 30',
    reason: 'The event is over and the secretariat has its lists.',
    state: 'open',
    requestedBy: { id: accountId(3), name: 'Zoë LINDQVIST' },
    requestedAt: now - 40 * minute,
    expires: now + 23 * 60 * minute,
    decidedBy: null,
    decidedAt: null,
    note: '',
    mayDecide: false,
    ...change,
  };
}
