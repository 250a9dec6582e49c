import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everyDelegate, findDelegateById } from '../../../db/roster/roster.ts';
import {
  readStickFile,
  readStickInside,
  type StickContent,
  stickContentText,
  stickFile,
  stickInside,
  stickSignedText,
} from '../../../domain/sync/stick.ts';
import { CallFailure } from '../../../main/base/call-failure.ts';
import { saveHarmlessFile } from '../../../main/base/saved-file.ts';
import { stationKeys } from '../../../main/base/secret-box.ts';
import { correctSpelling } from '../../../main/check-in/correct-spelling.ts';
import { registerWalkIn } from '../../../main/check-in/roster-changes.ts';
import { findPeers } from '../../../main/sync/stick/peers.ts';
import { readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { openSealed, sealFor } from '../../../platform/crypto/sealed.ts';
import {
  admissionsAt,
  admit,
  become,
  bring,
  cleanUpPackages,
  make,
  makePackageFolder,
  newStation,
  peersOf,
  type Station,
  stationOf,
  stickOf,
} from '../../support/package-stations.ts';
import { sampleEvent } from '../../support/sample-event.ts';
import { cleanUp, cloneDisk, deskFacts, hubFacts, joined, makeDesk, startRig } from './support.ts';

let folder: string;
let path: string;

beforeEach(() => {
  ({ folder, path } = makePackageFolder());
});
afterEach(async () => {
  await cleanUp();
  cleanUpPackages();
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CallFailure)) throw error;
  return error.code;
}

/** The sealed part with another content, signed and sealed by the same stations. */
async function resealed(
  sealed: Uint8Array,
  { from, to }: Record<'from' | 'to', Station>,
  change: Partial<StickContent>,
): Promise<Uint8Array> {
  const opened = await openSealed(stationKeys(to.secrets).privateKey, sealed);
  const inside = opened === null ? null : readStickInside(opened);
  if (inside === null) throw new Error('the stick cannot be read');
  const text = stickContentText({ ...inside.content, ...change });
  const hash = createHash('sha256').update(text, 'utf8').digest('hex');
  const key = readPrivateKey(stationKeys(from.secrets).privateKey);
  const signed = stickInside(signText(key, stickSignedText(hash)), text);
  return sealFor(stationKeys(to.secrets).publicKey, signed);
}

