import { randomUUID } from 'node:crypto';
import type { WritableDatabase } from '../../../db/base/types.ts';
import { saveEvent } from '../../../db/event/events.ts';
import { saveHubLink } from '../../../db/ledger/hub-link.ts';
import { findKnownStation } from '../../../db/ledger/known-stations.ts';
import { becomeStation } from '../../../db/ledger/station.ts';
import { forgetImport } from '../../../db/roster/last-import.ts';
import { countDelegates } from '../../../db/roster/roster.ts';
import { toHex } from '../../../domain/base/bytes.ts';
import { eventFileHash } from '../../../domain/event/event-file.ts';
import { type Head, headText } from '../../../domain/ledger/signed-head.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import type { RosterEntry } from '../../../domain/roster/roster-entry.ts';
import { maxRosterEntries } from '../../../domain/roster/roster-wire.ts';
import {
  makeSigningKeys,
  readPrivateKey,
  type SigningKeys,
  signText,
} from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import type { Mode } from '../../../preload/contract/base.ts';
import { changeStationSettings } from '../../base/config/station-settings.ts';
import type { Context } from '../../base/context.ts';
import { type SecretBox, stationKeys, writeStationKeys } from '../../base/secret-box.ts';
import { type Enrolment, enrolAtHub } from '../../hub-client/enrol.ts';
import { askingHub } from '../../hub-client/hub-failure.ts';
import { rosterBatches } from '../../roster/roster-batches.ts';
import { editionToKeep } from '../event-versions.ts';
import { writeToken } from './credentials.ts';

export interface JoiningStation {
  context: Context;
  mode: Mode;
  version: string;
  secrets: SecretBox;
}

/**
 * Enrols this station at a hub and keeps the hub's answer, in one transaction. The station's facts
 * stay. The hub's roster replaces its own, unless the hub has none yet and takes this station's.
 *
 * @param operatorId the operator who joins
 * @returns `restarts` when the hub's event or its file differs from the station's
 * @throws CallFailure `invite-unknown`, `invite-expired`, `invite-used`, `hub-wrong-certificate`,
 *   `hub-unreachable`, `hub-refused`
 */
export async function joinHub(
  station: JoiningStation,
  invite: { url: string; code: string; fingerprint: string },
  operatorId: string,
): Promise<{ hubName: string; restarts: boolean }> {
  const { context } = station;
  const identity = identityFor(station);
  const outcome = await askingHub(() =>
    enrolAtHub(invite, {
      id: identity.station,
      keys: identity.keys,
      name: context.stationName,
      mode: station.mode,
      version: station.version,
    }),
  );
  // Only an invite without a fingerprint has another outcome, and this one has one.
  if (outcome.kind !== 'enrolled') throw new Error('joinHub: the invite had no fingerprint');
  await askingHub(() => fillEmptyHub(station, identity, outcome.enrolment, operatorId));
  keep(station, identity, outcome.enrolment);
  return {
    hubName: outcome.enrolment.hubName,
    restarts: identity.isOther || isOtherEvent(context, outcome.enrolment.event),
  };
}

interface Identity {
  station: string;
  keys: SigningKeys;
  isOther: boolean;
}

/**
 * An id keeps its mode for good. Facts that a station wrote as a desk are judged as a desk's. A
 * thief of the kiosk that it became must find no desk's key there. A station that joins in another
 * mode than before joins as another station.
 */
function identityFor({ context: { db, self }, mode, secrets }: JoiningStation): Identity {
  const before = findKnownStation(db, self.station)?.mode ?? mode;
  return before === mode
    ? { station: self.station, keys: stationKeys(secrets), isOther: false }
    : { station: randomUUID(), keys: makeSigningKeys(), isOther: true };
}

/** Another event, another edition of its file, or another secret: the hub's version counts. */
function isOtherEvent({ event }: Context, { file, secret }: Enrolment['event']): boolean {
  const held = event.secret === null ? null : toHex(event.secret);
  return (
    held !== secret || eventFileHash(file, nodeCrypto) !== eventFileHash(event.file, nodeCrypto)
  );
}

function secretOf({ event: { secret } }: Enrolment): Uint8Array | null {
  return secret === null ? null : Buffer.from(secret, 'hex');
}

function keep(
  { context, mode, secrets }: JoiningStation,
  identity: Identity,
  enrolment: Enrolment,
): void {
  const { db } = context;
  const wall = context.clock();
  const write = db.transaction(() => {
    const become = identity.isOther ? becomeOther(db, secrets, identity) : null;
    const secret = mode === 'desk' ? secretOf(enrolment) : null;
    if (isOtherEvent(context, enrolment.event)) {
      saveEvent(db, { ...editionToKeep(db, enrolment.event, nodeCrypto), secret }, wall);
      changeStationSettings(db, { eventId: enrolment.event.file.id });
    }
    saveHubLink(db, {
      hub: enrolment.hub,
      hubName: enrolment.hubName,
      url: enrolment.url,
      authority: enrolment.authority,
      hubKey: enrolment.hubKey,
      wall,
    });
    // The hub's roster replaces the imported one.
    forgetImport(db);
    writeToken(secrets, enrolment.token);
    return become;
  });
  const become = write.immediate();
  // The app restarts next; until then it writes under the new number.
  if (become !== null) Object.assign(context.self, become);
}

/** Call it in the transaction that keeps the hub's answer. */
function becomeOther(
  db: WritableDatabase,
  secrets: SecretBox,
  { station, keys }: Identity,
): Context['self'] {
  const { privateKey } = stationKeys(secrets);
  const sign = (head: Head) => signText(readPrivateKey(privateKey), headText(head));
  const row = becomeStation(db, station, sign);
  writeStationKeys(secrets, keys);
  return row;
}

/** Runs before the link is kept: the first pull would delete what is not sent now. */
async function fillEmptyHub(
  { context, mode, version }: JoiningStation,
  { keys: { privateKey } }: Identity,
  { url, authority, token, event }: Enrolment,
  operatorId: string,
): Promise<void> {
  const { db, stationName, clock } = context;
  const eventId = context.event.file.id;
  const hasRoster = countDelegates(db, eventId).registered > 0;
  if (mode !== 'desk' || event.file.id !== eventId || !hasRoster) return;
  const credentials = { url, authority, token, privateKey };
  const sender = { credentials, db, eventId, stationName, version, operatorId, clock };
  // Loaded here as it is needed once in a station's life: docs/decisions/020.
  const { sendRoster } = await import('../../hub-client/send-roster.ts');
  await sendRoster(
    sender,
    entriesOf(rosterBatches(context, maxRosterEntries)),
    () => {},
    ({ streams }) => streams.roster === 0,
  );
}

function* entriesOf(
  batches: Iterable<readonly Delegate[]>,
): Generator<{ entries: RosterEntry[]; bookings: [] }> {
  for (const batch of batches) {
    const entries = batch.map(({ id, registrationCode, ticketHashes, ...values }) => ({
      id,
      registrationCode,
      ticketHashes,
      values,
    }));
    yield { entries, bookings: [] };
  }
}
