import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../crypto/node-crypto.ts';
import { upsertDelegates } from '../../../db/roster/roster-write.ts';
import type { EventFile } from '../../../domain/event/event-file.ts';
import { outsideTicketHash } from '../../../domain/tickets/outside-ticket.ts';
import { newEntry } from '../../../intake/entries.ts';
import { createRowReader } from '../../../intake/row-reader.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { KioskGuesses } from '../../../main/kiosk/kiosk-guesses.ts';
import { kioskLookUp } from '../../../main/kiosk/kiosk-look-up.ts';
import { KioskVisits } from '../../../main/kiosk/kiosk-visits.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { eventSecret, sampleEvent, sampleMaking } from '../../support/sample-event.ts';

const file: EventFile = { ...sampleEvent, ticketHosts: ['indico.example.org'] };
let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext({ idCheck: true, event: { file, secret: eventSecret } });
});
afterEach(() => desk.close());

const hashOf = (text: string) => outsideTicketHash(text, { eventId: file.id, crypto: nodeCrypto });
const scan = (text: string) => ({ source: 'camera' as const, readings: [text], seenAt: 0 });
const shown = (text: string, identity: 'identity-card' | null = null) =>
  checkIn(desk.context, desk.caller, {
    ...{ key: randomUUID(), target: { kind: 'scan', scan: scan(text) }, identity },
  });

/** Four systems: what a list says of a person's ticket, and what its code holds. */
const systems: ((number: number) => { listed: string; code: string })[] = [
  (number) => {
    const uuid = `3f2b7c1e-9a04-4c55-8e21-${String(number).padStart(12, '0')}`;
    const ticket = Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64');
    return { listed: uuid, code: `{"i":[2,"indico.example.org","${ticket}"]}` };
  },
  (number) => {
    const secret = `qzkxwhjmcvbntrpasfdeuyg${String(number).padStart(9, '0')}`;
    return { listed: secret, code: secret };
  },
  (number) => {
    const uuid = `5d2b7c1e-9a04-4c55-8e21-${String(number).padStart(12, '0')}`;
    return { listed: uuid, code: `${uuid}/Zm9vYmFyYmF6` };
  },
  (number) => {
    const code = `https://indico.example.org/t/${String(number).padStart(10, '0')}`;
    return { listed: code, code };
  },
];

describe('tickets of other systems', () => {
  it('admit a morning’s two hundred, each as their own person', () => {
    const headers = ['code', 'name', 'delegation', 'ticket'];
    const read = createRowReader(
      file,
      { registrationCode: 0, printedName: 1, delegation: 2, outsideTickets: 3 },
      headers,
    );
    const people = Array.from({ length: 200 }, (_, number) => {
      const ticket = systems[number % 4]?.(number) ?? { listed: '', code: '' };
      const cells = [`OUT-${number}`, `Person ${number}`, 'BEL', ticket.listed];
      const row = read({ line: number + 2, cells });
      if (row.kind !== 'person') throw new Error(row.rejected.reason);
      return { ...ticket, name: `Person ${number}`, entry: newEntry(row, sampleMaking) };
    });
    upsertDelegates(desk.context.db, {
      ...{ eventId: file.id, wall: 1, defaults: { category: 'delegate' } },
      entries: people.map(({ entry }) => entry),
    });
    for (const { code, name } of people) {
      // The ticket was the holder's alone: the desk asks for the document it always asks for.
      expect(shown(code, 'identity-card')).toMatchObject({
        outcome: 'admitted',
        delegate: { printedName: name },
      });
    }
  });

  it('are for another event where the code names another system', () => {
    expect(shown('https://tickets.example.net/t/99887766').outcome).toBe('other-event');
    expect(shown(`{"i":[2,"elsewhere.org","${'A'.repeat(22)}=="]}`).outcome).toBe('other-event');
    expect(shown('https://indico.example.org/t/99887766').outcome).toBe('not-registered');
  });

  it('admit nobody where two people have the same', () => {
    desk.addDelegate(1, { outsideTickets: [hashOf('shared-by-both')] });
    desk.addDelegate(2, { outsideTickets: [hashOf('shared-by-both')] });
    expect(shown('shared-by-both', 'identity-card').outcome).toBe('not-registered');
  });

  it('no longer admit once the other system gave out another', () => {
    const before = desk.addDelegate(1, { outsideTickets: [hashOf('first-ticket')] });
    desk.addDelegate(1, { outsideTickets: [hashOf('second-ticket')] });
    expect(shown('first-ticket', 'identity-card').outcome).toBe('not-registered');
    expect(shown('second-ticket', 'identity-card')).toMatchObject({
      outcome: 'admitted',
      delegate: { id: before.id },
    });
  });

  it('serve at a kiosk without the family name, as they cannot be guessed', () => {
    const { id } = desk.addDelegate(1, { outsideTickets: [hashOf('first-ticket')] });
    const visits = new KioskVisits();
    const parts = { context: desk.context, visits, guesses: new KioskGuesses(() => 0) };
    const answer = kioskLookUp(parts, { kind: 'scan', scan: scan('first-ticket') });
    if (answer.outcome !== 'found') throw new Error(answer.outcome);
    expect(visits.of(answer.token)).toMatchObject({
      delegateId: id,
      read: { kind: 'outside-ticket' },
    });
  });
});
