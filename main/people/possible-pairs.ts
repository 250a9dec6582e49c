import { setImmediate as nextTurn } from 'node:timers/promises';
import { findingFacts } from '../../db/day-close.ts';
import { findPersonNow, type ListedPerson } from '../../db/people.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import { personRowOf } from '../../domain/people/people-list.ts';
import {
  type ApartPayload,
  type PairedPerson,
  type PossiblePair,
  pairedPerson,
  pairsToldApart,
  possiblePairs,
} from '../../domain/people/possible-pairs.ts';
import type { ParsedCallInput } from '../../preload/contract.ts';
import { CallFailure } from '../base/call-failure.ts';
import { type Caller, type Context, operatorIdOf } from '../base/context.ts';
import { appendEvent } from '../ledger/append-event.ts';
import type { PeopleIndex } from './people-index.ts';

/** Names folded before scans get their turn: a few milliseconds. */
const stretchNames = 200;

/** Finds registrations that look like one person; looks again only after the list changed. */
export function createPairs(context: Context, index: PeopleIndex) {
  const folded = new WeakMap<ListedPerson, PairedPerson>();
  // Weak, so that nobody's name outlives the index that has it.
  const foundIn = new WeakMap<
    readonly ListedPerson[],
    { apart: string; found: readonly [string, string][] }
  >();

  const pairedOf = async (named: readonly ListedPerson[]): Promise<PairedPerson[]> => {
    const people: PairedPerson[] = [];
    let fresh = 0;
    for (const one of named) {
      let known = folded.get(one);
      if (known === undefined) {
        known = pairedPerson(one);
        folded.set(one, known);
        fresh += 1;
        if (fresh % stretchNames === 0) await nextTurn();
      }
      people.push(known);
    }
    return people;
  };

  return {
    list: async (): Promise<PossiblePair[]> => {
      const { db, event } = context;
      const named = await index.inOrder(context);
      const said = pairsToldApart(findingFacts(db, event.file.id));
      const apart = said.join('\n');
      let last = foundIn.get(named);
      if (last?.apart !== apart) {
        await nextTurn();
        const people = await pairedOf(named);
        await nextTurn();
        last = { apart, found: await possiblePairs(people, new Set(said), nextTurn) };
        foundIn.set(named, last);
      }
      const rowOfId = (id: string) => {
        const now = findPersonNow(db, event.file.id, id, null);
        return now === null ? null : personRowOf(now.delegate, now);
      };
      return last.found.flatMap(([a, b]): PossiblePair[] => {
        const [one, other] = [rowOfId(a), rowOfId(b)];
        return one === null || other === null ? [] : [[one, other]];
      });
    },
  };
}

/**
 * Records that two registrations are two people, so that no desk asks about them again; or takes
 * that back. Throws CallFailure `not-found`, `sign-in-needed`.
 */
export function tellApart(
  context: Context,
  caller: Caller,
  { ids: [one, other], areTwo }: ParsedCallInput<'tellApart'>,
): void {
  const { db, event } = context;
  const operatorId = operatorIdOf(caller);
  db.transaction(() => {
    for (const id of [one, other]) {
      if (findDelegateById(db, event.file.id, id) === null) throw new CallFailure('not-found');
    }
    const payload: ApartPayload = {
      finding: areTwo ? 'two-people' : 'possible-pair',
      reference: other,
    };
    appendEvent(context, {
      type: 'finding-resolved',
      delegateId: one,
      checkpoint: null,
      targetId: null,
      operatorId,
      badgeSerial: null,
      payload,
    });
  }).immediate();
}
