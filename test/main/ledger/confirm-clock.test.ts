import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordContact, saveHubLink } from '../../../db/ledger/hub-link.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { kioskLookUp } from '../../../main/kiosk/kiosk-look-up.ts';
import { KioskGuesses, KioskVisits } from '../../../main/kiosk/kiosk-visits.ts';
import { confirmClock } from '../../../main/ledger/confirm-clock.ts';
import { addOperator } from '../../../main/operators/operators.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { atDoor, hall, show } from '../../support/door-desk.ts';

const hour = 60 * 60_000;
const hub = { hub: randomUUID(), hubName: 'Hub', hubKey: '' };
let desk: DeskContext;

beforeEach(async () => {
  desk = makeDeskContext();
  // The context's own operators have no comparable PIN.
  desk.context.db.prepare('DELETE FROM operator').run();
  await addOperator(desk.context.db, { name: 'Sup', role: 'supervisor', pin: '272829' });
  await addOperator(desk.context.db, { name: 'Op', role: 'operator', pin: '161718' });
  saveHubLink(desk.context.db, { ...hub, url: 'https://hub.test', authority: '', wall: 0 });
});
afterEach(() => desk.close());

/**
 * The hub reports that this station's clock is off. `hubClockOff`: by how much most stations find
 * the hub's clock off.
 */
function hear(clockOffset: number, hubClockOff: number | null = null): void {
  recordContact(desk.context.db, {
    hub: hub.hub,
    hubName: 'Hub',
    ackedKseq: 0,
    quarantined: 0,
    clockOffset,
    hubClockOff,
    operatorsRefused: 0,
    hubEventFile: null,
    otherEventFiles: '[]',
    wall: desk.context.clock(),
  });
}

let number = 0;
function admit() {
  number += 1;
  const { id } = desk.addDelegate(number);
  const target = { kind: 'delegate', delegateId: id } as const;
  return checkIn(desk.context, desk.caller, { key: randomUUID(), target, identity: null });
}
const notConfirmed = expect.objectContaining({ code: 'clock-not-confirmed' });

describe('a clock that is far off', () => {
  it('asks a supervisor before the desk admits, once for each offset', async () => {
    hear(2 * hour);
    expect(admit).toThrow(notConfirmed);
    expect(await confirmClock(desk.context, '161718')).toEqual({ result: 'wrong-pin' });
    expect(admit).toThrow(notConfirmed);
    expect(await confirmClock(desk.context, '272829')).toMatchObject({ result: 'approved' });
    expect(admit()).toMatchObject({ outcome: 'admitted', lists: { clock: 2 * hour } });
    hear(2 * hour + 30_000);
    expect(admit()).toMatchObject({ outcome: 'admitted' });
    hear(3 * hour);
    expect(admit).toThrow(notConfirmed);
  });

  it('asks at doors and kiosks too', () => {
    const { ticketCode } = desk.addDelegate(901);
    const door = atDoor(desk, [hall()]);
    const parts = { context: desk.context, visits: new KioskVisits(), guesses: new KioskGuesses() };
    const scan = { source: 'hid' as const, readings: [ticketCode], seenAt: 0 };
    const lookUp = () => kioskLookUp(parts, { kind: 'scan', scan });
    hear(-2 * hour);
    expect(() => show(door, ticketCode)).toThrow(notConfirmed);
    expect(lookUp).toThrow(notConfirmed);
    hear(0);
    expect(show(door, ticketCode)).toMatchObject({ outcome: 'passed', lists: { clock: null } });
    expect(lookUp()).toMatchObject({ outcome: 'found' });
  });

  it('asks nobody up to an hour, and says on the verdict that it was corrected', () => {
    hear(hour);
    expect(admit()).toMatchObject({ outcome: 'admitted', lists: { clock: hour } });
    hear(50_000);
    expect(admit()).toMatchObject({ outcome: 'admitted', lists: { clock: null } });
  });

  it('is the hub’s where most stations show the same: nobody is stopped', () => {
    hear(48 * hour, 48 * hour);
    expect(admit()).toMatchObject({ outcome: 'admitted', lists: { clock: null } });
    // A clock that differs from hub and others goes by the others' time; one that agrees with the
    // hub keeps its own.
    hear(48 * hour, 45 * hour);
    expect(admit()).toMatchObject({ outcome: 'admitted', lists: { clock: 3 * hour } });
    hear(0, 48 * hour);
    expect(admit()).toMatchObject({ outcome: 'admitted', lists: { clock: null } });
  });
});
