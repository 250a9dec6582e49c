import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BatchCandidate,
  candidateStretch,
  findCandidate,
} from '../../db/printing/print-batches.ts';
import { findDelegation } from '../../domain/delegations.ts';
import type { Delegation, EventFile } from '../../domain/event/event-file.ts';
import type { BatchScope, LeftOutReason } from '../../domain/printing/print-batch.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Context, today } from '../base/context.ts';

/** Rows read before scans get their turn: a few milliseconds. */
const stretchRows = 500;

/** Whose badges a scope would print, in print order, and why others get none. */
export interface ScopeMembers {
  members: BatchCandidate[];
  left: Map<LeftOutReason, number>;
}

/**
 * Reads a scope's delegates across turns of the event loop, however large the roster is.
 * Throws CallFailure `not-found` for a delegation that the event does not have.
 */
export async function readScope(context: Context, scope: BatchScope): Promise<ScopeMembers> {
  if (
    scope.kind === 'delegation' &&
    findDelegation(context.event.file, scope.delegation, today(context)) === null
  ) {
    throw new CallFailure('not-found', scope.delegation);
  }
  const members: BatchCandidate[] = [];
  const left = new Map<LeftOutReason, number>();
  for await (const candidates of candidatesOf(context, scope)) {
    for (const candidate of candidates) {
      const why = whyLeftOut(candidate);
      if (why === null) members.push(candidate);
      else left.set(why, (left.get(why) ?? 0) + 1);
    }
  }
  members.sort(inListOrder(context.event.file, today(context)));
  return { members, left };
}

/** Why a delegate's badge is not printed ahead, or null if it is. */
export function whyLeftOut(candidate: BatchCandidate): LeftOutReason | null {
  if (candidate.stopped) return 'stopped';
  if (candidate.status !== 'confirmed') return candidate.status;
  return candidate.hasBadge ? 'has-badge' : null;
}

async function* candidatesOf(
  context: Context,
  scope: BatchScope,
): AsyncGenerator<BatchCandidate[]> {
  const { db, event } = context;
  if (scope.kind === 'selection') {
    const ids = [...new Set(scope.delegateIds)];
    for (let from = 0; from < ids.length; from += stretchRows) {
      const found = ids
        .slice(from, from + stretchRows)
        .map((id) => findCandidate(db, event.file.id, id));
      yield found.filter((candidate) => candidate !== null);
      await nextTurn();
    }
    return;
  }
  let after: number | null = 0;
  while (after !== null) {
    const stretch: ReturnType<typeof candidateStretch> = candidateStretch(
      db,
      event.file.id,
      after,
      stretchRows,
    );
    yield scope.kind === 'roster'
      ? stretch.candidates
      : stretch.candidates.filter(({ delegation }) => delegation === scope.delegation);
    after = stretch.last;
    await nextTurn();
  }
}

const kinds: readonly Delegation['kind'][] = ['member', 'observer', 'organisation', 'secretariat'];
const roles: readonly BatchCandidate['role'][] = ['head', 'alternate', 'member'];

/**
 * The order of the list of participants, so that the badges come out in the order of the
 * delegations' envelopes: members, observers, organisations, secretariat, in the secretariat's
 * (English) order; within a delegation head, alternate, then the order of the letter.
 */
function inListOrder(
  event: EventFile,
  day: string,
): (a: BatchCandidate, b: BatchCandidate) => number {
  const places = new Map<string, { kind: number; order: number }>();
  const placeOf = (code: string): { kind: number; order: number } => {
    const known = places.get(code);
    if (known !== undefined) return known;
    const delegation = findDelegation(event, code, day);
    const place =
      delegation === null
        ? { kind: kinds.length, order: 0 }
        : { kind: kinds.indexOf(delegation.kind), order: delegation.order.en };
    places.set(code, place);
    return place;
  };
  return (a, b) => {
    const [placeA, placeB] = [placeOf(a.delegation), placeOf(b.delegation)];
    return (
      placeA.kind - placeB.kind ||
      placeA.order - placeB.order ||
      compareText(a.delegation, b.delegation) ||
      roles.indexOf(a.role) - roles.indexOf(b.role) ||
      a.letterOrder - b.letterOrder ||
      compareText(a.printedName, b.printedName) ||
      compareText(a.id, b.id)
    );
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
