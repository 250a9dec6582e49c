import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBadge } from '../../../db/badges/badges.ts';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { savePhoto } from '../../../db/roster/photos.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { reprintBadge } from '../../../main/badges/badges.ts';
import { foldedBadge } from '../../../main/badges/issue-badge.ts';
import type { Context } from '../../../main/base/context.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { undoPassing } from '../../../main/doors/door-calls.ts';
import { doorView } from '../../../main/doors/presence.ts';
import { doorAnswerSchema } from '../../../preload/contract/doors.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { atDoor, hall, show } from '../../support/door-desk.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => {
  desk.close();
});

const free = { direction: 'in' as const, fixed: { direction: false, checkpoint: false } };

function facts() {
  return chainOf(desk.context.db, desk.context.self.station, 1);
}

/** Types and payloads of the facts that doors wrote. */
function written(): string[] {
  return facts()
    .filter(({ checkpoint, type }) => checkpoint === 'hall' && !type.startsWith('badge-'))
    .map(({ type, payload }) => `${type} ${payload}`);
}

/** Checks a person in at the desk and returns the badge. */
function badgeOf(delegate: Delegate): { code: string; serial: string; admissionId: string } {
  const answer = checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'delegate', delegateId: delegate.id },
    identity: null,
  });
  if (answer.outcome !== 'admitted' || answer.badge === null) throw new Error(answer.outcome);
  const serial = answer.badge.serialText;
  const code = findBadge(desk.context.db, serial)?.code ?? '';
  return { code, serial, admissionId: answer.admissionId };
}

function door(change: Parameters<typeof hall>[0] = {}): Context {
  return atDoor(desk, [hall(change)]);
}