describe('stations of one package', () => {
  it('bring each other their records by sticks, and both count all of them', async () => {
    const maker = stationOf();
    const [a, b, c] = [1, 2, 3].map((number) => maker.addDelegate(number).id) as [
      string,
      string,
      string,
    ];
    const { passphrase } = await make(maker);
    const [one, two] = [newStation(), newStation()];
    await become(one, passphrase, 1);
    await become(two, passphrase, 2);
    two.context.db
      .prepare(
        `INSERT INTO operator (id, name, role, pin_hash, wall) VALUES (?, ?, 'operator', 'none', 0)`,
      )
      .run('0192d3a0-0000-7000-8000-000000000003', 'Operator at 3');
    admit(one, a);
    admit(two, b);
    admit(two, c);
    const walkIn = registerWalkIn(two.context, two.caller, {
      approver: 'Head',
      reference: '',
      identity: 'passport',
      person: {
        title: '',
        printedName: 'New PERSON',
        givenName: 'New',
        familyName: 'PERSON',
        nativeName: '',
        jobTitle: '',
        administration: '',
        category: 'delegate',
        delegation: sampleEvent.delegations[0]?.code ?? '',
      },
    });
    admit(two, walkIn.delegateId);
    correctSpelling(two.context, two.caller, {
      delegateId: a,
      correction: { printedName: 'Corrected NAME' },
    });
    const [fromOne, fromTwo] = [await stickOf(one), await stickOf(two)];
    expect(await bring(one, fromTwo)).toMatchObject({ outcome: 'imported', stationName: 'Desk 3' });
    expect(await bring(two, fromOne)).toMatchObject({ outcome: 'imported', known: 0 });
    expect(await bring(two, fromOne)).toMatchObject({ stored: 0 });
    expect([admissionsAt(one), admissionsAt(two)]).toEqual([4, 4]);
    const { db } = one.context;
    expect(findDelegateById(db, sampleEvent.id, walkIn.delegateId)?.printedName).toBe('New PERSON');
    expect(findDelegateById(db, sampleEvent.id, a)?.printedName).toBe('Corrected NAME');
    const names = db.prepare('SELECT name FROM known_operator ORDER BY name').pluck().all();
    expect(names).toContain('Operator at 3');
    // The maker is one of the package's stations.
    expect(await bring(maker, fromTwo)).toMatchObject({ outcome: 'imported' });
    expect(admissionsAt(maker)).toBe(3);
  });

  it('take nothing of a station that is in no directory, of another package or of a hub', async () => {
    const maker = stationOf();
    const { id } = maker.addDelegate(1);
    const { passphrase } = await make(maker);
    const one = newStation();
    await become(one, passphrase, 1);
    // A station with the same people and event, which pretends to be of this package.
    const stranger = stationOf();
    stranger.addDelegate(1);
    admit(stranger, id);
    const strange = await make(stranger, {}, join(folder, 'other'));
    expect(await bring(one, await stickOf(stranger))).toMatchObject({ reason: 'other-hub' });
    const { issuer } = peersOf(one);
    stranger.context.db
      .prepare(
        "UPDATE setting SET value = json_set(value, '$.issuer', ?) WHERE name = 'event-package'",
      )
      .run(issuer);
    stranger.context.db
      .prepare('UPDATE known_station SET public_key = ?')
      .run(stationKeys(one.secrets).publicKey);
    expect(await bring(one, await stickOf(stranger))).toMatchObject({ reason: 'unknown-station' });
    expect(admissionsAt(one)).toBe(0);
    expect(strange.passphrase).not.toBe(passphrase);
    const file = await stickOf(maker);
    file[file.length - 20] = (file.at(-20) ?? 0) ^ 1;
    expect(await bring(one, file)).toMatchObject({ reason: 'damaged', stationName: 'Desk 1' });
    expect(await bring(one, Buffer.from('no stick'))).toMatchObject({ reason: 'not-a-stick' });
  });

  it('take no stick whose readable line says something else than what was signed', async () => {
    const maker = stationOf();
    const { id } = maker.addDelegate(1);
    const { passphrase } = await make(maker);
    const [one, two] = [newStation(), newStation()];
    await become(one, passphrase, 1);
    await become(two, passphrase, 2);
    admit(two, id);
    const { event, issuer } = { event: sampleEvent.id, issuer: peersOf(one).issuer };
    const good = await stickOf(two);
    const read = readStickFile(good, { event, hubKey: issuer });
    if ('refused' in read) throw new Error(read.refused);
    const { header, sealed } = read;
    const changes: Partial<typeof header>[] = [
      { written: header.written + 1 },
      { written: 0 },
      { station: maker.context.self.station },
    ];
    for (const change of changes) {
      const changed = stickFile({ ...header, ...change }, sealed);
      expect(await bring(one, changed), JSON.stringify(change)).toMatchObject({
        reason: 'damaged',
      });
    }
    // Written for another event and another package, and relabelled for these.
    for (const elsewhere of [
      { hubKey: Buffer.alloc(32, 1).toString('base64') },
      { event: randomUUID() },
    ]) {
      const changed = stickFile(header, await resealed(sealed, { from: two, to: one }, elsewhere));
      expect(await bring(one, changed), JSON.stringify(elsewhere)).toMatchObject({
        reason: 'damaged',
      });
    }
    expect(admissionsAt(one)).toBe(0);
    expect(await bring(one, good)).toMatchObject({ outcome: 'imported' });
  });

  it('notice two computers that opened one part of two copies', async () => {
    const maker = stationOf();
    const [a, b] = [maker.addDelegate(1).id, maker.addDelegate(2).id];
    const { passphrase } = await make(maker);
    const copy = join(folder, 'copy.lanyard-package');
    writeFileSync(copy, readFileSync(path));
    const [one, twin] = [newStation(), newStation()];
    await become(one, passphrase, 1);
    await become(twin, passphrase, 1, copy);
    admit(one, a);
    admit(twin, b);
    expect(await bring(maker, await stickOf(one))).toMatchObject({ outcome: 'imported' });
    const twice = await bring(maker, await stickOf(twin));
    expect(twice).toMatchObject({ reason: 'chain-differs', stationName: 'Desk 2' });
    expect(admissionsAt(maker)).toBe(1);
  });

  it('learn of a later package of the same maker from a stick, and nobody else makes one', async () => {
    const maker = stationOf();
    const { id } = maker.addDelegate(1);
    const { passphrase } = await make(maker);
    const one = newStation();
    await become(one, passphrase, 1);
    expect(await codeOf(make(one))).toBe('package-not-maker');
    const later = await make(maker, { desks: 1, kiosks: 0, doors: 0 }, join(folder, 'later'));
    expect(later.stations).toMatchObject([{ name: 'Desk 4' }]);
    const late = newStation();
    await become(late, later.passphrase, 1, join(folder, 'later'));
    admit(late, id);
    expect(await bring(one, await stickOf(late))).toMatchObject({
      outcome: 'imported',
      stationName: 'Desk 4',
    });
    expect(admissionsAt(one)).toBe(1);
    const saved = join(folder, 'facts.lanyard');
    await saveHarmlessFile(saved, await stickOf(one));
    expect(await bring(late, readFileSync(saved))).toMatchObject({ stationName: 'Desk 2' });
  });
});

describe('a hub that comes later', () => {
  it('takes the records of every station, also of one that another brings', async () => {
    const maker = stationOf();
    const [a, b, c] = [1, 2, 3].map((number) => maker.addDelegate(number).id) as [
      string,
      string,
      string,
    ];
    const { passphrase } = await make(maker);
    const [one, two, kiosk] = [newStation(), newStation(), newStation()];
    await become(one, passphrase, 1);
    await become(two, passphrase, 2);
    await become(kiosk, passphrase, 3);
    admit(one, a);
    admit(two, b);
    admit(kiosk, c);
    for (const file of [await stickOf(two), await stickOf(kiosk)]) {
      expect(await bring(one, file)).toMatchObject({ outcome: 'imported' });
    }
    const rig = await startRig();
    await rig.hub.seedRoster([...everyDelegate(one.context.db, sampleEvent.id)]);
    const keys = stationKeys(one.secrets);
    const like = { keys, token: '' };
    const desk = await makeDesk(rig, { folder: cloneDisk(one), name: 'Desk 2', like });
    desk.token = await joined(rig, desk, { name: 'Desk 2', mode: 'desk', keys });
    await desk.sync();
    const facts = deskFacts(desk);
    expect(facts.length).toBeGreaterThanOrEqual(3);
    expect((await hubFacts(rig)).sort()).toEqual(facts);
    expect(await rig.hub.checkAll()).toEqual([]);
    // From now on a stick goes to the hub.
    expect(findPeers(desk.context)).toBeNull();
  });
});
