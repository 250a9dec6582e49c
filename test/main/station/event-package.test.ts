import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEvent } from '../../../db/event/events.ts';
import { findHubLink, saveHubLink } from '../../../db/ledger/hub-link.ts';
import { listKnownStations } from '../../../db/ledger/known-stations.ts';
import { findStation } from '../../../db/ledger/station.ts';
import { listOperators } from '../../../db/operators.ts';
import { readRetention, writeRetention } from '../../../db/privacy/retention.ts';
import { countDelegates, everyDelegate, findDelegateById } from '../../../db/roster/roster.ts';
import { findTemplate, saveTemplate } from '../../../db/templates.ts';
import { rollTemplate } from '../../../domain/templates/default-templates.ts';
import { CallFailure } from '../../../main/base/call-failure.ts';
import {
  changeStationSettings,
  readPrinters,
  readStationSettings,
} from '../../../main/base/config/station-settings.ts';
import { stationKeys } from '../../../main/base/secret-box.ts';
import { makePackage } from '../../../main/station/event-package.ts';
import { setUpView } from '../../../main/station/set-up.ts';
import {
  become,
  cleanUpPackages,
  make,
  makePackageFolder,
  newStation,
  request,
  type Station,
  stationOf,
} from '../../support/package-stations.ts';
import { sampleEvent } from '../../support/sample-event.ts';

let folder: string;
let path: string;

beforeEach(() => {
  ({ folder, path } = makePackageFolder());
});
afterEach(cleanUpPackages);

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CallFailure)) throw error;
  return error.code;
}

