import { randomUUID } from 'node:crypto';
import { query } from '../store/prepared.ts';
import type { HubDatabase } from '../store/tables.ts';

const bump = query<{ mark: string }, never>(({ db, at }) =>
  db.updateTable('hub').set((eb) => ({
    directory_version: eb('directory_version', '+', 1),
    directory_mark: at('mark'),
  })),
);

/** Increases the directory's version; in the transaction that changes it. Locks the hub's row. */
export async function bumpDirectory(tx: HubDatabase): Promise<void> {
  await bump(tx, { mark: randomUUID() });
}

/**
 * The directory's version in the form that stations compare: equal only if the directory is equal.
 * The number alone recurs after a restore from a backup; a station would then miss later changes.
 */
export function versionText(state: {
  epoch: string;
  directoryVersion: number;
  directoryMark: string;
}): string {
  return `${state.epoch}-${state.directoryVersion}-${state.directoryMark}`;
}
