import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { badgesOfDelegate } from '../../../db/badges/badges.ts';
import { reprintBadge } from '../../../main/badges/badges.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { evacuationList, scanEvacuated } from '../../../main/emergency/evacuation.ts';
import { readEvacuation } from '../../../main/emergency/evacuation-text.ts';
import { clearEvacuated, endOldMuster } from '../../../main/emergency/muster.ts';
import { evacuationSchema } from '../../../preload/contract/emergency.ts';
import { type BadgeDesk, makeBadgeDesk } from '../../support/badge-desk.ts';
import { falseBadgeCode } from '../../support/badge-tokens.ts';
import { atDoor, hall } from '../../support/door-desk.ts';

let desk: BadgeDesk;
beforeEach(() => {
  desk = makeBadgeDesk();
});
afterEach(() => {
  desk.close();
});

const scan = (code: string, context = desk.context) =>
  scanEvacuated(context, { source: 'hid', readings: [code], seenAt: 0 });
const list = () => evacuationList(desk.context, 'en');
const seen = () =>
  list().zones.flatMap(({ people }) =>
    people.filter(({ seenAt }) => seenAt !== null).map(({ id }) => id),
  );
const facts = () => desk.context.db.prepare('SELECT count(*) FROM attendance_event').pluck().get();

describe('the list of who is inside', () => {
  it('is made here while few came, and elsewhere once many did', async () => {
    const { context } = desk;
    const reads = { evacuation: async () => 'read elsewhere' };
    desk.handOver(1);
    expect(JSON.parse(await readEvacuation(context, 'en', reads))).toEqual(list());
    context.db.prepare('UPDATE presence_count SET delegates = 1000').run();
    expect(await readEvacuation(context, 'en', reads)).toBe('read elsewhere');
  });
});

describe('a scan at the assembly point', () => {
  it('ticks the holder of a badge and of a ticket, once, and writes no fact', () => {
    const byBadge = desk.handOver(1);
    const holder = desk.addDelegate(2, { printedName: 'Ada LOVELACE', delegation: 'BEL' });
    const before = facts();
    expect(scan(desk.codeOf(byBadge.serial))).toMatchObject({
      outcome: 'ticked',
      person: { id: byBadge.delegateId, seenAt: desk.context.clock() },
      before: null,
    });
    expect(scan(holder.ticketCode)).toEqual({
      outcome: 'ticked',
      person: {
        id: holder.id,
        printedName: 'Ada LOVELACE',
        nativeName: '',
        delegation: 'BEL',
        seenAt: desk.context.clock(),
      },
      before: null,
    });
    expect(seen()).toEqual([byBadge.delegateId]);
    const first = desk.context.clock();
    desk.setClock('2018-10-02T10:30:00+02:00');
    expect(scan(desk.codeOf(byBadge.serial))).toMatchObject({
      person: { seenAt: first },
      before: first,
    });
    expect(facts()).toBe(before);
    expect(list().inside).toBe(1);
  });

  it('keeps whoever is not inside by the records apart, until a record puts them inside', () => {
    const here = desk.handOver(1);
    const { admissionId } = here;
    scan(desk.codeOf(here.serial));
    expect(list().others).toEqual([]);
    undoCheckIn(desk.context, desk.caller, { admissionId, reason: 'wrong-person' });
    expect(list()).toMatchObject({ inside: 0, others: [{ id: here.delegateId }] });
    clearEvacuated(desk.context);
    expect(list().others).toEqual([]);
  });

  it.each(['lost', 'returned', 'destroyed'] as const)(
    'ticks nobody by a badge that is %s: someone else may bear it',
    (fate) => {
      const { serial, delegateId } = desk.handOver(1);
      desk.typeAs(serial, fate);
      expect(scan(desk.codeOf(serial))).toMatchObject({
        outcome: 'ask',
        person: { id: delegateId, seenAt: null },
      });
      expect(seen()).toEqual([]);
    },
  );

  it('ticks nobody by a badge that a newer one replaced, and their holder by the newer one', () => {
    const { serial, delegateId } = desk.handOver(1);
    reprintBadge(desk.context, desk.caller, { delegateId, reason: 'misspelt' });
    expect(scan(desk.codeOf(serial))).toMatchObject({ outcome: 'ask' });
    const [newest] = badgesOfDelegate(desk.context.db, desk.context.event.file.id, delegateId);
    expect(scan(desk.codeOf(newest?.serial ?? ''))).toMatchObject({ outcome: 'ticked' });
    expect(seen()).toEqual([delegateId]);
  });

  it('knows nobody by a forged badge, a stranger’s code or any other text', () => {
    const { serial } = desk.handOver(1);
    for (const code of [falseBadgeCode(serial), 'LT'.padEnd(28, 'D'), 'https://example.org'])
      expect(scan(code)).toEqual({ outcome: 'unknown' });
    expect(list()).toMatchObject({ others: [] });
  });

  it('takes a badge of which nothing was heard by its serial', () => {
    const serial = 'B4D90E77-000012';
    expect(scan(falseBadgeCode(serial))).toMatchObject({
      outcome: 'ticked',
      person: { id: serial, printedName: '' },
    });
    expect(list().others).toMatchObject([{ id: serial }]);
  });

  it('works at a door', () => {
    const { serial, delegateId } = desk.handOver(1);
    const door = atDoor(desk, [hall()]);
    expect(scan(desk.codeOf(serial), door)).toMatchObject({
      outcome: 'ticked',
      person: { id: delegateId },
    });
  });
});

