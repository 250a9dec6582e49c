import type { DirectoryKiosk } from '../domain/wire/directory.ts';
import { statement } from './statement.ts';
import type { ReadableDatabase } from './types.ts';

/** Every kiosk that the hub's directory named, by name. `lastSeen` in UTC milliseconds. */
export function listKnownKiosks(db: ReadableDatabase): DirectoryKiosk[] {
  return statement<[], DirectoryKiosk>(
    db,
    `SELECT id, name, mode, public_key AS publicKey, state, last_seen AS lastSeen
     FROM known_kiosk ORDER BY name, id`,
  ).all();
}

/** Operators by name who signed in at this or another station. */
export function listKnownOperators(db: ReadableDatabase): { id: string; name: string }[] {
  return statement<[], { id: string; name: string }>(
    db,
    `SELECT id, name FROM known_operator
     UNION SELECT id, name FROM operator WHERE id NOT IN (SELECT id FROM known_operator)`,
  ).all();
}
