import { createHash, createPrivateKey, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findDelegateById } from '../../db/roster/roster.ts';
import { openStoreForReading } from '../../db/station/open.ts';
import { fromHex } from '../../domain/base/bytes.ts';
import type { PurgePerson } from '../../domain/operators/people.ts';
import { ticketHash } from '../../domain/tickets/issued-codes.ts';
import {
  badgeTokenBytes,
  makeBadgeCode,
  makeTicketCode,
  parseSerial,
} from '../../domain/tickets/opaque-code.ts';
import { loadEvent } from '../../main/app/start/load-event.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { registerWalkIn } from '../../main/check-in/roster-changes.ts';
import { kioskLookUp } from '../../main/kiosk/kiosk-look-up.ts';
import { KioskGuesses, KioskVisits } from '../../main/kiosk/kiosk-visits.ts';
import { writeNote } from '../../main/ledger/notes.ts';
import { writeStick } from '../../main/sync/stick/stick-file.ts';
import { createBadgeTokens } from '../../platform/crypto/badge-tokens.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import {
  cleanUp,
  cloneDisk,
  type HubRig,
  makeDesk,
  person,
  type SyncDesk,
  startRig,
} from '../main/sync/support.ts';
import { atDoor, hall, show } from '../support/door-desk.ts';
import { eventSecret, sampleEvent, sampleMaking } from '../support/sample-event.ts';
import { keysIn, valuesOf } from './stolen-files.ts';

/** One ordinary, one flagged and a VIP, one pending, one not yet admitted. */
const [victim, flagged, pending, holder] = [person(1), person(2), person(3), person(4)];
const everybody = [1, 2, 3, 4, 5].map(person);
const [requestedBy, approvedBy] = (['Anna', 'Bruno'] as const).map(
  (name): PurgePerson => ({ kind: 'administrator', id: name, name }),
) as [PurgePerson, PurgePerson];
/** Texts that only desks may read. */
const ofDesks = ['Zuckerbrot', 'Ministerpapier', 'Operatrix', 'Geheimnotiz'];

let rig: HubRig;
let desk: SyncDesk;
let kiosk: SyncDesk;
let doors: SyncDesk[];
beforeEach(async () => {
  rig = await startRig();
  await rig.importPeople(5);
  const marks = { flagged: true, vip: true, letterOrder: 7, listed: false };
  await rig.hub.changeDelegate(flagged, marks);
  await rig.hub.changeDelegate(victim, { familyName: 'Victim' });
  await rig.hub.changeDelegate(pending, { status: 'pending' });
  desk = await station('Desk', 'desk', [{ id: crypto.randomUUID(), name: ofDesks[2] ?? '' }]);
  kiosk = await station('Lobby', 'kiosk');
  doors = [await station('Door', 'door'), await station('Far door', 'door')];
  await desk.sync();
  writeNote(desk.context, desk.caller, { delegateId: victim, text: ofDesks[3] ?? '' });
  walkIn();
  await rig.hub.renewSecret({ requestedBy, approvedBy });
  desk.admit(holder);
  for (const one of [desk, kiosk, ...doors, desk]) await one.sync();
});
afterEach(cleanUp);

/**
 * A station with real badge tokens, which was a desk before and has been restarted in the mode it
 * joined in.
 */
async function station(
  name: string,
  mode: 'desk' | 'kiosk' | 'door',
  operators: readonly { id: string; name: string }[] = [],
): Promise<SyncDesk> {
  const describe = () => ({
    name,
    version: '1.0.0',
    operators: operators.map((one) => ({
      role: 'operator' as const,
      active: true,
      vouched: true,
      ...one,
    })),
  });
  const made = await makeDesk(rig, { name, mode, parts: { describe } });
  made.context.badgeTokens = createBadgeTokens(0);
  const { db } = made.context;
  const lastEventId = sampleEvent.id;
  const keepsSecret = mode === 'desk';
  loadEvent(db, { config: {}, lastEventId, demoFolder: '/nowhere', keepsSecret, wall: 1 });
  if (!keepsSecret) made.context.event = { ...made.context.event, secret: null };
  return made;
}

function walkIn(): void {
  const names = { title: '', givenName: '', familyName: '', nativeName: '', jobTitle: '' };
  registerWalkIn(desk.context, desk.caller, {
    person: {
      printedName: 'Walk IN',
      ...names,
      delegation: 'BEL',
      administration: '',
      category: 'delegate',
    },
    approver: ofDesks[0] ?? '',
    reference: ofDesks[1] ?? '',
    identity: 'passport',
  });
}

