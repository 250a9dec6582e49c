import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { findStation } from '../../../db/ledger/station.ts';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { deskCounts, findDelegates } from '../../../main/roster/views.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

const afternoon = '2018-10-03T15:00:00+02:00';
const dayBefore = '2018-10-02T15:00:00+02:00';

let desk: DeskContext;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-clock-'));
  desk = makeDeskContext({ folder });
  desk.setClock(afternoon);
});
afterEach(() => desk.close());

function admit(delegate: Delegate) {
  return checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'delegate', delegateId: delegate.id },
    identity: null,
  });
}

const chain = () => chainOf(desk.context.db, desk.context.self.station, 1);
const present = (delegate: Delegate) =>
  findDelegates(desk.context, { query: delegate.registrationCode, limit: 1 }).rows[0];

/** The facts in the order in which every station of the event sorts them. */
const sorted = () => [...chain()].sort((a, b) => (a.hlc < b.hlc ? -1 : 1)).map(({ kseq }) => kseq);

describe('a clock that was moved back a day while the desk works', () => {
  it('admits as before; facts keep their order and the chain stays whole', () => {
    const [first, second, third] = [1, 2, 3].map((number) => desk.addDelegate(number));
    if (!first || !second || !third) throw new Error('three delegates');
    expect(admit(first).outcome).toBe('admitted');
    desk.setClock(dayBefore);
    expect(admit(second).outcome).toBe('admitted');
    desk.setClock('2018-10-03T15:10:00+02:00');
    expect(admit(third).outcome).toBe('admitted');
    const facts = chain();
    expect(facts).toHaveLength(6);
    expect(sorted()).toEqual(facts.map(({ kseq }) => kseq));
    expect(new Set(facts.map(({ hlc }) => hlc)).size).toBe(facts.length);
    expect(verifyChain(facts, nodeCrypto)).toMatchObject({ whole: true });
    // The fact has the clock's time: the day's report counts it for that day only.
    expect(facts.map(({ type, localDay }) => (type === 'admitted' ? localDay : null))).toEqual([
      '2018-10-03',
      null,
      '2018-10-02',
      null,
      '2018-10-03',
      null,
    ]);
    expect(deskCounts(desk.context)).toMatchObject({ presentToday: 2, presentEvent: 3 });
    expect(present(second)).toMatchObject({ presentToday: false, presentEvent: true });
  });

  it('never admits anybody a second time by it, once the clock is right again', () => {
    const delegate = desk.addDelegate(1);
    admit(delegate);
    desk.setClock(dayBefore);
    // On another day by the clock: welcomed without a second badge.
    expect(admit(delegate)).toMatchObject({ outcome: 'admitted', returning: true });
    desk.setClock(afternoon);
    expect(admit(delegate)).toMatchObject({ outcome: 'already-in' });
    expect(chain().filter(({ type }) => type === 'badge-issued')).toHaveLength(1);
  });

  it('an undo counts, although the clock says that it came before what it undoes', () => {
    const delegate = desk.addDelegate(1);
    const answer = admit(delegate);
    if (answer.outcome !== 'admitted') throw new Error(answer.outcome);
    desk.setClock(dayBefore);
    undoCheckIn(desk.context, desk.caller, {
      admissionId: answer.admissionId,
      reason: 'wrong-person',
    });
    desk.setClock(afternoon);
    expect(present(delegate)).toMatchObject({ presentToday: false, presentEvent: false });
    expect(admit(delegate)).toMatchObject({ outcome: 'admitted' });
    expect(sorted()).toEqual(chain().map(({ kseq }) => kseq));
  });

  it('survives a restart with the clock still wrong', () => {
    const [first, second] = [desk.addDelegate(1), desk.addDelegate(2)];
    admit(first);
    const before = findStation(desk.context.db)?.hlc ?? '';
    desk.context.db.close();
    desk = makeDeskContext({ folder });
    desk.setClock(dayBefore);
    expect(findStation(desk.context.db)?.hlc).toBe(before);
    expect(admit(second).outcome).toBe('admitted');
    expect(chain()).toHaveLength(4);
    expect(chain().at(-1)?.hlc.localeCompare(before)).toBe(1);
    expect(verifyChain(chain(), nodeCrypto)).toMatchObject({ whole: true });
  });
});
