import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isPurged, listPurges } from '../../../db/privacy/purge-orders.ts';
import { heldStopLists } from '../../../db/sync/stop-list.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import { type PurgeOrder, purgeOrderText, storedOrder } from '../../../domain/privacy/order.ts';
import { agreeToOrder, heldOrders } from '../../../main/ledger/held-orders.ts';
import { addOperator } from '../../../main/operators/operators.ts';
import { orderByRule } from '../../../main/privacy/order-purge.ts';
import { privacyView, purgeWarnings } from '../../../main/privacy/privacy-view.ts';
import { createStationFiles } from '../../../main/privacy/station-files.ts';
import { createStationPurge } from '../../../main/privacy/station-purge.ts';
import { readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { entry } from '../../hub/http/people.ts';
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
    expect(heldStopLists(a.context.db)).toEqual([await rig.hub.stopList()]);
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
    const { purge, erased } = watchOf(a, 'kiosk');
    const before = delegatesAt(a);
    await purge.tend();
    expect([delegatesAt(a), erased(), isPurged(a.context.db, a.context.event.file.id)]).toEqual([
      before,
      0,
      false,
    ]);
    expect(a.admit(person(2)).outcome).toBe('admitted');
    const after = endEvent(a);
    await purge.tend();
    expect(listPurges(a.context.db, a.context.event.file.id)).toMatchObject([
      { done: Date.parse(after), agreedBy: null },
    ]);
    expect([delegatesAt(a), erased()]).toEqual([0, 1]);
    await purge.stop();
  });

  it('touches nothing at a desk before a supervisor there agrees, with the PIN', async () => {
    const { rig, a } = await rigWithDesk();
    const { context } = a;
    // The context's own operators have no comparable PIN.
    context.db.prepare('DELETE FROM operator').run();
    await addOperator(context.db, { name: 'Olaf', pin: '8402', role: 'operator' });
    await addOperator(context.db, { name: 'Anna', pin: '4711', role: 'supervisor' });
    await forgeOrder(rig);
    await a.sync();
    const [held] = heldOrders(context);
    if (held === undefined) throw new Error('nothing waits');
    expect(held).toMatchObject({ hub: 'Hub of the test', requestedBy: 'x', hasEventEnded: false });
    expect(purgeWarnings(context)).toEqual([{ code: 'order-held', detail: 'Hub of the test' }]);
    const agree = (pin: string) => agreeToOrder(context, { id: held.id, pin });
    await expect(agree('4711')).rejects.toThrow('purge-on-event-days');
    endEvent(a);
    const { purge, erased } = watchOf(a, 'desk');
    const before = delegatesAt(a);
    await purge.tend();
    expect(await agree('8402')).toEqual({ result: 'wrong-pin' });
    await purge.tend();
    expect([delegatesAt(a), erased()]).toEqual([before, 0]);
    expect(await agree('4711')).toEqual({ result: 'done' });
    await purge.tend();
    expect([delegatesAt(a), erased(), heldOrders(context)]).toEqual([0, 1, []]);
    expect(privacyView(context, null).purges).toMatchObject([{ agreedBy: 'Anna' }]);
    await expect(agree('4711')).rejects.toThrow('not-found');
    await purge.stop();
  });

  it('asks nobody where the desk has purged itself: the hub still hears that it is done', async () => {
    const { rig, a } = await rigWithDesk();
    await forgeOrder(rig);
    await a.sync();
    endEvent(a);
    orderByRule(a.context, a.keys.privateKey);
    const { purge } = watchOf(a, 'desk');
    await purge.tend();
    expect(listPurges(a.context.db, a.context.event.file.id)).toHaveLength(2);
    await a.sync();
    const heard = await rig.store.db.selectFrom('purge_confirmation').selectAll().execute();
    expect(heard).toHaveLength(1);
    await purge.stop();
  });
});

/** Forges an order with access to the hub's store, past the hub's own rules. */
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
      id: order.id,
      signed: storedOrder({ order, signature }),
      ordered: order.ordered,
      counts: '{}',
      files_left: '[]',
      declared: '[]',
      emptied: 1,
      done: order.ordered,
    })
    .execute();
  await rig.store.db
    .updateTable('hub')
    .set({ directory_version: hub.directory_version + 1 })
    .execute();
}

const delegatesAt = (desk: SyncDesk) =>
  desk.context.db.prepare('SELECT count(*) FROM delegate').pluck().get();

/** Moves the desk's clock two days past the event. @returns the time */
function endEvent(desk: SyncDesk): string {
  const last = desk.context.event.file.days.toSorted().at(-1) ?? '';
  const after = new Date(Date.parse(`${last}T12:00:00Z`) + 2 * 86_400_000).toISOString();
  desk.setClock(after);
  return after;
}

function watchOf(desk: SyncDesk, mode: StationMode) {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-orders-'));
  folders.push(folder);
  let copies = 0;
  const deleteCopies = async (): Promise<number> => {
    copies += 1;
    return 0;
  };
  const purge = createStationPurge({
    context: desk.context,
    mode,
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
