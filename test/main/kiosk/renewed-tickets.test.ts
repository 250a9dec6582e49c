import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ticketHashes } from '../../../domain/tickets/issued-codes.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { kioskLookUp } from '../../../main/kiosk/kiosk-look-up.ts';
import { KioskGuesses, KioskVisits } from '../../../main/kiosk/kiosk-visits.ts';
import type { ScanInput } from '../../../preload/contract/check-in.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { atDoor, hall, show } from '../../support/door-desk.ts';
import { sampleMaking, ticketCodeOf } from '../../support/sample-event.ts';

const id = '00000000-0000-5000-8000-000000000001';
const [old, newer] = [ticketCodeOf({ id }), ticketCodeOf({ id }, 1)];
const replaced = { outcome: 'ticket-replaced' };

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
  desk.addDelegate(1, { ticketHashes: ticketHashes(id, sampleMaking, 1) });
});
afterEach(() => desk.close());

const scanOf = (code: string): ScanInput => ({ source: 'hid', readings: [code], seenAt: 0 });
const atDesk = (code: string) =>
  checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'scan', scan: scanOf(code) },
    identity: null,
  });

it('an old ticket is refused as replaced at a desk, the newer one admits', () => {
  expect(atDesk(old)).toMatchObject(replaced);
  expect(atDesk(newer)).toMatchObject({ outcome: 'admitted', delegate: { id } });
  expect(atDesk(old)).toMatchObject(replaced);
});

it('an old ticket opens no door, names nobody there and takes nobody out of the count', () => {
  const door = atDoor(desk, [hall()]);
  const refused = { outcome: 'refused', reason: 'ticket-replaced', delegate: null };
  expect(show(door, old)).toMatchObject(refused);
  expect(show(door, newer)).toMatchObject({ outcome: 'passed', how: 'in' });
  expect(show(door, old, { direction: 'out' })).toMatchObject(refused);
  expect(show(door, newer, { direction: 'out' })).toMatchObject({ how: 'out' });
});

it('a kiosk sends whoever has an old ticket to the desk', () => {
  const parts = {
    context: desk.context,
    visits: new KioskVisits(() => 0),
    guesses: new KioskGuesses(() => 0),
  };
  const look = (code: string) => kioskLookUp(parts, { kind: 'scan', scan: scanOf(code) });
  expect(look(old)).toMatchObject({ outcome: 'see-desk' });
  expect(look(newer)).toMatchObject({ outcome: 'found' });
});
