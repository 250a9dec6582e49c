import { createHash } from 'node:crypto';
import { fromBase64, utf8 } from '../../domain/base/bytes.ts';
import { pushLimits } from '../../domain/base/protocol.ts';
import { partingsOf } from '../../domain/ledger/chain.ts';
import { HubProblem, type ProblemCode } from '../../domain/sync/problems.ts';
import {
  readStickFile,
  readStickInside,
  type StickAnswer,
  type StickContent,
  type StickHeader,
  type StickRefusal,
  stickSignedText,
} from '../../domain/sync/stick.ts';
import { openSealed } from '../../platform/crypto/sealed.ts';
import type { HubContext } from '../base/context.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { readRun } from '../base/run.ts';
import type { HubDatabase } from '../store/tables.ts';
import { takeCarried } from './push.ts';

/**
 * Imports a station's facts from a file that it signed and encrypted for this hub, in the same way
 * as its pushes: known facts are compared, missing ones stored. A second import changes nothing.
 *
 * @param carrier id of the desk that brought it, for the log; null for the hub's own administrator
 */
export async function importStick(
  context: HubContext,
  file: Uint8Array,
  carrier: string | null,
): Promise<StickAnswer> {
  const answer = await readAndTake(context, file);
  const fields =
    answer.outcome === 'imported'
      ? { station: answer.station, stored: answer.stored, known: answer.known }
      : { reason: answer.reason };
  context.log.info({ carrier, quarantined: answer.quarantined, ...fields }, 'stick');
  return answer;
}

async function readAndTake(context: HubContext, file: Uint8Array): Promise<StickAnswer> {
  const { db } = context.store;
  const { hubKey, event } = context.identity;
  const outside = readStickFile(file, { event: event.id, hubKey });
  if ('refused' in outside) {
    const known = outside.station === null ? undefined : await findStation(db, outside.station);
    return refusal(outside.refused, known);
  }
  const station = await findStation(db, outside.header.station);
  const { privateKey } = await db
    .selectFrom('hub')
    .select('private_key as privateKey')
    .executeTakeFirstOrThrow();
  const opened = await openSealed(privateKey, outside.sealed);
  const inside = opened === null ? null : readStickInside(opened);
  if (inside === null || !isOf(inside.content, outside.header)) return refusal('damaged', station);
  if (station === undefined) return refusal('unknown-station', station);
  if (!isSigned(context, station, inside)) return refusal('bad-signature', station);
  // An inconsistent chain is refused entirely, even with a valid signature.
  if (inside.content.chains.some((chain) => readRun(chain).defect !== null)) {
    return refusal('damaged', station);
  }
  return await takeChains(context, station, inside.content);
}

/** Whether the readable header matches the content that the station signed. */
function isOf(content: StickContent, header: StickHeader): boolean {
  return (
    content.event === header.event &&
    content.hubKey === header.hubKey &&
    content.station === header.station &&
    content.written === header.written
  );
}

function isSigned(
  { crypto }: HubContext,
  station: EnrolledStation,
  { signature, contentText }: { signature: string; contentText: string },
): boolean {
  const hash = createHash('sha256').update(contentText, 'utf8').digest('hex');
  const text = utf8(stickSignedText(hash));
  return crypto.verify(fromBase64(station.publicKey), text, fromBase64(signature));
}

/** How a problem with the chains of a file is named in the answer. */
const refusals = new Map<ProblemCode, StickRefusal>([
  ['chain-differs', 'chain-differs'],
  ['out-of-order', 'chain-differs'],
  // The signature of a chain's head is wrong, although the file itself is signed.
  ['bad-signature', 'bad-signature'],
]);

async function takeChains(
  context: HubContext,
  station: EnrolledStation,
  content: StickContent,
): Promise<StickAnswer> {
  const sum = { stored: 0, known: 0, quarantined: 0 };
  try {
    for (const run of runsOf(content)) {
      const { stored, known, quarantined } = await takeCarried(context, station, run);
      sum.stored += stored;
      sum.known += known;
      sum.quarantined += quarantined;
    }
  } catch (error) {
    const reason = error instanceof HubProblem ? refusals.get(error.code) : undefined;
    if (reason === undefined) throw error;
    return refusal(reason, station, sum.quarantined);
  }
  if (station.state !== 'enrolled') return refusal('revoked', station, sum.quarantined);
  return {
    outcome: 'imported',
    station: station.id,
    stationName: station.name,
    written: content.written,
    stored: sum.stored,
    known: sum.known,
    quarantined: sum.quarantined,
  };
}

/**
 * Splits the chains into runs of a push's size, each signed by its author at the end, so that the
 * stream is not locked for the whole stick. A branch begins where it differs.
 */
function* runsOf({ station, chains }: StickContent) {
  for (const { incarnation, previous, events } of chains) {
    let [start = 0] = partingsOf(incarnation, events);
    while (start < events.length) {
      const end = (Math.floor(start / pushLimits.events) + 1) * pushLimits.events;
      yield {
        station,
        incarnation,
        previous: events[start - 1]?.hash ?? previous,
        events: events.slice(start, end),
      };
      start = end;
    }
  }
}

function refusal(
  reason: StickRefusal,
  station: EnrolledStation | undefined,
  quarantined = 0,
): StickAnswer {
  return { outcome: 'refused', reason, stationName: station?.name ?? null, quarantined };
}

function findStation(db: HubDatabase, id: string): Promise<EnrolledStation | undefined> {
  return db
    .selectFrom('station')
    .where('id', '=', id)
    .select(['id', 'name', 'mode', 'public_key as publicKey', 'joined_at as joined', 'state'])
    .executeTakeFirst();
}