describe('an event package', () => {
  it('makes ready stations, each with its own number and key, that know each other', async () => {
    const maker = stationOf();
    const { id } = maker.addDelegate(1, { flagged: true });
    maker.addDelegate(2);
    const template = { ...rollTemplate(), name: 'Ours' };
    saveTemplate(maker.context.db, template, 0);
    const rule = { set: 'organisation', name: 'Rules', days: 90 } as const;
    writeRetention(maker.context.db, rule, { hub: false, setBy: 'Anna', setAt: 0 });
    changeStationSettings(maker.context.db, { language: 'fr', idleSeconds: 45 });
    const made = await make(maker);
    expect(made.stations.map(({ name }) => name)).toEqual([
      'Desk 2',
      'Desk 3',
      'Kiosk 1',
      'Door 1',
    ]);
    expect(made.passphrase).toMatch(/^[a-z]+( [a-z]+){5}$/);
    const opened: Station[] = [];
    for (const { number, name, mode } of made.stations) {
      const station = newStation();
      await become(station, made.passphrase, number);
      const { db } = station.context;
      expect(readStationSettings(db, {})).toMatchObject({
        stationName: name,
        mode,
        language: 'fr',
        idleSeconds: 45,
        eventId: sampleEvent.id,
      });
      expect(countDelegates(db, sampleEvent.id).registered).toBe(2);
      expect(findTemplate(db, template.id)?.name).toBe('Ours');
      expect(readRetention(db).rule).toEqual(rule);
      expect(readPrinters(db, {})).toEqual([]);
      expect(setUpView(db, {})?.step).toBe('supervisor');
      // Kiosks and doors get no secret and the least data, as from a hub.
      expect(findEvent(db, sampleEvent.id)?.secret === null).toBe(mode !== 'desk');
      expect(findDelegateById(db, sampleEvent.id, id)?.flagged).toBe(mode === 'desk');
      opened.push(station);
    }
    const ids = [maker, ...opened].map(({ context }) => findStation(context.db)?.station);
    expect(new Set(ids).size).toBe(5);
    for (const station of [maker, ...opened]) {
      const known = listKnownStations(station.context.db);
      expect(new Set(known.map((one) => one.id))).toEqual(new Set(ids));
      const own = known.find((one) => one.id === findStation(station.context.db)?.station);
      expect(own?.publicKey).toBe(stationKeys(station.secrets).publicKey);
    }
    expect([...everyDelegate(opened[0]?.context.db ?? maker.context.db, sampleEvent.id)]).toEqual([
      ...everyDelegate(maker.context.db, sampleEvent.id),
    ]);
  });

  it('shows nothing that it holds, and takes a supervisor along only if asked', async () => {
    const maker = stationOf();
    maker.addDelegate(1);
    maker.context.db
      .prepare("UPDATE operator SET pin_hash = 'scrypt$1024$8$1$aa$bb' WHERE role = 'supervisor'")
      .run();
    const [checkpoint] = sampleEvent.checkpoints;
    changeStationSettings(maker.context.db, { checkpoint: checkpoint?.id });
    const made = await make(maker, { withSupervisor: true, passphrase: 'a phrase of my own' });
    expect(made.passphrase).toBeNull();
    expect(readFileSync(path).includes('printedName')).toBe(false);
    const station = newStation();
    await become(station, 'a  phrase of my own', 1);
    expect(listOperators(station.context.db).map(({ name }) => name)).toEqual(['Supervisor']);
    expect(setUpView(station.context.db, {})?.step).toBe('printer');
  });

  it('opens each part once from one copy, and no second time at one station', async () => {
    const { passphrase } = await make(stationOf());
    const [first, second] = [newStation(), newStation()];
    await first.packages.choose(path);
    await second.packages.choose(path);
    expect((await second.packages.open(passphrase ?? '')).canMark).toBe(true);
    await first.packages.open(passphrase ?? '');
    await first.packages.adopt(2);
    expect(await codeOf(second.packages.adopt(2))).toBe('package-part-opened');
    const again = await second.packages.open(passphrase ?? '');
    const taken = again.parts.filter(({ opened }) => opened !== null);
    expect(taken).toMatchObject([{ number: 2, opened: first.context.clock() }]);
    expect(await codeOf(first.packages.adopt(1))).toBe('package-open-here');
    await second.packages.adopt(1);
    const third = newStation();
    await third.packages.choose(path);
    const { parts } = await third.packages.open(passphrase ?? '');
    expect(parts.map(({ opened }) => opened !== null)).toEqual([true, true, false, false]);
  });

  it('says where a copy cannot be marked, and opens all the same', async () => {
    const { passphrase } = await make(stationOf());
    chmodSync(path, 0o444);
    const before = readFileSync(path);
    const station = newStation();
    await station.packages.choose(path);
    const { canMark } = await station.packages.open(passphrase ?? '');
    // Root can write to every file; on Windows nobody can write to a read-only one.
    expect(canMark).toBe(process.getuid?.() === 0);
    await station.packages.adopt(1);
    expect(readFileSync(path).equals(before)).toBe(!canMark);
    const other = newStation();
    await other.packages.choose(path);
    await other.packages.open(passphrase ?? '');
    const number = other.context.self.station;
    rmSync(path);
    mkdirSync(path);
    // The stick was pulled out.
    expect(await codeOf(other.packages.adopt(2))).toBe('package-not-readable');
    expect(findStation(other.context.db)?.station).toBe(number);
  });

  it('leaves the station as it was, and the part free, where the store fails', async () => {
    const { passphrase } = await make(stationOf());
    const station = newStation();
    const { db } = station.context;
    const before = { station: findStation(db), keys: stationKeys(station.secrets) };
    const file = readFileSync(path);
    await station.packages.choose(path);
    await station.packages.open(passphrase ?? '');
    db.exec(`CREATE TRIGGER full BEFORE INSERT ON known_station WHEN NEW.mode = 'door'
      BEGIN SELECT RAISE(ABORT, 'full'); END`);
    await expect(station.packages.adopt(1)).rejects.toThrow('full');
    expect({ station: findStation(db), keys: stationKeys(station.secrets) }).toEqual(before);
    expect(station.context.self.station).toBe(before.station?.station);
    expect(findEvent(db, sampleEvent.id)).toBeNull();
    expect(setUpView(db, {})?.step).toBe('event');
    expect(readFileSync(path).equals(file)).toBe(true);
    db.exec('DROP TRIGGER full');
    await station.packages.adopt(1);
  });

  it('of which any byte was changed opens nowhere, with the reason', async () => {
    const maker = stationOf();
    maker.addDelegate(1);
    const { passphrase } = await make(maker);
    await become(newStation(), passphrase, 3);
    const good = readFileSync(path);
    const station = newStation();
    const { db } = station.context;
    const untouched = findStation(db);
    const tail = good.length - 150;
    const positions = [
      ...Array.from({ length: 130 }, (_, index) => index),
      ...Array.from({ length: 60 }, (_, index) => 130 + Math.floor((index * (tail - 130)) / 60)),
      ...Array.from({ length: 150 }, (_, index) => tail + index),
    ];
    const seen = new Set<string>();
    for (const position of positions) {
      const bad = Buffer.from(good);
      bad[position] = (good[position] ?? 0) ^ (1 << (position % 7));
      writeFileSync(path, bad);
      const tried = async () => {
        await station.packages.choose(path);
        await station.packages.open(passphrase ?? '');
      };
      seen.add(await codeOf(tried()).catch((error) => `byte ${position}: ${error}`));
    }
    const reasons = ['cut', 'damaged', 'newer', 'not-readable'].map((one) => `package-${one}`);
    // A changed digit of its length makes it longer or shorter, depending on its size.
    expect(reasons).toEqual(expect.arrayContaining([...seen]));
    expect([...seen]).toEqual(expect.arrayContaining(['package-damaged', 'package-newer']));
    expect(findStation(db)).toEqual(untouched);
  });

  it('is refused with the reason: wrong passphrase, newer version, cut off, another file', async () => {
    const { passphrase } = await make(stationOf());
    const good = readFileSync(path);
    const { packages } = newStation();
    const given = async (bytes: Uint8Array | string): Promise<string> => {
      writeFileSync(path, bytes);
      return await codeOf(packages.choose(path));
    };
    await packages.choose(path);
    expect(await codeOf(packages.open('another phrase'))).toBe('package-wrong-passphrase');
    expect(await codeOf(packages.adopt(1))).toBe('not-found');
    for (const length of [20, 60, 300, good.length - 1])
      expect(await given(good.subarray(0, length))).toBe('package-cut');
    const newer = Buffer.from(good.toString('latin1').replace('package 1', 'package 2'), 'latin1');
    expect(await given(newer)).toBe('package-newer');
    expect(await given('a,list;of;people')).toBe('package-not-readable');
    expect(await given('')).toBe('package-not-readable');
    expect(await codeOf(packages.choose(join(folder, 'gone')))).toBe('package-not-readable');
    // The good file is still the one chosen.
    writeFileSync(path, good);
    expect((await packages.open(passphrase ?? '')).parts).toHaveLength(4);
  });

  it('is made only without a hub, for a place to write to, and leaves nothing half done', async () => {
    const maker = stationOf();
    const maybe = makePackage(
      { context: maker.context, config: {}, secrets: maker.secrets, cost: 10 },
      request,
      maker.supervisor,
      async () => null,
    );
    expect(await maybe).toBeNull();
    expect(await codeOf(make(maker, {}, join(folder, 'gone', 'a')))).toBe('file-not-written');
    expect(listKnownStations(maker.context.db)).toEqual([]);
    const training = { ...maker, context: { ...maker.context, training: true } };
    expect(await codeOf(make(training))).toBe('training-without-hub');
    const hub = { hub: randomUUID(), hubName: 'Hub', url: 'https://192.0.2.5:7443' };
    saveHubLink(maker.context.db, { ...hub, authority: 'a', hubKey: 'k', wall: 0 });
    expect(findHubLink(maker.context.db)).not.toBeNull();
    expect(await codeOf(make(maker))).toBe('package-without-hub');
  });
});
