import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { isPurged, listPurges } from '../../../db/privacy/purge-orders.ts';
import { savePhoto } from '../../../db/roster/photos.ts';
import { countDelegates } from '../../../db/roster/roster.ts';
import { insertActivity } from '../../../db/station/activity.ts';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import type { PurgePerson } from '../../../domain/operators/people.ts';
import { isAuthenticCertificate } from '../../../domain/privacy/certificate.ts';
import { savePersonalFile } from '../../../main/base/saved-file.ts';
import { registerWalkIn } from '../../../main/check-in/roster-changes.ts';
import { writeNote } from '../../../main/ledger/notes.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { entry } from '../../hub/http/people.ts';
import { storedPhoto } from '../../support/photos.ts';
import {
  cleanUp,
  type HubRig,
  makeDesk,
  person,
  type SyncDesk,
  startRig,
} from '../sync/support.ts';
import { filesWith, plainPages, purgeAt, rowsWith, sentinel } from './support.ts';

afterEach(cleanUp);

const afterEvent = Date.parse('2018-12-01T10:00:00+01:00');
const anna: PurgePerson = { kind: 'administrator', id: 'Anna', name: 'Anna' };
const bruno: PurgePerson = { kind: 'administrator', id: 'Bruno', name: 'Bruno' };

async function order(rig: HubRig): Promise<string> {
  rig.time.now = afterEvent;
  const request = await rig.hub.privacy.requestPurge(anna);
  return (await rig.hub.privacy.approvePurge(request.id, bruno)).order.id;
}

/** A hub with three people, one with the name that is searched for, and desks that have them. */
async function rigWith(...names: string[]): Promise<{ rig: HubRig; desks: SyncDesk[] }> {
  const rig = await startRig();
  const people = [1, 2, 3].map((number) =>
    entry(number, { printedName: `Ada ${sentinel} ${number}`, nativeName: '' }),
  );
  await rig.hub.importRoster(people, 'people.csv');
  const desks: SyncDesk[] = [];
  for (const name of names) {
    const desk = await makeDesk(rig, { name });
    await desk.sync();
    desks.push(desk);
  }
  return { rig, desks };
}

/** Fills a desk with every kind of personal data besides the roster. */
function fill(desk: SyncDesk): void {
  const { context, caller } = desk;
  writeNote(context, caller, { delegateId: person(1), text: `asks for ${sentinel}` });
  const eventId = context.event.file.id;
  insertActivity(context.db, {
    eventId,
    kind: 'search',
    operatorId: null,
    delegateId: null,
    detail: sentinel,
    wall: 1,
  });
  const picture = Buffer.concat([storedPhoto(1).picture, Buffer.from(`JPEG of ${sentinel}`)]);
  const photo = { sha256: createHash('sha256').update(picture).digest('hex'), picture };
  savePhoto(context.db, { eventId, delegateId: person(1) }, photo, 1);
}

function expectNothingAt({ context, location }: SyncDesk): void {
  expect(rowsWith(context.db, sentinel)).toEqual([]);
  expect(plainPages(context.db).includes(sentinel)).toBe(false);
  expect(plainPages(context.db).includes(sentinel.toLowerCase())).toBe(false);
  expect(filesWith(dirname(location.path), sentinel)).toEqual([]);
  const { station, incarnation } = context.self;
  const chain = chainOf(context.db, station, incarnation);
  expect(verifyChain(chain, nodeCrypto)).toMatchObject({ whole: true });
}

async function expectNothingAtHub(rig: HubRig, folder: string): Promise<void> {
  expect(filesWith(folder, sentinel)).toEqual([]);
  expect(await rig.hub.checkAll()).toEqual([]);
}

/** The folder of the rig's store, which is unencrypted, so that its bytes can be searched. */
async function folderOf(rig: HubRig): Promise<string> {
  const { rows } = await sql<{ file: string }>`PRAGMA database_list`.execute(rig.store.db);
  return dirname(rows[0]?.file ?? '');
}