/** What a thief with the kiosk's directory and the key of its store can read. */
interface Loot {
  values: (string | Uint8Array)[];
  /** Every page of the store, free ones included. */
  pages: Buffer;
  hashes: Set<string>;
  issues: { serial: string; payload: string }[];
  people: Record<string, unknown>[];
}

function taken(): Loot {
  const path = `${cloneDisk(kiosk)}/lanyard.db`;
  const db = openStoreForReading({ ...kiosk.location, path });
  const all = <Row>(sql: string): Row[] => db.prepare<[], Row>(sql).all();
  const loot: Loot = {
    values: valuesOf(db),
    pages: db.serialize(),
    hashes: new Set(db.prepare('SELECT code FROM ticket_hash').pluck().all() as string[]),
    issues: all(
      "SELECT badge_serial AS serial, payload FROM attendance_event WHERE type = 'badge-issued'",
    ),
    people: all('SELECT * FROM delegate'),
  };
  db.close();
  return loot;
}

/** Candidates for keys: values with a key's length, and the station's own keys. */
function keysOf({ values }: Loot): Uint8Array[] {
  const der = Buffer.from(kiosk.keys.privateKey, 'base64');
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { d = '' } = key.export({ format: 'jwk' });
  const own = [der, Buffer.from(d, 'base64url'), Buffer.from(kiosk.token, 'base64url')];
  return [kiosk.location.key, ...own, ...keysIn(values)];
}

/**
 * Codes of badges that a thief of the disk makes: of serials issued and not yet issued, with every
 * available token.
 */
function badgesFrom({ issues }: Loot): string[] {
  const next = [kiosk, desk].map(({ context }) => ({
    station: context.self.stationNumber,
    count: 77,
  }));
  const invented = next.map((serial) => makeBadgeCode(serial, randomBytes(badgeTokenBytes)));
  const made = issues.flatMap(({ serial, payload }) => {
    const number = parseSerial(serial);
    const proof = JSON.parse(payload) as { salt: string; hash: string };
    const hashes = [proof.salt, proof.hash].map((text) => Buffer.from(fromHex(text)));
    const tokens = [
      ...hashes,
      ...hashes.map((bytes) => createHash('sha256').update(bytes).digest()),
      Buffer.alloc(badgeTokenBytes),
    ];
    return number === null
      ? []
      : tokens.map((token) => makeBadgeCode(number, token.subarray(0, badgeTokenBytes)));
  });
  return [...invented, ...made];
}

function atDesk(code: string): string {
  const scan = { source: 'hid' as const, readings: [code], seenAt: 0 };
  const target = { kind: 'scan' as const, scan };
  return checkIn(desk.context, desk.caller, { key: crypto.randomUUID(), target, identity: null })
    .outcome;
}

const atHall = (door: SyncDesk | undefined, code: string) => {
  if (door === undefined) throw new Error('no such door');
  return show(atDoor(door, [hall()]), code);
};

