import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventFile } from '../../../domain/event/event-file.ts';
import { outsideTicketHash } from '../../../domain/tickets/outside-ticket.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { kioskLookUp } from '../../../main/kiosk/kiosk-look-up.ts';
import { KioskGuesses, KioskVisits } from '../../../main/kiosk/kiosk-visits.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { eventSecret, sampleEvent } from '../../support/sample-event.ts';

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
    key: randomUUID(),
    target: { kind: 'scan', scan: scan(text) },
    identity,
  });

describe('tickets of other systems', () => {
  it('are for another event where the code names another system, which the answer names', () => {
    const foreign = (host: string) => ({ outcome: 'other-event', host, lists: null });
    expect(shown('https://Tickets.example.net/t/99887766')).toEqual(foreign('tickets.example.net'));
    const code = `{"i":[2,"elsewhere.org:8443/indico","${'A'.repeat(22)}=="]}`;
    expect(shown(code)).toEqual(foreign('elsewhere.org'));
    const unknown = { outcome: 'not-registered', delegate: null, host: 'indico.example.org' };
    expect(shown('https://indico.example.org/t/99887766')).toMatchObject(unknown);
    const withPort = `{"i":[2,"indico.example.org:8443","${'A'.repeat(22)}=="]}`;
    expect(shown(withPort)).toMatchObject(unknown);
  });

  it('never bring a text to the screen in place of a host', () => {
    const code = `{"i":[2,"Go to the side entrance now","${'A'.repeat(22)}=="]}`;
    expect(shown(code)).toMatchObject({ outcome: 'not-registered', host: null });
  });

  it('of a person who came along do not admit the one who registered', () => {
    const [registrant, companion] = ['11'.repeat(16), '22'.repeat(16)];
    const coded = (uuid: string) => Buffer.from(uuid, 'hex').toString('base64');
    const code = (...uuids: string[]) =>
      JSON.stringify({ i: [2, 'indico.example.org', ...uuids.map(coded)] });
    desk.addDelegate(1, { outsideTickets: [hashOf(registrant)] });
    expect(shown(code(registrant, companion), 'identity-card').outcome).toBe('not-registered');
    const other = desk.addDelegate(2, { outsideTickets: [hashOf(companion)] });
    expect(shown(code(registrant, companion), 'identity-card')).toMatchObject({
      outcome: 'admitted',
      delegate: { id: other.id },
    });
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

  it('of another event are named as that at a kiosk', () => {
    const parts = {
      context: desk.context,
      visits: new KioskVisits(),
      guesses: new KioskGuesses(() => 0),
    };
    const code = 'https://tickets.example.net/t/99887766';
    expect(kioskLookUp(parts, { kind: 'scan', scan: scan(code) })).toEqual({
      outcome: 'other-event',
      host: 'tickets.example.net',
    });
  });
});
