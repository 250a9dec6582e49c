import { insertInto } from '../store/insert-rows.ts';
import type { HubDatabase, StationTable } from '../store/tables.ts';

const columns = [
  'id',
  'name',
  'mode',
  'public_key',
  'certificate',
  'joined_at',
  'token_hash',
  'state',
  'replaced_by',
  'enrolled_at',
  'last_seen',
  'last_request',
  'clock_offset',
  'event_file',
  'event_version',
  'version',
  'own_incarnation',
  'own_kseq',
] as const;

const others = columns.filter((column) => column !== 'id');

const upsert = insertInto(
  'station',
  columns,
  `ON CONFLICT (id) DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`,
);

/** Writes a station's complete row, replacing any existing one. */
export async function putStation(tx: HubDatabase, row: StationTable): Promise<void> {
  await upsert(tx, [row]);
}

/** Writes rows of stations that are not known yet; the others stay unchanged. */
export const addStations = insertInto('station', columns, 'ON CONFLICT DO NOTHING');
