import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BatchCandidate,
  candidateStretch,
  findCandidate,
} from '../../db/printing/print-batches.ts';
import { compareCodeUnits } from '../../domain/base/text-order.ts';
import { findDelegation, listOrder } from '../../domain/delegations.ts';
import type { BatchScope, LeftOutReason } from '../../domain/printing/print-batch.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Context, today } from '../base/context.ts';

/** Rows read before scans get their turn: a few milliseconds. */
const stretchRows = 500;

/** The people whose badges a scope would print, in print order, and why others get none. */
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
  // In the English order whatever the screens' language: the delegations' envelopes have it.
  const order = listOrder(context.event.file, today(context), 'en');
  members.sort((a, b) => order(a, b) || compareCodeUnits(a.id, b.id));
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
