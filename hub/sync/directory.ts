import type { StationMode } from '../../domain/base/protocol.ts';
import { type Directory, maxDirectoryHubs, type Orders } from '../../domain/sync/directory.ts';
import { versionText } from '../base/directory-version.ts';
import { listOrders } from '../privacy/orders.ts';
import { readRetention } from '../privacy/retention.ts';
import { formerHubs } from '../stations/signed-heads.ts';
import { readStopList } from '../stations/stop-list.ts';
import type { HubDatabase } from '../store/tables.ts';

/** The stations and operators. Only desks receive operators. */
export async function readDirectory(db: HubDatabase, mode: StationMode): Promise<Directory> {
  const state = await db
    .selectFrom('hub')
    .select(['epoch', 'directory_version as directoryVersion', 'directory_mark as directoryMark'])
    .executeTakeFirstOrThrow();
  const stations = await db
    .selectFrom('station')
    .select([
      'id',
      'name',
      'mode',
      'public_key as publicKey',
      'certificate',
      'joined_at as joined',
      'state',
      'last_seen as lastSeen',
    ])
    .orderBy('id')
    .execute();
  const former = await formerHubs(db)
    .orderBy(({ fn }) => fn.min('named_by'))
    .orderBy('key')
    .limit(maxDirectoryHubs)
    .execute();
  const operators =
    mode === 'desk'
      ? await db
          .selectFrom('operator')
          .leftJoin('station', (join) =>
            join
              .onRef('station.id', '=', 'operator.vouched_by')
              .on('station.state', '=', 'enrolled'),
          )
          .where('operator.waiting', '=', 0)
          .select(['operator.id', 'operator.name', 'operator.role', 'operator.active'])
          .select('station.id as desk')
          .orderBy('operator.id')
          .execute()
      : [];
  return {
    version: versionText(state),
    stations,
    operators: operators.map((one) => ({ ...one, active: one.active === 1 })),
    formerHubs: former.map(({ key }) => key),
  };
}

export async function readOrders(db: HubDatabase): Promise<Orders> {
  const revoked = await db
    .selectFrom('station')
    .where('state', '!=', 'enrolled')
    .orderBy('id')
    .select('id')
    .execute();
  return {
    revoked: revoked.map(({ id }) => id),
    stopList: await readStopList(db),
    privacy: { rule: (await readRetention(db)).rule, purges: await listOrders(db) },
  };
}
