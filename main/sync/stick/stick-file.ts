import { open, readFile, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { findHubLink } from '../../../db/ledger/hub-link.ts';
import { listKnownStations } from '../../../db/ledger/known-stations.ts';
import { maxStickSize, readStickFile, type StickAnswer } from '../../../domain/sync/stick.ts';
import { moveFileSoon } from '../../../files/durable.ts';
import { CallFailure } from '../../base/call-failure.ts';
import type { Context } from '../../base/context.ts';

/**
 * Writes a file to a stick: under a temporary name first, down to the medium, and reads it back,
 * because a stick is pulled out as soon as the screen reports success.
 *
 * @throws CallFailure `file-not-written`
 */
export async function saveStick(path: string, file: Uint8Array): Promise<void> {
  const part = `${path}.part`;
  try {
    const handle = await open(part, 'w');
    try {
      await handle.writeFile(file);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await moveFileSoon(part, path);
    const written = await readFile(path);
    if (!written.equals(file)) throw new Error('read back otherwise than written');
  } catch (error) {
    await rm(part, { force: true }).catch(() => {
      // The stick is gone: the failure already says so.
    });
    throw new CallFailure('file-not-written', basename(path), error);
  }
}

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
 * Passes a stick file to the hub unchanged: this station cannot read it. Visible faults are
 * reported without asking the hub.
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
