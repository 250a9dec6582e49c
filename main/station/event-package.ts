import { createHash, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { deleteWrittenFile } from '../../db/base/written-files.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { findKnownStation, listKnownStations } from '../../db/ledger/known-stations.ts';
import { readRetention } from '../../db/privacy/retention.ts';
import { everyDelegate } from '../../db/roster/roster.ts';
import { saveDirectory } from '../../db/sync/sync-directory.ts';
import { listTemplates } from '../../db/templates.ts';
import { toHex } from '../../domain/base/bytes.ts';
import { packageExtension } from '../../domain/base/file-name.ts';
import { englishName } from '../../domain/base/language.ts';
import type { StationMode } from '../../domain/base/protocol.ts';
import { type PackageContent, packageFile } from '../../domain/station/event-package.ts';
import { nameWithNumber } from '../../domain/station/settings-file.ts';
import { certificateText } from '../../domain/station/station-certificate.ts';
import type { DirectoryStation } from '../../domain/sync/directory.ts';
import {
  makeSigningKeys,
  publicKeyOf,
  readPrivateKey,
  signText,
} from '../../platform/crypto/ed25519.ts';
import { sealByPhrase } from '../../platform/crypto/sealed.ts';
import type { MadePackage, PackageRequest } from '../../preload/contract/station/set-up.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Config } from '../base/config/config.ts';
import { type Caller, type Context, idMaking, notInTraining } from '../base/context.ts';
import { savePersonalFile } from '../base/saved-file.ts';
import { fileNameOf, makePhrase, sealingPhrase } from '../base/sealed-file.ts';
import { type SecretBox, stationKeys } from '../base/secret-box.ts';
import { packageIssuer, writePackageIssuer } from '../sync/stick/peers.ts';
import { settingsFileOf } from './settings-file.ts';

/** Secret with the private key of the packages that this station made for its event. */
const issuerSecret = 'package-issuer';

export interface PackageMaker {
  context: Context;
  config: Config;
  secrets: SecretBox;
  /** log2 of scrypt's N; tests use a small one. */
  cost?: number;
}

/**
 * Makes stations that are to work with this one without a hub, each with its own id and key. Writes
 * all that they need into one file. From then on this station knows them too.
 *
 * @param path where the file goes; null where the operator closed the dialog
 * @returns null without a path
 * @throws CallFailure `package-without-hub`, `package-not-maker` at a station that came from
 *   another's package, `event-secret-missing`, `training-without-hub`, `file-not-written`
 */
export async function makePackage(
  maker: PackageMaker,
  request: PackageRequest,
  caller: Caller,
  choosePath: (name: string) => Promise<string | null>,
): Promise<MadePackage | null> {
  const { context, secrets } = maker;
  const { db, event } = context;
  notInTraining(context);
  if (findHubLink(db) !== null) throw new CallFailure('package-without-hub');
  const issuer = issuerOf(maker);
  const { content, fresh } = contentOf(maker, request, caller, issuer);
  const path = await choosePath(`${fileNameOf(englishName(event.file))}.${packageExtension}`);
  if (path === null) return null;
  const phrase = request.passphrase ?? makePhrase();
  const inside = Buffer.from(JSON.stringify(content));
  const sealed = await sealByPhrase(sealingPhrase(phrase), inside, maker.cost);
  const sha256 = createHash('sha256').update(sealed).digest('hex');
  const header = { parts: content.parts.length, made: content.made, bytes: sealed.length, sha256 };
  await savePersonalFile(context, path, packageFile(header, sealed));
  try {
    db.transaction(() => {
      const directory = { version: '', operators: [], formerHubs: [issuer.publicKey] };
      saveDirectory(db, { ...directory, stations: fresh }, event.file.id);
      writePackageIssuer(db, { event: event.file.id, issuer: issuer.publicKey });
      secrets.write(issuerSecret, issuer.privateKey);
    }).immediate();
  } catch (error) {
    // The file's stations would be unknown to their maker.
    await rm(path, { force: true });
    deleteWrittenFile(db, path);
    throw error;
  }
  const stations = content.parts.flatMap(({ number, station }) => {
    const known = fresh.find(({ id }) => id === station);
    return known === undefined ? [] : [{ number, name: known.name, mode: known.mode }];
  });
  return {
    fileName: basename(path),
    stations,
    passphrase: request.passphrase === null ? phrase : null,
  };
}

/** The key that certifies the stations; the same for every package of this maker and event. */
function issuerOf({ context: { db, event }, secrets }: PackageMaker) {
  const known = packageIssuer(db, event.file.id);
  if (known === null) return makeSigningKeys();
  const privateKey = secrets.read(issuerSecret);
  if (privateKey === null || publicKeyOf(readPrivateKey(privateKey)) !== known)
    throw new CallFailure('package-not-maker');
  return { publicKey: known, privateKey };
}

/** The file's content, and the stations that were not known here before (this one included). */
function contentOf(
  { context, config, secrets }: PackageMaker,
  request: PackageRequest,
  caller: Caller,
  issuer: { publicKey: string; privateKey: string },
): { content: PackageContent; fresh: DirectoryStation[] } {
  const { db, event, self } = context;
  const { eventSecret } = idMaking(event);
  const made = context.clock();
  const key = readPrivateKey(issuer.privateKey);
  const known = listKnownStations(db);
  const certified = (
    station: Pick<DirectoryStation, 'id' | 'name' | 'mode' | 'publicKey' | 'joined'>,
  ) => {
    const text = certificateText(event.file.id, { ...station, station: station.id });
    const state = 'enrolled' as const;
    return { ...station, certificate: signText(key, text), state, lastSeen: null };
  };
  const own = certified({
    id: self.station,
    name: context.stationName,
    mode: 'desk',
    publicKey: stationKeys(secrets).publicKey,
    joined: findKnownStation(db, self.station)?.joined ?? made,
  });
  const taken = new Set([own, ...known].map(({ name }) => name));
  const parts = modesOf(request).map((mode, index) => {
    const keys = makeSigningKeys();
    const name = freeName(request.names[mode], taken);
    const { publicKey } = keys;
    const station = certified({ id: randomUUID(), name, mode, publicKey, joined: made });
    return {
      part: { number: index + 1, station: station.id, privateKey: keys.privateKey },
      station,
    };
  });
  const fresh = [own, ...parts.map(({ station }) => station)];
  const earlier = known.filter(({ id, state }) => id !== own.id && state === 'enrolled');
  const supervisor = request.withSupervisor ? (caller.operator?.id ?? null) : null;
  return {
    fresh,
    content: {
      id: randomUUID(),
      made,
      event: { file: event.file, version: event.version ?? 1, secret: toHex(eventSecret) },
      issuer: issuer.publicKey,
      stations: [...fresh, ...earlier],
      parts: parts.map(({ part }) => part),
      settings: { ...settingsFileOf(db, config, supervisor), printers: [] },
      templates: listTemplates(db),
      retention: readRetention(db).rule,
      delegates: [...everyDelegate(db, event.file.id)],
    },
  };
}

function modesOf({ desks, kiosks, doors }: PackageRequest): StationMode[] {
  const of = (mode: StationMode, count: number) => Array.from({ length: count }, () => mode);
  return [...of('desk', desks), ...of('kiosk', kiosks), ...of('door', doors)];
}

/** The first name of the pattern that no station has yet. Adds it to `taken`. */
function freeName(pattern: string, taken: Set<string>): string {
  let number = 1;
  while (taken.has(nameWithNumber(pattern, number))) number += 1;
  const name = nameWithNumber(pattern, number);
  taken.add(name);
  return name;
}
