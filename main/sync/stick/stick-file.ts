import { createHash, type KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { heldChains } from '../../../db/ledger/held-chains.ts';
import { findHubLink } from '../../../db/ledger/hub-link.ts';
import { listKnownOperators, listKnownStations } from '../../../db/ledger/known-stations.ts';
import { findStation } from '../../../db/ledger/station.ts';
import { linksAfter } from '../../../db/sync/sync-links.ts';
import { pushLimits } from '../../../domain/base/protocol.ts';
import { genesisHash } from '../../../domain/ledger/chain.ts';
import { headText } from '../../../domain/ledger/signed-head.ts';
import {
  maxStickSize,
  readStickFile,
  type StickAnswer,
  type StickContent,
  stickContentText,
  stickFile,
  stickInside,
  stickSignedText,
} from '../../../domain/sync/stick.ts';
import { readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { sealFor } from '../../../platform/crypto/sealed.ts';
import { CallFailure } from '../../base/call-failure.ts';
import { type Context, notInTraining } from '../../base/context.ts';
import { findPeers } from './peers.ts';

/**
 * The bytes of a chosen file; null for one that is larger than any stick file.
 *
 * @throws CallFailure `stick-unreadable`
 */
export async function readStick(path: string): Promise<Uint8Array | null> {
  try {
    if ((await stat(path)).size > maxStickSize) return null;
    return await readFile(path);
  } catch (error) {
    throw new CallFailure('stick-unreadable', basename(path), error);
  }
}

/**
 * Passes a stick file to the hub unchanged: this station cannot read it. Reports visible faults
 * without asking the hub.
 *
 * @param path the chosen file
 * @param send gives it to the hub
 * @throws CallFailure `hub-needed` without a hub, `stick-unreadable`; what `send` throws
 */
export async function importStick(
  context: Pick<Context, 'db' | 'event'>,
  path: string,
  send: (file: Uint8Array) => Promise<StickAnswer>,
): Promise<StickAnswer> {
  const link = findHubLink(context.db);
  if (link === null) throw new CallFailure('hub-needed');
  const file = await readStick(path);
  if (file === null) return refusal('not-a-stick', null);
  const here = { event: context.event.file.id, hubKey: link.hubKey };
  const outside = readStickFile(file, here);
  if (!('refused' in outside)) return await send(file);
  const station = listKnownStations(context.db).find(({ id }) => id === outside.station);
  return refusal(outside.refused, station?.name ?? null);
}

function refusal(
  reason: Extract<StickAnswer, { outcome: 'refused' }>['reason'],
  stationName: string | null,
): StickAnswer {
  return { outcome: 'refused', reason, stationName, quarantined: 0 };
}

export interface Stick {
  file: Uint8Array;
  facts: number;
}

/**
 * Puts every fact that this station ever wrote, with the personal payloads, into one file. Only its
 * hub can read the file, or the other desks of its package. It holds all facts and not only the
 * waiting ones: this station cannot know what its readers really hold, and they store each fact
 * only once.
 *
 * @param privateKey the station's Ed25519 key (PKCS #8 DER, base64), which signs
 * @throws CallFailure `hub-needed` for a station without a hub, `training-without-hub`
 */
export async function writeStick(context: Context, privateKey: string): Promise<Stick> {
  notInTraining(context);
  const to = readersOf(context);
  const key = readPrivateKey(privateKey);
  const chains = context.db.transaction(() => ownChains(context, key)).deferred();
  const content: StickContent = {
    event: context.event.file.id,
    hubKey: to.hubKey,
    station: context.self.station,
    written: context.clock(),
    ...(to.directory !== undefined && { directory: to.directory }),
    chains,
  };
  const text = stickContentText(content);
  const hash = createHash('sha256').update(text, 'utf8').digest('hex');
  const signature = signText(key, stickSignedText(hash));
  const sealed = await sealFor(to.keys, stickInside(signature, text));
  const facts = chains.reduce((sum, { events }) => sum + events.length, 0);
  return { file: stickFile(content, sealed), facts };
}

/**
 * The hub or desks for which the file is encrypted. Throws CallFailure `hub-needed` without hub and
 * package.
 */
function readersOf(
  context: Context,
): Pick<StickContent, 'hubKey' | 'directory'> & { keys: readonly string[] } {
  const link = findHubLink(context.db);
  if (link !== null) return { hubKey: link.hubKey, keys: [link.hubKey] };
  const peers = findPeers(context);
  if (peers === null || peers.readers.length === 0) throw new CallFailure('hub-needed');
  const { issuer, stations, readers } = peers;
  const operators = listKnownOperators(context.db).map(({ id, name }) => ({ id, name }));
  const directory = { stations, operators };
  return { hubKey: issuer, keys: readers.map(({ publicKey }) => publicKey), directory };
}

/**
 * The chain that this station writes and those of its earlier incarnations, each from its
 * beginning, with a signed head at the end of each piece that the hub takes at once.
 */
function ownChains({ db, self }: Context, key: KeyObject): StickContent['chains'] {
  const station = findStation(db);
  if (station === null) throw new Error('writeStick: the store has no station');
  const earlier = heldChains(db, Number.MAX_SAFE_INTEGER).filter(
    (head) => head.station === self.station && head.incarnation !== station.incarnation,
  );
  const { incarnation, lastKseq } = station;
  return [...earlier, { station: self.station, incarnation, lastKseq }].flatMap((chain) => {
    const start = { kseq: 0, hash: genesisHash };
    const links = linksAfter(db, chain, start, chain.lastKseq, nodeCrypto);
    const { incarnation: place } = chain;
    const events = links.map((link, index) => {
      const isEnd = (index + 1) % pushLimits.events === 0 || index === links.length - 1;
      const head = { station: self.station, incarnation: place, kseq: link.kseq, hash: link.hash };
      return isEnd ? { ...link, signature: signText(key, headText(head)) } : link;
    });
    return events.length === 0 ? [] : [{ incarnation: place, previous: genesisHash, events }];
  });
}
