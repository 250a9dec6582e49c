import type { KnownOperator } from '../../domain/operators/rights.ts';
import type { DirectoryStation } from '../../domain/sync/directory.ts';
import { statement } from '../base/statement.ts';
import type { ReadableDatabase } from '../base/types.ts';

/** Every station of the hub's directory, by name. `lastSeen` in UTC milliseconds. */
export function listKnownStations(db: ReadableDatabase): DirectoryStation[] {
  return statement<[], DirectoryStation>(
    db,
    `SELECT id, name, mode, public_key AS publicKey, certificate, joined, state, last_seen AS lastSeen
     FROM known_station ORDER BY name, id`,
  ).all();
}

/** A station's key and mode as certified by the hub; null if the hub never listed it. */
export function findKnownStation(
  db: ReadableDatabase,
  id: string,
): Pick<DirectoryStation, 'mode' | 'publicKey' | 'certificate' | 'joined'> | null {
  return (
    statement<[string], Pick<DirectoryStation, 'mode' | 'publicKey' | 'certificate' | 'joined'>>(
      db,
      'SELECT mode, public_key AS publicKey, certificate, joined FROM known_station WHERE id = ?',
    ).get(id) ?? null
  );
}

/** Operators of this station, and those in the hub's directory or on a stick. */
export function listKnownOperators(db: ReadableDatabase): KnownOperator[] {
  return statement<[], Omit<KnownOperator, 'active'> & { active: number }>(
    db,
    `SELECT id, name, role, desk, active FROM known_operator
     UNION ALL SELECT id, name, role, (SELECT station FROM station), active FROM operator
       WHERE id NOT IN (SELECT id FROM known_operator)`,
  )
    .all()
    .map((row) => ({ ...row, active: row.active === 1 }));
}

/** Raw Ed25519 keys (base64) of the hubs before the present one. */
export function listFormerHubs(db: ReadableDatabase, limit: number): string[] {
  return statement<[number], { key: string }>(
    db,
    `SELECT public_key AS key FROM former_hub
     WHERE public_key NOT IN (SELECT hub_key FROM hub_link) ORDER BY own DESC, public_key LIMIT ?`,
  )
    .all(limit)
    .map(({ key }) => key);
}

/**
 * Raw Ed25519 keys (base64) of all hubs that this station itself belonged to, including the present
 * one.
 */
export function listOwnHubKeys(db: ReadableDatabase): string[] {
  return statement<[], { key: string }>(
    db,
    `SELECT public_key AS key FROM former_hub WHERE own = 1
     UNION SELECT hub_key FROM hub_link ORDER BY 1`,
  )
    .all()
    .map(({ key }) => key);
}

/** Raw Ed25519 keys (base64) of the present hub and the earlier ones. */
export function listHubKeys(db: ReadableDatabase): string[] {
  return statement<[], { key: string }>(
    db,
    'SELECT public_key AS key FROM former_hub UNION SELECT hub_key FROM hub_link ORDER BY 1',
  )
    .all()
    .map(({ key }) => key);
}