test('a kiosk’s whole disk, its key included, opens nothing, and after its revocation nothing of it is taken', async () => {
  const loot = taken();
  const text = loot.pages.toString('latin1');

  // It has the roster: there would be something to find.
  expect(loot.hashes.size).toBeGreaterThan(everybody.length);
  expect(loot.people).toHaveLength(everybody.length + 1);
  expect(text).toContain(personOf(victim).printedName);

  // No secret of the event, neither the first nor the renewed one, in any form.
  const tickets = await rig.hub.tickets({ after: null, limit: 100 });
  const secrets = await secretsOfHub();
  expect(secrets).toHaveLength(2);
  for (const secret of secrets) {
    expect(loot.pages.includes(secret)).toBe(false);
    for (const form of ['hex', 'base64', 'base64url'] as const) {
      expect(text.toLowerCase()).not.toContain(secret.toString(form).toLowerCase());
    }
  }

  // No ticket code that was issued, old or new, and none that any available key makes.
  const issued = [
    ...tickets.map(({ code }) => code),
    ...everybody.map((id) => makeTicketCode(eventSecret, id, nodeCrypto)),
  ];
  for (const code of issued) {
    expect(loot.hashes.has(ticketHash(code, sampleMaking))).toBe(true);
    expect(text).not.toContain(code);
  }
  const keys = keysOf(loot);
  expect(keys.length).toBeGreaterThan(5);
  const derived = keys.flatMap((key) =>
    everybody.flatMap((id) => [0, 1, 2].map((n) => makeTicketCode(key, id, nodeCrypto, n))),
  );
  expect(derived.filter((code) => loot.hashes.has(ticketHash(code, sampleMaking)))).toEqual([]);
  // A hash in place of its code is not a valid ticket.
  for (const hash of loot.hashes) expect(atDesk(hash)).not.toMatch(/admitted|identity/);

  // No flag, and no text that only desks need.
  for (const word of ofDesks) expect(text.toLowerCase()).not.toContain(word.toLowerCase());
  const rowOf = (id: string) => loot.people.find((row) => row.id === id);
  const marks = { vip: 0, flagged: 0, listed: 1, letter_order: 0 };
  for (const row of loot.people) expect(row).toMatchObject(marks);
  expect(rowOf(flagged)?.status).toBe(rowOf(pending)?.status);

  // No badge made from it is green: amber if its serial was never issued, forged if it was.
  const badges = badgesFrom(loot);
  expect(badges.length).toBeGreaterThan(2);
  for (const code of badges) {
    expect(atDesk(code)).toMatch(/forged|badge-not-valid|not-registered/);
    for (const door of doors) expect(atHall(door, code).outcome).not.toBe('passed');
  }
  expect(atHall(doors[0], badges[0] ?? '')).toMatchObject({
    outcome: 'ask',
    doubts: ['badge-unheard'],
    delegate: null,
  });

  // The organiser's own codes can be guessed: none of them admits anyone unseen.
  const { registrationCode, familyName } = personOf(victim);
  expect(atDesk(registrationCode)).toBe('identity-check');
  expect(atHall(doors[0], registrationCode)).toMatchObject({
    outcome: 'ask',
    doubts: ['registration-code'],
  });
  const parts = { context: kiosk.context, visits: new KioskVisits(), guesses: new KioskGuesses() };
  const twoFactors = { kind: 'typed', code: registrationCode, familyName } as const;
  expect(kioskLookUp(parts, twoFactors).outcome).toBe('see-desk');

  // With its key the thief writes what a kiosk writes: it admits the victim and makes a badge with
  // a genuine issue.
  await rig.hub.revokeStation(kiosk.context.self.station);
  const codes = [victim, person(5)].map(badgeMadeAt);
  const quarantined = (await rig.hub.quarantine()).length;
  await expect(kiosk.sync()).rejects.toMatchObject({ code: 'revoked' });
  for (const one of [desk, doors[0]]) await one?.sync();
  expect(await stationFacts()).toEqual([]);
  for (const code of codes) {
    expect(atDesk(code)).toMatch(/badge-not-valid|not-registered/);
    for (const door of doors) {
      // The far door has not heard of the revocation, nor of this badge.
      expect(atHall(door, code)).toMatchObject({ outcome: 'ask', doubts: ['badge-unheard'] });
    }
  }
  expect(atDesk(ticketOf(tickets, victim))).toBe('admitted');

  // A stick brings it only as far as quarantine, where people see it, and it counts nowhere.
  const { file } = await writeStick(kiosk.context, kiosk.keys.privateKey);
  await rig.hub.importStick(file, null);
  expect((await rig.hub.quarantine()).length).toBeGreaterThan(quarantined);
  expect(await stationFacts()).toEqual([]);
});

/** Issues a badge at the kiosk; its code is in the kiosk's store until it is printed. */
function badgeMadeAt(delegateId: string): string {
  kiosk.admit(delegateId);
  const code = kiosk.context.db
    .prepare<[string], string>('SELECT code FROM badge WHERE delegate_id = ? AND code IS NOT NULL')
    .pluck()
    .get(delegateId);
  if (code === undefined) throw new Error('no badge was made');
  return code;
}

function ticketOf(tickets: Awaited<ReturnType<HubRig['hub']['tickets']>>, id: string): string {
  return tickets.find(({ delegate }) => delegate.id === id)?.code ?? '';
}

function personOf(id: string) {
  const found = findDelegateById(desk.context.db, sampleEvent.id, id);
  if (found === null) throw new Error('nobody there');
  return found;
}

/** Everything that the hub, the desk and the doors hold about the kiosk. */
async function stationFacts(): Promise<unknown[]> {
  const { station: id } = kiosk.context.self;
  const table = rig.store.db.selectFrom('attendance_event').where('station', '=', id);
  const atStations = [desk, ...doors].flatMap(({ context }) =>
    context.db.prepare('SELECT id FROM attendance_event WHERE station = ?').all(id),
  );
  return [...(await table.select('id').execute()), ...atStations];
}

async function secretsOfHub(): Promise<Buffer[]> {
  const { secret } = rig.hub.identity().event;
  const rows = await rig.store.db.selectFrom('personal').select('payload').execute();
  const renewed = rows.flatMap(
    ({ payload }) => /"secret":"([0-9a-f]{64})"/.exec(payload)?.[1] ?? [],
  );
  return [secret, ...renewed].map((hex) => Buffer.from(hex, 'hex'));
}
