import { open, readFile, stat, truncate } from 'node:fs/promises';
import { basename } from 'node:path';
import { saveEvent } from '../../db/event/events.ts';
import { findHubLink } from '../../db/ledger/hub-link.ts';
import { becomeStation } from '../../db/ledger/station.ts';
import { writeRetention } from '../../db/privacy/retention.ts';
import { putDelegate } from '../../db/roster/put-delegate.ts';
import { saveDirectory } from '../../db/sync/sync-directory.ts';
import { saveTemplate } from '../../db/templates.ts';
import { fromHex } from '../../domain/base/bytes.ts';
import { onScreens } from '../../domain/base/language.ts';
import { type Head, headText } from '../../domain/ledger/signed-head.ts';
import { defaultRetention } from '../../domain/privacy/retention.ts';
import { minimalDataFor } from '../../domain/roster/roster-wire.ts';
import {
  maxPackageSize,
  openedLine,
  openedText,
  type PackageContent,
  type PackagePart,
  partsOf,
  type ReadPackage,
  readPackageContent,
  readPackageFile,
} from '../../domain/station/event-package.ts';
import type { DirectoryStation } from '../../domain/sync/directory.ts';
import type { SealedFault } from '../../domain/sync/sealed-file.ts';
import { registrationHash } from '../../domain/tickets/issued-codes.ts';
import { readPrivateKey, type SigningKeys, signText } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import { openByPhrase } from '../../platform/crypto/sealed.ts';
import type { ErrorCode } from '../../preload/contract/base.ts';
import type { ChosenPackage, OpenedPackage } from '../../preload/contract/station/set-up.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Config } from '../base/config/config.ts';
import { changeStationSettings } from '../base/config/station-settings.ts';
import type { Context } from '../base/context.ts';
import { sealingPhrase } from '../base/sealed-file.ts';
import { type SecretBox, stationKeys, writeStationKeys } from '../base/secret-box.ts';
import { writePackageIssuer } from '../sync/stick/peers.ts';
import { endDemo } from './end-demo.ts';
import { setUpPast, setUpView } from './set-up.ts';
import { applySettingsFile } from './settings-file.ts';

/** A chosen package until it is used; path, keys and secret never leave the main process. */
export type PackageChooser = ReturnType<typeof createPackageChoice>;

const faults: Record<SealedFault, ErrorCode> = {
  'other-file': 'package-not-readable',
  'newer-version': 'package-newer',
  cut: 'package-cut',
  damaged: 'package-damaged',
};

/** Begins with nothing chosen. */
export function createPackageChoice(context: Context, config: Config, secrets: () => SecretBox) {
  let path: string | null = null;
  let opened: { content: PackageContent; sha256: string; canMark: boolean } | null = null;
  const chosen = (): string => {
    if (path === null) throw new CallFailure('not-found');
    return path;
  };
  return {
    /**
     * Null where the dialog was closed. Throws a CallFailure that says what is wrong with the file.
     */
    choose: async (next: string | null): Promise<ChosenPackage | null> => {
      if (next === null) return null;
      const { header } = await readPackage(next);
      path = next;
      opened = null;
      return { fileName: basename(next), parts: header.parts, made: header.made };
    },
    /** Throws CallFailure `package-wrong-passphrase`, and what `choose` throws. */
    open: async (passphrase: string): Promise<OpenedPackage> => {
      const file = await readPackage(chosen());
      const inside = await openByPhrase(sealingPhrase(passphrase), file.sealed);
      if (inside === null) throw new CallFailure('package-wrong-passphrase');
      const content = readPackageContent(inside);
      if (content === null) throw new CallFailure('package-damaged', basename(chosen()));
      const parts = partsIn(file, content, chosen());
      const canMark = await isWritable(chosen());
      opened = { content, sha256: file.header.sha256, canMark };
      const { file: eventFile } = content.event;
      const event = { name: onScreens(eventFile.name, eventFile), days: eventFile.days };
      return { event, delegates: content.delegates.length, parts, canMark };
    },
    /**
     * Makes this station that part, wholly or not at all; restart the app then.
     *
     * @throws CallFailure `package-part-opened`, `package-open-here` if this station is already one
     *   of the package's, `package-not-marked`, `not-allowed` after the first start
     */
    adopt: async (number: number): Promise<void> => {
      if (opened === null) throw new CallFailure('not-found');
      const { content } = opened;
      mayBecomePart(context, config, content);
      // Another station may have opened the part from this copy meanwhile.
      const file = await readPackage(chosen());
      if (file.header.sha256 !== opened.sha256) throw new CallFailure('package-damaged');
      const chosenPart = partsIn(file, content, chosen()).find((one) => one.number === number);
      if (chosenPart === undefined) throw new CallFailure('not-found', String(number));
      if (chosenPart.opened !== null) throw new CallFailure('package-part-opened', String(number));
      const part = partNumbered(content, number);
      // Marked first: a station that fails now leaves one part too few, and never one twice.
      const unmark = opened.canMark
        ? await markOpened(chosen(), content, part, context.clock())
        : async () => {};
      try {
        becomePart(context, config, secrets(), content, part);
      } catch (error) {
        await unmark().catch(() => {
          // The part is lost with the medium; why the station failed matters more.
        });
        throw error;
      }
    },
  };
}

