import type { KioskMode } from '../../domain/base/protocol.ts';
import type { Directory, DirectoryKiosk, Orders } from '../../domain/sync/directory.ts';
import { insertInto } from '../store/insert-rows.ts';
import type { HubDatabase, KioskTable } from '../store/tables.ts';
import type { HubContext } from './context.ts';
import { bumpDirectory, versionText } from './directory-version.ts';
import { addKiosks } from './kiosk-rows.ts';
import { seedOperators } from './operators.ts';
import { listOrders } from './purge/orders.ts';
import { readRetention } from './purge/retention.ts';
import { readStopList } from './stop-list.ts';
import { storableText } from './texts.ts';

/** The stations and operators. Only desks receive operators' names. */
export async function readDirectory(db: HubDatabase, mode: KioskMode): Promise<Directory> {
  const state = await db
    .selectFrom('hub')
    .select(['epoch', 'directory_version as directoryVersion'])
    .executeTakeFirstOrThrow();
  const kiosks = await db
    .selectFrom('kiosk')
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
  const formerHubs = await db
    .selectFrom('former_hub')
    .select('public_key as key')
    .orderBy('public_key')
    .execute();
  const operators =
    mode === 'desk'
      ? await db
          .selectFrom('operator')
          .where('waiting', '=', 0)
          .select(['id', 'name'])
          .orderBy('id')
          .execute()
      : [];
  return {
    version: versionText(state),
    kiosks,
    operators,
    formerHubs: formerHubs.map(({ key }) => key),
  };
}

/** The orders for stations: the stop list, whether to purge, and which stations are revoked. */
export async function readOrders(db: HubDatabase): Promise<Orders> {
  const revoked = await db
    .selectFrom('kiosk')
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

const insertFormer = insertInto('former_hub', ['public_key'], 'ON CONFLICT DO NOTHING');

/** Imports stations and operators from another hub's directory. Known ones stay unchanged. */
export async function seedKiosks(
  context: HubContext,
  kiosks: readonly DirectoryKiosk[],
  operators: readonly { id: string; name: string }[],
  formerHubs: readonly string[],
): Promise<void> {
  await context.store.db.transaction().execute(async (tx) => {
    await addKiosks(tx, kiosks.map(seededRow));
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
export function seededRow(kiosk: DirectoryKiosk): KioskTable {
  return {
    id: kiosk.id,
    name: storableText(kiosk.name),
    mode: kiosk.mode,
    public_key: kiosk.publicKey,
    certificate: kiosk.certificate,
    joined_at: kiosk.joined,
    token_hash: null,
    state: kiosk.state,
    replaced_by: null,
    enrolled_at: null,
    last_seen: kiosk.lastSeen,
    last_request: 0,
    clock_offset: null,
    event_file: null,
    version: '',
    own_incarnation: 0,
    own_kseq: 0,
  };
}
