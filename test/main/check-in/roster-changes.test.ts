import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainOf, findPersonal } from '../../../db/ledger/attendance.ts';
import { countDelegates, findDelegateById } from '../../../db/roster/roster.ts';
import { searchDelegates } from '../../../db/roster/search.ts';
import { commitment, verifyChain } from '../../../domain/ledger/chain.ts';
import type { NewPerson } from '../../../domain/roster/roster-changes.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { correctSpelling } from '../../../main/check-in/correct-spelling.ts';
import {
  registerAndCheckIn,
  registerWalkIn,
  replaceDelegate,
} from '../../../main/check-in/roster-changes.ts';
import { rosterChangeViews } from '../../../main/sync/sync-views.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

const person: NewPerson = {
  title: 'Ms',
  printedName: 'Ana MARÍA',
  givenName: 'Ana',
  familyName: 'María',
  nativeName: '',
  jobTitle: 'Inspector',
  delegation: 'BEL',
  administration: 'Customs',
  category: 'delegate',
};
const approval = { approver: 'J. Chief', reference: 'Letter 12/2018' };

function events() {
  return chainOf(desk.context.db, desk.context.self.station, 1);
}
function last() {
  const event = events().at(-1);
  if (event === undefined) throw new Error('no event');
  return event;
}
function admit(delegateId: string) {
  return checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'delegate', delegateId },
    identity: null,
  });
}
function found(query: string): string[] {
  const { rows } = searchDelegates(desk.context.db, {
    eventId: desk.context.event.file.id,
    query,
    limit: 10,
    day: '2018-10-02',
    language: 'en',
  });
  return rows.map(({ printedName }) => printedName);
}

describe('a walk-in', () => {
  it('is in the roster at once, can be found and admitted, and its name is not in the chain', () => {
    const { delegateId } = registerWalkIn(desk.context, desk.caller, {
      person,
      identity: 'passport',
      ...approval,
    });
    expect(found('maria ana')).toEqual(['Ana MARÍA']);
    expect(admit(delegateId)).toMatchObject({ outcome: 'admitted' });
    const [fact] = events();
    expect(fact).toMatchObject({ type: 'walk-in-registered', delegateId });
    expect(JSON.stringify(fact)).not.toMatch(/Ana|MAR|Chief|Letter/);
    const personal = findPersonal(desk.context.db, fact?.id ?? '');
    expect(personal?.payload).toContain('Ana MARÍA');
    expect(fact?.commitment).toBe(
      commitment(personal?.salt ?? new Uint8Array(), personal?.payload ?? '', nodeCrypto),
    );
    expect(verifyChain(events(), nodeCrypto)).toMatchObject({ whole: true });
  });

  it('has the event’s own fields, and is refused with a value of another type', () => {
    const walkIn = (extra: Record<string, string>) =>
      registerWalkIn(desk.context, desk.caller, {
        person: { ...person, extra },
        identity: 'passport',
        ...approval,
      });
    const { delegateId } = walkIn({ companions: ' 1,5', diet: 'Vegan', shuttle: '' });
    const { db, event } = desk.context;
    const extra = { companions: '1.5', diet: 'Vegan' };
    expect(findDelegateById(db, event.file.id, delegateId)?.extra).toEqual(extra);
    expect(findPersonal(db, events()[0]?.id ?? '')?.payload).toContain(JSON.stringify(extra));
    expect(() => walkIn({ companions: 'two' })).toThrow('bad-input: extra.companions');
    expect(() => walkIn({ diet: 'Meat' })).toThrow('bad-input: extra.diet');
  });

  it('is refused with a delegation or category that the event does not have', () => {
    const wrong = { identity: 'passport' as const, ...approval };
    expect(() =>
      registerWalkIn(desk.context, desk.caller, {
        person: { ...person, delegation: 'XXX' },
        ...wrong,
      }),
    ).toThrow('bad-input: delegation');
    expect(() =>
      registerWalkIn(desk.context, desk.caller, { person: { ...person, category: 'x' }, ...wrong }),
    ).toThrow('bad-input: category');
    expect(events()).toEqual([]);
  });
});

