import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEvent } from '../../db/event/events.ts';
import { readStationSettings } from '../../main/base/config/station-settings.ts';
import { openSecretBox, type SecretBox, stationKeys } from '../../main/base/secret-box.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { makePackage } from '../../main/station/event-package.ts';
import { createPackageChoice, type PackageChooser } from '../../main/station/open-package.ts';
import { beginSetUp, chooseSource } from '../../main/station/set-up.ts';
import { findPeers, type Peers } from '../../main/sync/stick/peers.ts';
import { writeStick } from '../../main/sync/stick/stick-file.ts';
import { takeStick } from '../../main/sync/stick/take-stick.ts';
import type { MadePackage, PackageRequest } from '../../preload/contract/station/set-up.ts';
import { type DeskContext, makeDeskContext } from './desk-context.ts';
import { noKeychain } from './no-keychain.ts';
import { eventSecret, sampleEvent } from './sample-event.ts';

export const request: PackageRequest = {
  desks: 2,
  kiosks: 1,
  doors: 1,
  passphrase: null,
  withSupervisor: false,
  names: { desk: 'Desk {number}', kiosk: 'Kiosk {number}', door: 'Door {number}' },
};

/** A station on its own store, with its secrets and the package that it chose. */
export interface Station extends DeskContext {
  secrets: SecretBox;
  packages: PackageChooser;
}

const stations: Station[] = [];
let folder = '';

/** Makes a folder for the tests of a file; packages are written there by default. */
export function makePackageFolder(): { folder: string; path: string } {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-package-'));
  return { folder, path: packagePath() };
}

const packagePath = () => join(folder, 'event.lanyard-package');

/** Closes every station and deletes the folder; call in `afterEach`. */
export function cleanUpPackages(): void {
  for (const station of stations.splice(0)) if (station.context.db.open) station.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A station with the sample event; `cleanUpPackages` closes it. */
export function stationOf(options: Parameters<typeof makeDeskContext>[0] = {}): Station {
  const desk = makeDeskContext(options);
  const secrets = openSecretBox(desk.context.db, noKeychain);
  const packages = createPackageChoice(desk.context, {}, () => secrets);
  const station = { ...desk, secrets, packages };
  stations.push(station);
  return station;
}

/** A station at its first start: without an event and without operators. */
export function newStation(): Station {
  const other = { ...sampleEvent, id: '0192d3a0-0000-7000-8000-0000000000bb' };
  const station = stationOf({ staff: [], event: { file: other, secret: eventSecret } });
  beginSetUp(station.context.db, true);
  chooseSource(station.context.db, {}, 'package');
  return station;
}

/** Makes a package at a station that has the event, with a cheap scrypt. */
export async function make(
  { context, secrets, supervisor }: Station,
  change: Partial<PackageRequest> = {},
  to = packagePath(),
): Promise<MadePackage> {
  const maker = { context, config: {}, secrets, cost: 10 };
  const made = await makePackage(maker, { ...request, ...change }, supervisor, async () => to);
  if (made === null) throw new Error('no package was made');
  return made;
}

/** Does what opening a package does at a new station, then restarts the app with the event. */
export async function become(
  station: Station,
  phrase: string | null,
  part: number,
  from = packagePath(),
) {
  await station.packages.choose(from);
  await station.packages.open(phrase ?? '');
  await station.packages.adopt(part);
  const { db } = station.context;
  const event = findEvent(db, readStationSettings(db, {}).eventId ?? '');
  if (event === null) throw new Error('the station has no event');
  const { stationName } = readStationSettings(db, {});
  Object.assign(station.context, { event, stationName });
}

export function admit({ context, caller }: Station, delegateId: string): void {
  const target = { kind: 'delegate', delegateId } as const;
  checkIn(context, caller, { key: randomUUID(), target, identity: null });
}

/** Number of admissions that count here. */
export const admissionsAt = ({ context }: Station): number =>
  Number(context.db.prepare('SELECT count(*) FROM admission').pluck().get());

/** The package's stations as this station knows them. */
export function peersOf({ context }: Station): Peers {
  const peers = findPeers(context);
  if (peers === null) throw new Error('the station has no peers');
  return peers;
}

/** The file that this station writes to a stick, in memory. */
export async function stickOf({ context, secrets }: Station): Promise<Uint8Array> {
  return (await writeStick(context, stationKeys(secrets).privateKey)).file;
}

/** Imports the file of a stick at a desk. */
export const bring = (to: Station, file: Uint8Array) =>
  takeStick(to.context, peersOf(to), stationKeys(to.secrets).privateKey, file);