describe('a list that stands open', () => {
  const reads = { evacuation: async () => 'read elsewhere' };
  const open = async () =>
    evacuationSchema.parse(JSON.parse(await readEvacuation(desk.context, 'en', reads)));

  it('keeps its people over the day boundary for six hours, before any tick', async () => {
    desk.setClock('2018-10-03T03:50:00+02:00');
    desk.handOver(1);
    expect((await open()).inside).toBe(1);
    desk.pass(20 * 60_000);
    expect(await open()).toMatchObject({ inside: 1, day: '2018-10-03', began: '2018-10-02' });
    desk.pass(6 * 3_600_000);
    expect(await open()).toMatchObject({ inside: 0, began: null });
  });

  it('lists today alone when it was opened long before, and after Start over', async () => {
    desk.handOver(1);
    expect((await open()).inside).toBe(1);
    desk.pass(24 * 3_600_000);
    expect(await open()).toMatchObject({ inside: 0, began: null });
    desk.handOver(2);
    await open();
    desk.setClock('2018-11-12T09:00:00+01:00');
    expect(await open()).toMatchObject({ inside: 1, began: '2018-10-03' });
    clearEvacuated(desk.context);
    expect(await open()).toMatchObject({ inside: 0, began: null });
  });
});

describe('a count under way', () => {
  const counts = () => {
    const all = list().zones.flatMap(({ people }) => people);
    const missing = all.filter((one) => one.seenAt === null).length;
    return { inside: all.length, missing, others: list().others.length };
  };
  const here = { inside: 2, missing: 1, others: 0 };

  it.each([
    ['the day boundary passes', '2018-10-03T04:00:30+02:00'],
    ['the clock jumps forty days ahead', '2018-11-12T15:00:00+01:00'],
    ['the clock jumps forty days back', '2018-08-23T15:00:00+02:00'],
  ])('keeps who is missing when %s', (_words, later) => {
    const { serial } = desk.handOver(1);
    desk.handOver(2);
    scan(desk.codeOf(serial));
    expect(counts()).toEqual(here);
    desk.setClock(later);
    endOldMuster(desk.context);
    expect(counts()).toEqual(here);
    expect(list().began).toBe('2018-10-02');
    expect(scan(desk.codeOf(serial))).toMatchObject({ before: expect.any(Number) });
    clearEvacuated(desk.context);
    expect(counts()).toEqual({ inside: 0, missing: 0, others: 0 });
  });

  it('ends when this station checks people in on another day', () => {
    const { serial } = desk.handOver(1);
    scan(desk.codeOf(serial));
    desk.setClock('2018-10-03T09:00:00+02:00');
    desk.handOver(2);
    endOldMuster(desk.context);
    expect(counts()).toEqual({ inside: 1, missing: 1, others: 0 });
    expect(list().began).toBeNull();
  });

  it('ends on another day once the station has run for six hours without a tick', () => {
    desk.setClock('2018-10-02T23:00:00+02:00');
    const { serial } = desk.handOver(1);
    scan(desk.codeOf(serial));
    desk.pass(5 * 3_600_000);
    endOldMuster(desk.context);
    expect(counts().inside).toBe(1);
    desk.pass(3_600_000);
    endOldMuster(desk.context);
    expect(counts().inside).toBe(0);
  });

  it('does not count the tick of a drill for someone who came in again on the next day', () => {
    const { serial, delegateId } = desk.handOver(1);
    scan(desk.codeOf(serial));
    desk.setClock('2018-10-03T09:00:00+02:00');
    const again = { kind: 'delegate', delegateId } as const;
    checkIn(desk.context, desk.caller, { key: randomUUID(), target: again, identity: null });
    expect(counts()).toEqual({ inside: 1, missing: 1, others: 0 });
  });
});
