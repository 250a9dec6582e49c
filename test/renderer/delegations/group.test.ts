import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../preload/contract/base.ts';
import type { CheckInAnswer, CheckInInput } from '../../../preload/contract/check-in.ts';
import { CallFailure } from '../../../renderer/base/ask.ts';
import {
  checkInOne,
  forEachPerson,
  type GroupCalls,
  handOverOne,
  type Outcome,
  type Person,
  undoOne,
} from '../../../renderer/delegations/group.ts';

const people: Person[] = ['a', 'b', 'c', 'd'].map((id) => ({
  id,
  printedName: id,
  serialText: id === 'b' ? null : `serial-${id}`,
}));

/** Calls that admit everyone but these, with a record of the requests. */
function makeCalls(refuses: Partial<Record<string, CheckInAnswer['outcome'] | ErrorCode>> = {}) {
  const asked: CheckInInput[] = [];
  const undone: string[] = [];
  const calls: GroupCalls = {
    checkIn: async (input) => {
      asked.push(input);
      const id = input.target.kind === 'delegate' ? input.target.delegateId : '';
      const refusal = refuses[id];
      if (refusal === 'sign-in-needed' || refusal === 'disk-full')
        throw new CallFailure(refusal, '');
      const outcome = refusal ?? 'admitted';
      return { outcome, admissionId: `admission-${id}`, returning: false } as CheckInAnswer;
    },
    handOver: async (serialText) => ({ factId: `fact-${serialText}` }),
    undoCheckIn: async (id) => void undone.push(id),
    undoHandOver: async (id) => void undone.push(id),
    newKey: () => `key-${asked.length}`,
  };
  return { calls, asked, undone };
}

async function outcomes(
  work: (person: Person) => Promise<Outcome>,
): Promise<Record<string, Outcome>> {
  const told: Record<string, Outcome> = {};
  await forEachPerson(people, work, (id, outcome) => {
    told[id] = outcome;
  });
  return told;
}

describe('several people checked in at once', () => {
  it('are each asked about alone, with a key of their own and the document that was seen', async () => {
    const { calls, asked } = makeCalls({ b: 'stopped', c: 'already-in' });
    const told = await outcomes(({ id }) => checkInOne(calls, id, 'passport'));
    expect(told).toEqual({
      a: { kind: 'checked-in', admissionId: 'admission-a', returning: false },
      b: { kind: 'refused', outcome: 'stopped' },
      c: { kind: 'refused', outcome: 'already-in' },
      d: { kind: 'checked-in', admissionId: 'admission-d', returning: false },
    });
    expect(new Set(asked.map(({ key }) => key)).size).toBe(4);
    expect(asked.every(({ identity }) => identity === 'passport')).toBe(true);
  });

  it('go on after a failure of one, and stop where the desk was locked', async () => {
    const { calls } = makeCalls({ a: 'disk-full', c: 'sign-in-needed' });
    const told = await outcomes(({ id }) => checkInOne(calls, id, null));
    expect(told).toEqual({
      a: { kind: 'failed', code: 'disk-full' },
      b: { kind: 'checked-in', admissionId: 'admission-b', returning: false },
      c: { kind: 'failed', code: 'sign-in-needed' },
    });
  });
});

describe('badges that a focal point collects', () => {
  it('are handed over where they lie, and each can be taken back', async () => {
    const { calls, undone } = makeCalls();
    const told = await outcomes(({ serialText }) => handOverOne(calls, serialText));
    expect(told).toMatchObject({
      a: { kind: 'handed-over', factId: 'fact-serial-a' },
      b: { kind: 'failed', code: 'badge-not-printed' },
    });
    for (const outcome of Object.values(told)) await undoOne(calls, outcome);
    expect(undone).toEqual(['fact-serial-a', 'fact-serial-c', 'fact-serial-d']);
  });
});
