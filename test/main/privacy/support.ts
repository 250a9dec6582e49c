import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WritableDatabase } from '../../../db/base/types.ts';
import { agreeToPurge, listHeldPurges } from '../../../db/privacy/purge-orders.ts';
import { carryOut } from '../../../main/privacy/carry-out.ts';
import { createStationFiles, type StationFiles } from '../../../main/privacy/station-files.ts';
import { filesBelow, rowsByTable } from '../../security/stolen-files.ts';
import type { SyncDesk } from '../sync/support.ts';

/** A name that no other text contains. */
export const sentinel = 'Zyxwvutsrq';

/**
 * The whole content of an encrypted store as it would be on disk without encryption: every page,
 * free ones included.
 */
export function plainPages(db: WritableDatabase): Buffer {
  return db.serialize();
}

/** The tables of a store that still contain a text. */
export function rowsWith(db: WritableDatabase, text: string): string[] {
  const holds = (row: object): boolean =>
    JSON.stringify(row).toLowerCase().includes(text.toLowerCase());
  return Object.entries(rowsByTable(db)).flatMap(([name, rows]) =>
    !name.startsWith('delegate_search') && rows.some(holds) ? [name] : [],
  );
}

/** Paths of files below a folder that contain a text. */
export function filesWith(folder: string, text: string): string[] {
  return filesBelow(folder).filter((path) => readFileSync(path).includes(text));
}

/** Carries out an order that the desk's supervisor agrees to, as the app's main process does. */
export function purgeAt(
  desk: Pick<SyncDesk, 'context' | 'keys' | 'setClock'>,
  files: Partial<StationFiles> = {},
  onProgress: () => void = () => {},
): Promise<boolean> {
  // A station ignores its hub's order until the event has ended.
  desk.setClock('2018-12-01T10:00:00+01:00');
  const { db, event, clock } = desk.context;
  for (const { order } of listHeldPurges(db, event.file.id)) {
    agreeToPurge(db, order.id, { by: 'Sam', at: clock() });
  }
  const folder = join(db.name, '..');
  return carryOut({
    context: desk.context,
    mode: 'desk',
    files: { ...createStationFiles(folder), ...files },
    signingKey: () => desk.keys.privateKey,
    onProgress,
    pause: async () => {},
  });
}
