import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findEvent } from '../../db/event/events.ts';
import { findDelegateById } from '../../db/roster/roster.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { makeDelegateId } from '../../domain/tickets/issued-codes.ts';
import { makeTicketCode } from '../../domain/tickets/opaque-code.ts';
import { loadEvent } from '../../main/app/start/load-event.ts';
import { examine } from '../../main/check-in/examine.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import {
  cleanUp,
  type HubRig,
  makeDesk,
  person,
  type SyncDesk,
  startRig,
} from '../main/sync/support.ts';
import { eventSecret, sampleEvent, ticketCodeOf } from '../support/sample-event.ts';
import { keysIn, valuesOf } from './stolen-files.ts';

const victim = person(2);
const codeOfVictim = 'T18-00002';

let rig: HubRig;
let desk: SyncDesk;
beforeEach(async () => {
  rig = await startRig();
  await rig.importPeople(3);
  desk = await makeDesk(rig, { name: 'Desk' });
  await desk.sync();
});
afterEach(cleanUp);

/** A stolen station: it was set up as a desk, joined in its mode, and has been restarted since. */
async function stolen(mode: StationMode): Promise<SyncDesk> {
  const station = await makeDesk(rig, { name: 'Lobby', mode });
  const { db } = station.context;
  const demoFolder = '/nowhere';
  const lastEventId = sampleEvent.id;
  loadEvent(db, { config: {}, lastEventId, demoFolder, keepsSecret: mode === 'desk', wall: 1 });
  await station.sync();
  expect(findDelegateById(db, sampleEvent.id, victim)).not.toBeNull();
  return station;
}

/** The desk's verdict on a code. */
function said(code: string): string {
  const scan = { source: 'hid' as const, readings: [code], seenAt: 0 };
  return examine(desk.context, { kind: 'scan', scan }).verdict.outcome;
}

/** The id as a UUID version 5 of event and code, which anyone can compute. */
function publicId(registrationCode: string): string {
  const name = Buffer.from(sampleEvent.id.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(name).update(registrationCode).digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex').slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

describe.each(['kiosk', 'door'] as const)('with the whole disk of a %s', (mode) => {
  test('nobody makes another person’s ticket', async () => {
    const values = valuesOf((await stolen(mode)).context.db);
    const keys = keysIn(values);
    const found = values.flatMap((value) =>
      typeof value === 'string' ? (value.match(/LT[B-X]{16,26}/g) ?? []) : [],
    );
    const tried = [...found, ...keys.map((key) => makeTicketCode(key, victim, nodeCrypto))];
    expect(tried.filter((code) => said(code) === 'admitted')).toEqual([]);
    expect(said(ticketCodeOf({ id: victim }))).toBe('admitted');
  });

  test('nobody tells a person’s id from the registration code', async () => {
    const values = valuesOf((await stolen(mode)).context.db);
    const tried = keysIn(values).map((eventSecret) =>
      makeDelegateId(codeOfVictim, { eventId: sampleEvent.id, eventSecret, crypto: nodeCrypto }),
    );
    expect([publicId(codeOfVictim), ...tried]).not.toContain(victim);
  });
});

test('a desk keeps the secret: it registers people who are in no list', async () => {
  const { db } = (await stolen('desk')).context;
  expect(findEvent(db, sampleEvent.id)?.secret).toEqual(Buffer.from(eventSecret));
});
