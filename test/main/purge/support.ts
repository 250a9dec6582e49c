import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { agreeToPurge, listHeldPurges } from '../../../db/purge-orders.ts';
import type { WritableDatabase } from '../../../db/types.ts';
import { carryOut } from '../../../main/use-cases/purge/carry-out.ts';
import {
  createStationFiles,
  type StationFiles,
} from '../../../main/use-cases/purge/station-files.ts';
import type { SyncDesk } from '../sync/support.ts';

/** A name that no other text has. */
export const sentinel = 'Zyxwvutsrq';

/** The whole content of an encrypted store as it would lie on the disk without its encryption: every page, free ones too. */
export function plainPages(db: WritableDatabase): Buffer {
  return db.serialize();
}

/** Where a text still lies: tables and columns of a store. */
export function rowsWith(db: WritableDatabase, text: string): string[] {
  const tables = db
    .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
    .all();
  return tables.flatMap(({ name }) => {
    if (name.startsWith('delegate_search')) return [];
    const rows = db.prepare(`SELECT * FROM "${name}"`).all();
    return rows.some((row) => JSON.stringify(row).toLowerCase().includes(text.toLowerCase()))
      ? [name]
      : [];
  });
}

/** Paths of files below a folder that hold a text. */
export function filesWith(folder: string, text: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesWith(path, text);
    return readFileSync(path).includes(text) ? [path] : [];
  });
}

/** Carries out what a desk was ordered and its supervisor agrees to, as the app's main process does. */
export function purgeAt(
  desk: Pick<SyncDesk, 'context' | 'keys' | 'setClock'>,
  files: Partial<StationFiles> = {},
): Promise<boolean> {
  // Before the event has ended a station carries out nothing of its hub's.
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
    onProgress: () => {},
    pause: async () => {},
  });
}
