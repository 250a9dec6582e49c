import { afterEach, beforeEach, expect, it } from 'vitest';
import { minimalDataFor } from '../../../domain/roster/roster-wire.ts';
import { registrationHash, ticketHash } from '../../../domain/tickets/issued-codes.ts';
import { makeSignedTicket } from '../../../domain/tickets/signed-ticket.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { atDoor, hall, show } from '../../support/door-desk.ts';
import {
  sampleDelegate,
  sampleEvent,
  sampleMaking,
  signTicket,
  ticketCodeOf,
} from '../../support/sample-event.ts';

const code = 'T18-00007';
const id = '00000000-0000-8000-8000-000000000007';
const receiving = {
  hashed: (text: string): string => registrationHash(text, sampleMaking),
  extraFields: [],
};

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
  desk.context.event = { ...desk.context.event, secret: null };
  desk.addDelegate(
    7,
    minimalDataFor(sampleDelegate({ id, registrationCode: code }), 'door', receiving),
  );
});
afterEach(() => desk.close());

const signed = (registrationCode: string): string =>
  makeSignedTicket(
    {
      eventId: sampleEvent.id,
      registrationCode,
      days: null,
      ticketHash: ticketHash(ticketCodeOf({ id }), sampleMaking),
    },
    sampleMaking.crypto,
    signTicket,
  );

it('a code of the organiser’s is known at a door, whose roster has none of them', () => {
  const door = atDoor(desk, [hall({ reentry: 'admit' })]);
  const asked = { outcome: 'ask', delegate: { id } };
  expect(show(door, code)).toMatchObject(asked);
  expect(show(door, code.toLowerCase())).toMatchObject(asked);
  expect(show(door, 'T18-00008')).toMatchObject({ outcome: 'refused', delegate: null });
});

it('what a door holds in place of a code is no code that somebody can show', () => {
  const door = atDoor(desk, [hall()]);
  const held = { outcome: 'refused', delegate: null };
  for (const text of [receiving.hashed(code), receiving.hashed(code).toUpperCase()]) {
    expect(show(door, text)).toMatchObject(held);
  }
});

it('a signed ticket leads to its holder without the secret, and to nobody whom the roster lacks', () => {
  const door = atDoor(desk, [hall()]);
  expect(show(door, signed(code))).toMatchObject({ outcome: 'passed', delegate: { id } });
  // The policy admits unknown people; a door without the secret could not say who came in.
  expect(show(door, signed('T18-00008'))).toMatchObject({
    outcome: 'refused',
    reason: 'not-registered',
  });
});
