import { findHubLink } from '../../../db/ledger/hub-link.ts';
import { listKnownStations } from '../../../db/ledger/known-stations.ts';
import { readStickFile, type StickAnswer } from '../../../domain/sync/stick.ts';
import { CallFailure } from '../../base/call-failure.ts';
import type { Context } from '../../base/context.ts';
import { readStick } from './stick-file.ts';

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
