import type { KnownOperator } from '../../domain/operators/rights.ts';
import type { DirectoryStation } from '../../domain/sync/directory.ts';
import type { HubContext } from '../base/context.ts';
import { bumpDirectory } from '../base/directory-version.ts';
import { storableText } from '../base/texts.ts';
import { seedOperators } from '../operators.ts';
import { insertInto } from '../store/prepared.ts';
import type { HubDatabase, StationTable } from '../store/tables.ts';

const insertFormer = insertInto('former_hub', ['public_key', 'named_by'], 'ON CONFLICT DO NOTHING');

/**
 * Adds stations and operators from a desk's copy of the directory at a take-over, without tokens,
 * and the desk's own earlier hubs, which count as proven. Known ones stay unchanged.
 */
export async function seedStations(
  context: HubContext,
  stations: readonly DirectoryStation[],
  operators: readonly KnownOperator[],
  formerHubs: readonly string[],
): Promise<void> {
  await context.store.db.transaction().execute(async (tx) => {
    await addStations(tx, stations.map(seededRow));
    await seedOperators(tx, operators);
    await insertFormer(
      tx,
      formerHubs.map((key) => ({ public_key: key, named_by: '' })),
    );
    await bumpDirectory(tx);
  });
  context.announce({ directory: true });
}

/** Adds keys of earlier hubs that a desk named: only that desk vouches for their signatures. */
export async function addNamedHubs(
  context: HubContext,
  desk: string,
  keys: readonly string[],
): Promise<void> {
  await context.store.db.transaction().execute(async (tx) => {
    await insertFormer(
      tx,
      keys.map((key) => ({ public_key: key, named_by: desk })),
    );
    await bumpDirectory(tx);
  });
  context.announce({ directory: true });
}

/** A station known without a token: it must enrol here before it receives anything. */
function seededRow(station: DirectoryStation): StationTable {
  return {
    id: station.id,
    name: storableText(station.name),
    mode: station.mode,
    public_key: station.publicKey,
    certificate: station.certificate,
    joined_at: station.joined,
    token_hash: null,
    state: station.state,
    replaced_by: null,
    enrolled_at: null,
    last_seen: station.lastSeen,
    last_request: 0,
    clock_offset: null,
    event_file: null,
    event_version: null,
    version: '',
    own_incarnation: 0,
    own_kseq: 0,
  };
}

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
const addStations = insertInto('station', columns, 'ON CONFLICT DO NOTHING');
