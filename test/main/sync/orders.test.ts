import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readPrivateKey, signText } from '../../../crypto/ed25519.ts';
import { isPurged, listPurges } from '../../../db/purge-orders.ts';
import { findStopList } from '../../../db/stop-list.ts';
import { type PurgeOrder, purgeOrderText, storedOrder } from '../../../domain/purge/order.ts';
import { createStationFiles } from '../../../main/use-cases/purge/station-files.ts';
import { createStationPurge } from '../../../main/use-cases/purge/station-purge.ts';
import { entry } from '../../hub/server/people.ts';
import {
  cleanUp,
  type HubRig,
  person,
  rigWithDesk,
  type SyncDesk,
  undisturbed,
} from './support.ts';

const folders: string[] = [];
afterEach(async () => {
  await cleanUp();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('stop list, revocations and orders to purge', () => {
  it('come although the directory is too large to be read', async () => {
    const { rig, a } = await rigWithDesk();
    await rig.hub.changeStopList({
      add: [{ kind: 'delegate', value: entry(1).id }],
      remove: [],
    });
    a.between = async (letter, deliver) =>
      letter.method === 'directory' ? { ok: true, text: 'x'.repeat(1_000) } : await deliver();
    await expect(a.sync()).rejects.toMatchObject({ code: 'bad-answer' });
    expect(findStopList(a.context.db)?.version).toBe((await rig.hub.stopList())?.list.version);
    a.between = undisturbed;
    await a.sync();
  });
});

describe('an order to purge with the hub’s genuine key', () => {
  it('touches nothing before the event has ended by the station’s own clock', async () => {
    const { rig, a } = await rigWithDesk();
    a.admit(person(1));
    await a.sync();
    await forgeOrder(rig);
    await a.sync();
    const { purge, erased } = watchOf(a);
    const delegates = () => a.context.db.prepare('SELECT count(*) FROM delegate').pluck().get();
    const before = delegates();
    await purge.tend();
    expect([delegates(), erased(), isPurged(a.context.db, a.context.event.file.id)]).toEqual([
      ...[before, 0, false],
    ]);
    expect(a.admit(person(2)).outcome).toBe('admitted');
    const last = a.context.event.file.days.toSorted().at(-1) ?? '';
    const after = new Date(Date.parse(`${last}T12:00:00Z`) + 2 * 86_400_000).toISOString();
    a.setClock(after);
    await purge.tend();
    expect(listPurges(a.context.db, a.context.event.file.id)).toMatchObject([
      { done: Date.parse(after) },
    ]);
    expect([delegates(), erased()]).toEqual([0, 1]);
    await purge.stop();
  });
});

/** What somebody does who has the hub's store: no rule of the hub's own asks. */
async function forgeOrder(rig: HubRig): Promise<void> {
  const hub = await rig.store.db.selectFrom('hub').selectAll().executeTakeFirstOrThrow();
  const by = { kind: 'administrator', id: 'x', name: 'x' } as const;
  const order: PurgeOrder = {
    formatVersion: 1,
    id: randomUUID(),
    event: rig.hub.identity().event.id,
    issuer: { kind: 'hub', id: hub.id },
    ordered: rig.time.now,
    cause: 'command',
    rule: (await rig.hub.privacy.overview()).rule,
    requestedBy: by,
    approvedBy: by,
  };
  const signature = signText(readPrivateKey(hub.private_key), purgeOrderText(order));
  await rig.store.db
    .insertInto('purge')
    .values({
      ...{ id: order.id, signed: storedOrder({ order, signature }), ordered: order.ordered },
      ...{ counts: '{}', files_left: '[]', declared: '[]', emptied: 1, done: order.ordered },
    })
    .execute();
  await rig.store.db
    .updateTable('hub')
    .set({ directory_version: hub.directory_version + 1 })
    .execute();
}

function watchOf(desk: SyncDesk) {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-orders-'));
  folders.push(folder);
  let copies = 0;
  const deleteCopies = async (): Promise<number> => {
    copies += 1;
    return 0;
  };
  const purge = createStationPurge({
    context: desk.context,
    files: createStationFiles(folder, { deleteCopies, eraseCopies: async () => null }),
    signingKey: () => desk.keys.privateKey,
    onProgress: () => {},
    onDone: () => {},
    failed: (error) => {
      throw error;
    },
  });
  return { purge, erased: () => copies };
}