describe('a door', () => {
  it('keeps out a valid badge whose holder was cancelled, as a desk does', () => {
    const delegate = desk.addDelegate(1);
    const { code, serial } = badgeOf(delegate);
    // The hub cancelled the person while this station had no network: no one made the badge invalid.
    desk.addDelegate(1, { status: 'cancelled' });
    const badge = findBadge(desk.context.db, serial);
    expect(badge && foldedBadge(desk.context, badge).valid).toBe(true);
    expect(show(door(), code)).toMatchObject({ outcome: 'refused', reason: 'cancelled' });
    const scan = { source: 'camera' as const, readings: [code], seenAt: 0 };
    const target = { kind: 'scan' as const, scan };
    const atDesk = checkIn(desk.context, desk.caller, {
      key: randomUUID(),
      target,
      identity: null,
    });
    expect(atDesk).toMatchObject({ outcome: 'cancelled' });
    expect(written()).toEqual([expect.stringMatching(/^refused .*"outcome":"cancelled"/)]);
    desk.addDelegate(1, { status: 'confirmed' });
    expect(show(door(), code)).toMatchObject({ outcome: 'passed' });
  });

  it('lets in with a badge, counts, and says no more of a person than it must', () => {
    const hallDoor = door({ capacity: 10 });
    // A station that was a desk before holds more than a door receives.
    const extra = { diet: 'Fish', newer: 'x', seat: 'A 12', shuttle: 'yes' };
    const delegate = desk.addDelegate(1, { vip: true, flagged: true, extra });
    const picture = Uint8Array.of(255, 216, 255);
    savePhoto(
      desk.context.db,
      { eventId: desk.context.event.file.id, delegateId: delegate.id },
      { sha256: 'a'.repeat(64), picture },
      0,
    );
    const answer = show(hallDoor, badgeOf(delegate).code);
    expect(answer).toMatchObject({
      outcome: 'passed',
      how: 'in',
      count: { inside: 1, capacity: 10 },
      photo: picture,
    });
    expect(Object.keys(answer.delegate ?? {}).sort()).toEqual(
      ['id', 'printedName', 'delegation', 'administration', 'category', 'extra'].sort(),
    );
    expect(answer.delegate?.extra).toEqual({ seat: 'A 12', shuttle: 'yes' });
    // The contract passes it on unchanged.
    expect(doorAnswerSchema.parse(answer)).toEqual(answer);
    expect(written()).toEqual(['admitted {"identity":null,"source":"hid"}']);
    expect(facts().at(-1)).toMatchObject({ operatorId: null, badgeSerial: null });
  });

  it('writes a scan once, however often the page asks', () => {
    const hallDoor = door();
    const { ticketCode } = desk.addDelegate(1);
    const key = randomUUID();
    const first = show(hallDoor, ticketCode, { key });
    expect(show(hallDoor, ticketCode, { key })).toEqual(first);
    expect(written()).toHaveLength(1);
  });

  it('out, back, and in again without an exit', () => {
    const hallDoor = door();
    const { ticketCode } = desk.addDelegate(1);
    expect(show(hallDoor, ticketCode)).toMatchObject({ how: 'in', count: { inside: 1 } });
    expect(show(hallDoor, ticketCode, { direction: 'out' })).toMatchObject({
      how: 'out',
      count: { inside: 0 },
    });
    expect(show(hallDoor, ticketCode)).toMatchObject({ how: 'back', count: { inside: 1 } });
    desk.setClock('2018-10-02T09:30:00+02:00');
    const again = show(hallDoor, ticketCode);
    expect(again).toMatchObject({
      outcome: 'ask',
      doubts: ['inside'],
      insideSince: Date.parse('2018-10-02T09:00:00+02:00'),
    });
    expect(written().map((line) => line.split(' ')[0])).toEqual([
      'admitted',
      'went-out',
      'came-back',
    ]);
  });

  it('writes what the steward decides, and nothing before', () => {
    const hallDoor = door();
    const { ticketCode } = desk.addDelegate(1);
    show(hallDoor, ticketCode);
    const key = randomUUID();
    expect(show(hallDoor, ticketCode, { key }).outcome).toBe('ask');
    expect(written()).toHaveLength(1);
    expect(show(hallDoor, ticketCode, { key, steward: 'let-pass' })).toMatchObject({
      outcome: 'passed',
      how: 'again',
      count: { inside: 1 },
    });
    expect(written().at(-1)).toBe(
      'came-back {"asked":"inside","reentry":"without-exit","source":"hid"}',
    );
    expect(show(hallDoor, ticketCode, { steward: 'refuse' })).toMatchObject({
      outcome: 'refused',
      reason: 'inside',
    });
    expect(written().at(-1)).toBe('refused {"outcome":"inside","serial":null}');
  });

  it('is full, and has a place again when somebody goes out', () => {
    const hallDoor = door({ capacity: 2, whenFull: 'refuse' });
    const codes = [1, 2, 3].map((number) => desk.addDelegate(number).ticketCode);
    const [one = '', two = '', three = ''] = codes;
    show(hallDoor, one);
    show(hallDoor, two);
    expect(show(hallDoor, three)).toMatchObject({ outcome: 'refused', reason: 'full' });
    show(hallDoor, one, { direction: 'out' });
    expect(show(hallDoor, three)).toMatchObject({ how: 'in', count: { inside: 2, capacity: 2 } });
  });

  it('counts the seats of a delegation', () => {
    const hallDoor = door({ seatsPerDelegation: 1 });
    const [belgian, second, japanese] = ['BEL', 'BEL', 'JPN'].map((delegation, index) =>
      desk.addDelegate(index, { delegation }),
    );
    show(hallDoor, belgian?.ticketCode ?? '');
    expect(show(hallDoor, second?.ticketCode ?? '')).toMatchObject({ doubts: ['delegation-full'] });
    expect(show(hallDoor, japanese?.ticketCode ?? '')).toMatchObject({ how: 'in' });
  });

  it('has a seat for each of the host’s own staff', () => {
    const hallDoor = door({ seatsPerDelegation: 1 });
    const { file } = hallDoor.event;
    const delegations = file.delegations.map((one) =>
      one.code === 'JPN' ? { ...one, kind: 'secretariat' as const } : one,
    );
    const host = { ...hallDoor, event: { ...hallDoor.event, file: { ...file, delegations } } };
    for (const number of [1, 2]) {
      const { ticketCode } = desk.addDelegate(number, { delegation: 'JPN' });
      expect(show(host, ticketCode)).toMatchObject({ how: 'in' });
    }
  });

  it('refuses the badge that a reprint replaced, and takes the new one', () => {
    const hallDoor = door();
    const delegate = desk.addDelegate(1);
    const old = badgeOf(delegate);
    reprintBadge(desk.context, desk.caller, { delegateId: delegate.id, reason: 'misspelt' });
    expect(show(hallDoor, old.code)).toMatchObject({
      outcome: 'refused',
      reason: 'badge-not-valid',
      replaced: true,
    });
    expect(written().at(-1)).toContain(`"serial":"${old.serial}"`);
    expect(facts().at(-1)?.badgeSerial).toBeNull();
  });

  it('takes tickets by policy', () => {
    const delegate = desk.addDelegate(1);
    expect(show(door({ tickets: 'refuse' }), delegate.ticketCode)).toMatchObject({
      reason: 'ticket',
    });
    expect(show(door({ tickets: 'ask' }), delegate.ticketCode)).toMatchObject({
      doubts: ['ticket'],
    });
  });

  it('wants a check-in where the checkpoint needs one', () => {
    const hallDoor = door({ needsCheckIn: true });
    const delegate = desk.addDelegate(1);
    expect(show(hallDoor, delegate.ticketCode)).toMatchObject({ reason: 'not-checked-in' });
    const { admissionId, code } = badgeOf(delegate);
    expect(show(hallDoor, code)).toMatchObject({ how: 'in' });
    show(hallDoor, code, { direction: 'out' });
    undoCheckIn(desk.context, desk.caller, { admissionId, reason: 'wrong-person' });
    expect(show(hallDoor, delegate.ticketCode)).toMatchObject({ reason: 'not-checked-in' });
  });

  it('writes nothing of what speaks of nobody', () => {
    expect(show(door(), 'https://example.org/menu')).toMatchObject({ reason: 'not-registered' });
    expect(facts()).toHaveLength(0);
  });

  it('is no registration desk', () => {
    const { ticketCode } = desk.addDelegate(1);
    expect(() => show(desk.context, ticketCode)).toThrowError(
      expect.objectContaining({ code: 'not-allowed' }),
    );
    expect(doorView(desk.context, free).checkpoint).toBeNull();
  });
});

