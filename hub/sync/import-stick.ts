import { createHash } from 'node:crypto';
import { openSealed } from '../../crypto/sealed.ts';
import { fromBase64, utf8 } from '../../domain/base/bytes.ts';
import { pushLimits } from '../../domain/base/protocol.ts';
import { partingsOf } from '../../domain/ledger/branch.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import {
  readStickFile,
  readStickInside,
  type StickAnswer,
  type StickContent,
  type StickHeader,
  type StickRefusal,
  stickSignedText,
} from '../../domain/sync/stick.ts';
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
      ? { kiosk: answer.kiosk, stored: answer.stored, known: answer.known }
      : { reason: answer.reason };
  context.log.info({ carrier, quarantined: answer.quarantined, ...fields }, 'stick');
  return answer;
}

async function readAndTake(context: HubContext, file: Uint8Array): Promise<StickAnswer> {
  const { db } = context.store;
  const { hubKey, event } = context.identity;
  const outside = readStickFile(file, { event: event.id, hubKey });
  if ('refused' in outside) {
    const known = outside.kiosk === null ? undefined : await findStation(db, outside.kiosk);
    return refusal(outside.refused, known);
  }
  const kiosk = await findStation(db, outside.header.kiosk);
  const { privateKey } = await db
    .selectFrom('hub')
    .select('private_key as privateKey')
    .executeTakeFirstOrThrow();
  const opened = await openSealed(privateKey, outside.sealed);
  const inside = opened === null ? null : readStickInside(opened);
  if (inside === null || !isOf(inside.content, outside.header)) return refusal('damaged', kiosk);
  if (kiosk === undefined) return refusal('unknown-kiosk', kiosk);
  if (!isSigned(context, kiosk, inside)) return refusal('bad-signature', kiosk);
  // An inconsistent chain is refused entirely, even with a valid signature.
  if (inside.content.chains.some((chain) => readRun(chain).defect !== null)) {
    return refusal('damaged', kiosk);
  }
  return await takeChains(context, kiosk, inside.content);
}

/** Whether the readable header matches what the station signed. */
function isOf(content: StickContent, header: StickHeader): boolean {
  return (
    content.event === header.event &&
    content.hubKey === header.hubKey &&
    content.kiosk === header.kiosk &&
    content.written === header.written
  );
}

function isSigned(
  { crypto }: HubContext,
  kiosk: EnrolledStation,
  { signature, contentText }: { signature: string; contentText: string },
): boolean {
  const hash = createHash('sha256').update(contentText, 'utf8').digest('hex');
  const text = utf8(stickSignedText(hash));
  return crypto.verify(fromBase64(kiosk.publicKey), text, fromBase64(signature));
}

async function takeChains(
  context: HubContext,
  kiosk: EnrolledStation,
  content: StickContent,
): Promise<StickAnswer> {
  const sum = { stored: 0, known: 0, quarantined: 0 };
  try {
    for (const run of runsOf(content)) {
      const { stored, known, quarantined } = await takeCarried(context, kiosk, run);
      sum.stored += stored;
      sum.known += known;
      sum.quarantined += quarantined;
    }
  } catch (error) {
    if (!(error instanceof HubProblem)) throw error;
    if (error.code !== 'chain-differs' && error.code !== 'out-of-order') throw error;
    return refusal('chain-differs', kiosk, sum.quarantined);
  }
  if (kiosk.state !== 'enrolled') return refusal('revoked', kiosk, sum.quarantined);
  return {
    outcome: 'imported',
    kiosk: kiosk.id,
    stationName: kiosk.name,
    written: content.written,
    ...{ stored: sum.stored, known: sum.known, quarantined: sum.quarantined },
  };
}

/**
 * In pieces of a push's size, each signed by its author at the end, so that the stream is not
 * locked for the whole stick. A branch begins where it differs.
 */
function* runsOf({ kiosk, chains }: StickContent) {
  for (const { incarnation, previous, events } of chains) {
    let [start = 0] = partingsOf(incarnation, events);
    while (start < events.length) {
      const end = (Math.floor(start / pushLimits.events) + 1) * pushLimits.events;
      yield {
        kiosk,
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
  kiosk: EnrolledStation | undefined,
  quarantined = 0,
): StickAnswer {
  return { outcome: 'refused', reason, stationName: kiosk?.name ?? null, quarantined };
}

function findStation(db: HubDatabase, id: string): Promise<EnrolledStation | undefined> {
  return db
    .selectFrom('kiosk')
    .where('id', '=', id)
    .select(['id', 'name', 'mode', 'public_key as publicKey', 'joined_at as joined', 'state'])
    .executeTakeFirst();
}