test('a purge reaches hub and desks; who is away is named, and brings nothing back when it returns', async () => {
  const { rig, desks } = await rigWith('A', 'B');
  const [a, b] = desks as [SyncDesk, SyncDesk];
  fill(a);
  await a.sync();
  await b.sync();
  // B leaves with a walk-in and a note that nobody else has.
  registerWalkIn(b.context, b.caller, {
    person: {
      title: '',
      printedName: `Late ${sentinel}`,
      givenName: '',
      familyName: '',
      nativeName: '',
      jobTitle: '',
      delegation: 'BEL',
      administration: '',
      category: 'delegate',
    },
    approver: 'Chief',
    reference: 'R1',
    identity: 'passport',
  });
  fill(b);
  const folder = await folderOf(rig);
  expect(filesWith(folder, sentinel)).not.toEqual([]);
  expect(plainPages(a.context.db).includes(sentinel)).toBe(true);

  const id = await order(rig);
  await expectNothingAtHub(rig, folder);
  await a.sync();
  expect(await purgeAt(a)).toBe(true);
  expectNothingAt(a);
  await a.sync();
  const first = await rig.hub.privacy.certificate(id);
  const { hubKey } = rig.hub.identity();
  expect(isAuthenticCertificate(first, hubKey, nodeCrypto)).toBe(true);
  expect(first.certificate).toMatchObject({
    order: { requestedBy: anna, approvedBy: bruno, rule: { set: 'gdpr', days: 30 } },
    issuer: { outcome: { left: [] } },
    stations: [
      { name: 'A', outcome: { left: [] } },
      { name: 'B', outcome: null, lastSeen: expect.any(Number) },
    ],
    complete: false,
  });
  const counts = Object.fromEntries(
    first.certificate.stations[0]?.outcome?.counts.map(({ part, count }) => [part, count]) ?? [],
  );
  expect(counts).toMatchObject({ delegates: 3, payloads: 1, photos: 1, activity: 1 });

  // B comes back: its facts count, its payloads do not.
  await b.sync();
  await expectNothingAtHub(rig, folder);
  expect(await purgeAt(b)).toBe(true);
  expectNothingAt(b);
  await b.sync();
  await a.sync();
  expectNothingAt(a);
  expect(countDelegates(a.context.db, a.context.event.file.id).registered).toBe(0);
  const facts = await rig.hub.overview();
  expect(facts.facts).toMatchObject({ 'walk-in-registered': 1, 'note-written': 2 });
  expect((await rig.hub.privacy.certificate(null)).certificate.complete).toBe(true);
});

test('a hub that was restored from a backup before the purge is purged again by the first station that comes', async () => {
  const { rig, desks } = await rigWith('A');
  const [a] = desks as [SyncDesk];
  fill(a);
  await a.sync();
  const restore = await rig.backUp();
  await order(rig);
  await a.sync();
  await purgeAt(a);
  await a.sync();
  await restore();
  const folder = await folderOf(rig);
  expect((await rig.hub.overview()).delegates.confirmed).toBe(3);
  await a.sync();
  expect((await rig.hub.overview()).delegates.confirmed).toBe(0);
  expectNothingAt(a);
  // The hub does not know of the rig's own copy of the store.
  expect(filesWith(folder, sentinel).filter((path) => path.includes('hub.db'))).toEqual([]);
  expect(await rig.hub.checkAll()).toEqual([]);
  expect((await rig.hub.privacy.certificate(null)).certificate).toMatchObject({ complete: true });
});

test('files that the app wrote go if they are still the same; others are named; put-aside stores go', async () => {
  const { rig, desks } = await rigWith('A');
  const [a] = desks as [SyncDesk];
  const folder = dirname(a.location.path);
  const [list, changed, gone, foreign] = ['list.csv', 'changed.csv', 'gone.csv', 'mine.csv'].map(
    (name) => join(folder, name),
  ) as [string, string, string, string];
  for (const path of [list, changed, gone]) {
    await savePersonalFile(a.context, path, `names: ${sentinel}`);
  }
  writeFileSync(foreign, 'mine');
  writeFileSync(changed, 'somebody worked on it');
  rmSync(gone);
  writeFileSync(join(folder, 'lanyard.db.unreadable-2018'), sentinel);
  mkdirSync(join(folder, 'hub.before-2018'));
  writeFileSync(join(folder, 'hub.before-2018', 'hub.db'), sentinel);

  await order(rig);
  await a.sync();
  await purgeAt(a);
  expect(existsSync(list)).toBe(false);
  expect(existsSync(changed)).toBe(true);
  expect(existsSync(foreign)).toBe(true);
  const [purge] = listPurges(a.context.db, a.context.event.file.id);
  expect(purge?.left).toEqual([
    { path: changed, why: 'changed' },
    { path: gone, why: 'not-there' },
  ]);
  expect(purge?.counts.get('files')).toBe(1);
  expect(purge?.counts.get('stores')).toBe(2);
  expectNothingAt(a);
});

test('a purge that ends in its middle goes on where it stood, and counts once', async () => {
  const { rig, desks } = await rigWith('A');
  const [a] = desks as [SyncDesk];
  const path = join(dirname(a.location.path), 'list.csv');
  await savePersonalFile(a.context, path, sentinel);
  await order(rig);
  await a.sync();
  const died = purgeAt(a, { deleteWritten: () => Promise.reject(new Error('killed')) });
  await expect(died).rejects.toThrow('killed');
  expect(listPurges(a.context.db, a.context.event.file.id)[0]?.done).toBe(null);
  expect(await purgeAt(a)).toBe(true);
  expect(await purgeAt(a)).toBe(false);
  const [purge] = listPurges(a.context.db, a.context.event.file.id);
  expect(purge?.counts.get('delegates')).toBe(3);
  expect(purge?.counts.get('files')).toBe(1);
  expectNothingAt(a);
});

test('an order that the hub did not sign, or for another event, is no order', async () => {
  const { rig, desks } = await rigWith('A');
  const [a] = desks as [SyncDesk];
  await order(rig);
  a.between = async (letter, deliver) => {
    const reply = await deliver();
    if (letter.method !== 'directory' || !reply.ok) return reply;
    return { ok: true, text: reply.text.replaceAll('"Anna"', '"Berta"') };
  };
  await a.sync();
  expect(isPurged(a.context.db, a.context.event.file.id)).toBe(false);
});
