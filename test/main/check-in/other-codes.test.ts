import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findKnown } from '../../../db/roster/roster-row.ts';
import { minimalDataFor } from '../../../domain/roster/roster-wire.ts';
import { registrationHash } from '../../../domain/tickets/issued-codes.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { atDoor, hall, show } from '../../support/door-desk.ts';
import { numberedDelegate, sampleMaking } from '../../support/sample-event.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

const scanned = (text: string) =>
  checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'scan', scan: { source: 'camera', readings: [text], seenAt: 0 } },
    identity: 'identity-card',
  });

test('a code of a later list checks its person in, in either case', () => {
  const { id } = desk.addDelegate(1, { otherCodes: ['ORG-4711'] });
  expect(scanned('org-4711')).toMatchObject({ outcome: 'admitted', delegate: { id } });
});

test('a code belongs to the one whose own it is, and to nobody of two who were given it', () => {
  const own = desk.addDelegate(1, { registrationCode: 'ORG-4711' });
  desk.addDelegate(2, { otherCodes: ['ORG-4711', 'ORG-4712'] });
  desk.addDelegate(3, { otherCodes: ['ORG-4712'] });
  expect(scanned('ORG-4711')).toMatchObject({ outcome: 'admitted', delegate: { id: own.id } });
  expect(scanned('ORG-4712')).toMatchObject({ outcome: 'not-registered', delegate: null });
  // An import by this code must not write to a person whose own code is another.
  expect(findKnown(desk.context.db, desk.context.event.file.id, 'ORG-4712')).toBeUndefined();
});

test('a code that was taken back leads to nobody', () => {
  const { id } = desk.addDelegate(1, { otherCodes: ['ORG-4711'] });
  desk.context.db.prepare("UPDATE delegate SET other_codes = '[]' WHERE id = ?").run(id);
  expect(scanned('ORG-4711')).toMatchObject({ outcome: 'not-registered', delegate: null });
});

test('a door knows the code by its hash alone', () => {
  const hashed = (text: string): string => registrationHash(text, sampleMaking);
  const person = numberedDelegate(7, { otherCodes: ['ORG-4711'] });
  const { id } = person;
  const held = minimalDataFor(person, 'door', { hashed, extraFields: [] });
  expect(JSON.stringify(held)).not.toContain('ORG-4711');
  desk.addDelegate(7, held);
  const door = atDoor(desk, [hall({ reentry: 'admit' })]);
  expect(show(door, 'ORG-4711')).toMatchObject({ outcome: 'ask', delegate: { id } });
  expect(show(door, hashed('ORG-4711'))).toMatchObject({ outcome: 'refused', delegate: null });
});
