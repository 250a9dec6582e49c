import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openStore } from '../../db/open.ts';
import { dataPlaces } from '../../main/config/command-line.ts';
import { readExisting } from '../../main/store-key.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import type { ElectronRuntime } from '../../tools/runtime.mjs';
import { launchApp } from './launch-app.ts';

/**
 * A data directory as the app leaves it after its first start on the demo event: roster and operator are there, and the page's
 * code is compiled. Its station has no identity yet, so each copy is a station of its own. Made once a run, by the app.
 *
 * @returns the path of a new copy; undefined where the system has a keychain
 */
export async function copyOfPreparedData(runtime: ElectronRuntime): Promise<string | undefined> {
  const prepared = join(inject('runFolder'), 'desk');
  if (!existsSync(prepared) && !(await prepare(runtime, prepared))) return undefined;
  const copy = mkdtempSync(join(tmpdir(), 'lanyard-app-'));
  cpSync(prepared, copy, { recursive: true });
  return copy;
}

/** @returns whether the folder is there now */
async function prepare(runtime: ElectronRuntime, folder: string): Promise<boolean> {
  // Under another name until it is whole: a start that fails must not be taken for a prepared one.
  const unfinished = mkdtempSync(`${folder}-`);
  const app = await launchApp(runtime, {
    dataDir: unfinished,
    config: { camera: { enabled: false }, sounds: false },
  });
  await waitFor('the roster', 60, async () => {
    const station = await app.page.evaluate(() => window.lanyard.getStation());
    return station.ok && station.value.rosterSize >= 1000 ? true : null;
  });
  await app.close();
  const places = dataPlaces(unfinished);
  const key = readExisting(places.key);
  // A keychain's key opens in the app alone: there each desk begins with nothing.
  if (key?.formatVersion !== 1 || key.protection !== 'plain') return false;
  const db = openStore({
    path: places.database,
    key: Buffer.from(key.key, 'base64'),
    nativeBinding: undefined,
  });
  db.prepare('DELETE FROM station').run();
  db.close();
  // What that station wrote beside its store: its journal and marks, its log, and the window that it would begin with.
  for (const name of ['journal', 'ledger-head', 'ledger-reserve', 'logs', 'start-hint.json']) {
    rmSync(join(unfinished, name), { recursive: true, force: true });
  }
  renameSync(unfinished, folder);
  return true;
}