/** Reads and checks the file. Throws a CallFailure that says what is wrong with it. */
async function readPackage(path: string): Promise<ReadPackage> {
  const name = basename(path);
  let bytes: Uint8Array;
  try {
    if ((await stat(path)).size > maxPackageSize * 2)
      throw new CallFailure('package-not-readable', name);
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof CallFailure) throw error;
    throw new CallFailure('package-not-readable', name, error);
  }
  const read = readPackageFile(bytes, nodeCrypto);
  if (typeof read === 'string') throw new CallFailure(faults[read], name);
  return read;
}

function partsIn(file: ReadPackage, content: PackageContent, path: string): PackagePart[] {
  const parts = partsOf(file, content, nodeCrypto);
  if (parts === null) throw new CallFailure('package-damaged', basename(path));
  return parts;
}

/** The part with its entry of the directory; {@link partsOf} has found each. */
function partNumbered(content: PackageContent, number: number): Part {
  const part = content.parts.find((one) => one.number === number);
  const station = content.stations.find(({ id }) => id === part?.station);
  if (part === undefined || station === undefined) throw new CallFailure('not-found');
  const keys = { publicKey: station.publicKey, privateKey: part.privateKey };
  return { number, station, keys };
}

interface Part {
  number: number;
  station: DirectoryStation;
  keys: SigningKeys;
}

async function isWritable(path: string): Promise<boolean> {
  try {
    await (await open(path, 'r+')).close();
    return true;
  } catch {
    // A read-only medium or file: the page says what that means.
    return false;
  }
}

/**
 * Adds a line that marks the part as opened at the end of the file, flushed to the medium.
 *
 * @returns a function that removes the line
 * @throws CallFailure `package-not-marked`
 */
async function markOpened(
  path: string,
  content: PackageContent,
  { number, keys }: Part,
  wall: number,
): Promise<() => Promise<void>> {
  const { size } = await stat(path);
  const undo = (): Promise<void> => truncate(path, size);
  const text = openedText(content.id, number, wall);
  const signature = signText(readPrivateKey(keys.privateKey), text);
  try {
    const handle = await open(path, 'a');
    try {
      await handle.writeFile(openedLine({ part: number, opened: wall, signature }));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await undo().catch(() => {
      // The medium is gone or full: the failure below says so.
    });
    throw new CallFailure('package-not-marked', basename(path), error);
  }
  return undo;
}

function mayBecomePart({ db, self }: Context, config: Config, { stations }: PackageContent): void {
  if (findHubLink(db) !== null) throw new CallFailure('leave-hub-first');
  if (stations.some(({ id }) => id === self.station)) throw new CallFailure('package-open-here');
  if (setUpView(db, config) === null) throw new CallFailure('not-allowed', 'set-up');
}

/** All in one transaction: the station becomes that part, or stays what it was. */
function becomePart(
  context: Context,
  config: Config,
  secrets: SecretBox,
  content: PackageContent,
  { number, station, keys }: Part,
): void {
  const { db } = context;
  const wall = context.clock();
  const { file } = content.event;
  const { mode, name } = station;
  const become = db.transaction(() => {
    mayBecomePart(context, config, content);
    const { privateKey } = stationKeys(secrets);
    const sign = (head: Head) => signText(readPrivateKey(privateKey), headText(head));
    const self = becomeStation(db, station.id, sign);
    writeStationKeys(secrets, keys);
    const secret = mode === 'desk' ? fromHex(content.event.secret) : null;
    saveEvent(db, { file, version: content.event.version, secret }, wall);
    changeStationSettings(db, { eventId: file.id });
    endDemo(db);
    const directory = { version: '', operators: [], formerHubs: [content.issuer] };
    saveDirectory(db, { ...directory, stations: content.stations }, file.id);
    writePackageIssuer(db, { event: file.id, issuer: content.issuer });
    for (const template of content.templates) saveTemplate(db, template, wall);
    takeRetention(context, content, wall);
    const receiving = {
      hashed: (code: string) => registrationHash(code, { eventId: file.id, crypto: nodeCrypto }),
      extraFields: file.extraFields,
    };
    for (const delegate of content.delegates)
      putDelegate(db, file.id, minimalDataFor(delegate, mode, receiving), wall);
    // A door has a room of its own, for which the first start asks.
    const checkpoint = mode === 'door' ? null : content.settings.checkpoint;
    applySettingsFile(db, { ...content.settings, name, mode, checkpoint }, number, null);
    setUpPast(db, config, 'event');
    return self;
  });
  // The app restarts next; until then it writes under the new number.
  Object.assign(context.self, become.immediate());
}

/** Takes the maker's rule, unless it is the default. */
function takeRetention({ db }: Context, { retention, settings }: PackageContent, wall: number) {
  if (JSON.stringify(retention) === JSON.stringify(defaultRetention)) return;
  const setBy = settings.supervisor?.name ?? settings.name;
  writeRetention(db, retention, { hub: false, setBy, setAt: wall });
}