describe('the steward takes back', () => {
  it('the last one in, out, or back', () => {
    const hallDoor = door();
    const { ticketCode } = desk.addDelegate(1);
    const inside = () => doorView(hallDoor, free).count.inside;
    const undo = (answer: ReturnType<typeof show>) => {
      if (answer.outcome !== 'passed') throw new Error(answer.outcome);
      undoPassing(hallDoor, { operator: null }, answer.factId);
    };
    undo(show(hallDoor, ticketCode));
    expect(inside()).toBe(0);
    expect(show(hallDoor, ticketCode)).toMatchObject({ how: 'in' });
    undo(show(hallDoor, ticketCode, { direction: 'out' }));
    expect(inside()).toBe(1);
    show(hallDoor, ticketCode, { direction: 'out' });
    undo(show(hallDoor, ticketCode));
    expect(inside()).toBe(0);
    expect(written().filter((line) => line.startsWith('admission-undone'))).toHaveLength(3);
  });

  it('nothing twice, and nothing of another station', () => {
    const hallDoor = door();
    const delegate = desk.addDelegate(1);
    const answer = show(hallDoor, delegate.ticketCode);
    if (answer.outcome !== 'passed') throw new Error(answer.outcome);
    const elsewhere = { ...hallDoor, self: { ...hallDoor.self, station: randomUUID() } };
    const code = (context: Context, id: string) => {
      try {
        undoPassing(context, { operator: null }, id);
      } catch (error) {
        return (error as { code?: string }).code;
      }
      return null;
    };
    expect(code(elsewhere, answer.factId)).toBe('not-found');
    expect(code(hallDoor, answer.factId)).toBeNull();
    expect(code(hallDoor, answer.factId)).toBe('already-undone');
  });
});

describe('lost badges', () => {
  it('are refused on the way out too, and the fact says which', () => {
    const hallDoor = door();
    const delegate = desk.addDelegate(1);
    const { code } = badgeOf(delegate);
    reprintBadge(desk.context, desk.caller, { delegateId: delegate.id, reason: 'lost' });
    for (const direction of ['in', 'out'] as const) {
      expect(show(hallDoor, code, { direction })).toMatchObject({
        outcome: 'refused',
        reason: 'badge-not-valid',
        replaced: false,
      });
    }
    expect(written().at(-1)).toContain('"doubt":"lost"');
  });
});
