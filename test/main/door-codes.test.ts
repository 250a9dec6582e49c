import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeCrypto } from '../../crypto/node-crypto.ts';
import { makeDelegateId } from '../../domain/delegate-id.ts';
import { makeTicketCode } from '../../domain/opaque-code.ts';
import { leastData } from '../../domain/wire/roster.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { atDoor, hall, show } from '../support/door-desk.ts';
import { sampleDelegate } from '../support/sample-event.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

it('a code of the organiser’s is known at a door, whose roster has none of them', () => {
  const code = 'T18-00007';
  const id = makeDelegateId(desk.context.event.file.id, code, nodeCrypto);
  const ticketCode = makeTicketCode(desk.context.event.secret, id, nodeCrypto);
  desk.addDelegate(
    7,
    leastData(sampleDelegate({ id, registrationCode: code, ticketCode }), 'door'),
  );
  const passed = { outcome: 'passed', delegate: { id } };
  expect(show(atDoor(desk, [hall()]), code)).toMatchObject(passed);
  const asking = atDoor(desk, [hall({ tickets: 'ask', reentry: 'admit' })]);
  expect(show(asking, code.toLowerCase())).toMatchObject({ outcome: 'ask', doubts: ['ticket'] });
  expect(show(asking, 'T18-00008')).toMatchObject({ outcome: 'refused', delegate: null });
});