describe('a walk-in that is checked in at once', () => {
  const walkIn = { person, identity: 'passport' as const, ...approval };
  const facts = (): string[] => events().map(({ type }) => type);

  it('is admitted with a badge, and undone by one undo', () => {
    const key = randomUUID();
    const { delegateId, answer } = registerAndCheckIn(desk.context, desk.caller, {
      ...walkIn,
      key,
    });
    expect(answer).toMatchObject({
      outcome: 'admitted',
      delegate: { id: delegateId, printedName: 'Ana MARÍA' },
      badge: { state: 'new' },
    });
    expect(facts()).toEqual(['walk-in-registered', 'admitted', 'badge-issued']);
    if (answer.outcome !== 'admitted') throw new Error('not admitted');
    undoCheckIn(desk.context, desk.caller, {
      admissionId: answer.admissionId,
      reason: 'wrong-person',
    });
    expect(facts().slice(3)).toEqual(['admission-undone', 'badge-voided']);
    expect(admit(delegateId)).toMatchObject({ outcome: 'admitted' });
  });

  it('is registered once, however often the same key comes', () => {
    const key = randomUUID();
    const first = registerAndCheckIn(desk.context, desk.caller, { ...walkIn, key });
    const second = registerAndCheckIn(desk.context, desk.caller, { ...walkIn, key });
    expect(second.delegateId).toBe(first.delegateId);
    expect(facts()).toEqual(['walk-in-registered', 'admitted', 'badge-issued']);
  });

  it('is not registered where the check-in cannot be written', () => {
    const { db, event } = desk.context;
    const before = countDelegates(db, event.file.id);
    const failing = {
      ...desk.context,
      checkpoint: () => {
        if (facts().length > 0) throw new Error('the disk is full');
        return desk.context.checkpoint();
      },
    };
    const key = randomUUID();
    expect(() => registerAndCheckIn(failing, desk.caller, { ...walkIn, key })).toThrow('full');
    expect(facts()).toEqual([]);
    expect(countDelegates(db, event.file.id)).toEqual(before);
  });

  it('stays registered where the rules refuse the check-in', () => {
    const here = { ...desk.context.checkpoint(), categories: ['press'] };
    const context = { ...desk.context, checkpoint: () => here };
    const input = { ...walkIn, key: randomUUID() };
    const { delegateId, answer } = registerAndCheckIn(context, desk.caller, input);
    expect(answer).toMatchObject({ outcome: 'not-registered', delegate: { id: delegateId } });
    expect(facts()).toEqual(['walk-in-registered']);
  });
});

describe('a spelling', () => {
  it('is corrected, found under the new one and no longer under the old', () => {
    const known = desk.addDelegate(1, { printedName: 'Jon DOE', givenName: 'Jon' });
    correctSpelling(desk.context, desk.caller, {
      delegateId: known.id,
      correction: { printedName: 'John DOE', givenName: 'John', familyName: known.familyName },
    });
    expect(found('john')).toEqual(['John DOE']);
    expect(found('jon doe')).toEqual([]);
    // Fields sent without a change are not recorded as corrected.
    expect(JSON.parse(last().payload)).toEqual({ fields: 'printedName,givenName' });
    expect(rosterChangeViews(desk.context)).toMatchObject([
      {
        kind: 'spelling-corrected',
        printedName: 'John DOE',
        stationName: 'Desk 1',
        operatorName: 'Operator',
        confirmed: true,
      },
    ]);
  });

  it('that changes nothing writes nothing', () => {
    const known = desk.addDelegate(1);
    expect(() =>
      correctSpelling(desk.context, desk.caller, {
        delegateId: known.id,
        correction: { printedName: known.printedName },
      }),
    ).toThrow('no-change');
    expect(events()).toEqual([]);
  });
});

describe('a replacement', () => {
  it('withdraws one and admits the other, whose badge alone is good', () => {
    const leaving = desk.addDelegate(1);
    admit(leaving.id);
    const { delegateId } = replaceDelegate(desk.context, desk.supervisor, {
      approvedBy: null,
      delegateId: leaving.id,
      person,
      ...approval,
    });
    const { db, event } = desk.context;
    expect(findDelegateById(db, event.file.id, leaving.id)?.status).toBe('cancelled');
    expect(admit(leaving.id)).toMatchObject({ outcome: 'cancelled' });
    expect(admit(delegateId)).toMatchObject({ outcome: 'admitted' });
    expect(countDelegates(db, event.file.id)).toEqual({ registered: 2, expected: 1 });
    expect(events().map(({ type }) => type)).toEqual([
      'admitted',
      'badge-issued',
      'delegate-replaced',
      'badge-voided',
      'admitted',
      'badge-issued',
    ]);
    expect(() =>
      replaceDelegate(desk.context, desk.supervisor, {
        approvedBy: null,
        delegateId: leaving.id,
        person,
        ...approval,
      }),
    ).toThrow('already-done');
  });
});
