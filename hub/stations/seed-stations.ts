import type { KnownOperator } from '../../domain/operators/operator.ts';
import type { DirectoryStation } from '../../domain/sync/directory.ts';
import type { HubContext } from '../base/context.ts';
import { bumpDirectory } from '../base/directory-version.ts';
import { storableText } from '../base/texts.ts';
import { seedOperators } from '../operators.ts';
import { insertInto } from '../store/insert-rows.ts';
import type { StationTable } from '../store/tables.ts';
import { addStations } from './station-rows.ts';

const insertFormer = insertInto('former_hub', ['public_key'], 'ON CONFLICT DO NOTHING');

/** Imports stations and operators from another hub's directory. Known ones stay unchanged. */
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
      formerHubs.map((key) => ({ public_key: key })),
    );
    await bumpDirectory(tx);
  });
  context.announce({ directory: true });
}

/** A station known without a token: it must enrol here before it receives anything. */
export function seededRow(station: DirectoryStation): StationTable {
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
