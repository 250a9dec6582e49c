import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';

const bump = query<object, never>(({ db }) =>
  db.updateTable('hub').set((eb) => ({
    directory_version: eb('directory_version', '+', 1),
  })),
);

/** Increases the directory's version; in the transaction that changes it. Locks the hub's row. */
export async function bumpDirectory(tx: HubDatabase): Promise<void> {
  await bump(tx, {});
}

/** The directory's version as stations compare it: never reused after a restore or a take-over. */
export function versionText(state: { epoch: string; directoryVersion: number }): string {
  return `${state.epoch}-${state.directoryVersion}`;
}
