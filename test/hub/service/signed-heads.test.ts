import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { publicKeyOf, readPrivateKey } from '../../../crypto/ed25519.ts';
import { hubAuthor } from '../../../domain/hub-chain.ts';
import { headText } from '../../../domain/signed-head.ts';
import type { DirectoryKiosk } from '../../../domain/wire/directory.ts';
import type { PushRequest } from '../../../domain/wire/sync.ts';
import { nextRequest, stationKeys } from './test-chain.ts';
import { describeOnBothStores, type TestHub, type TestKiosk } from './test-hub.ts';
import { problemOf, streamOf } from './test-requests.ts';

/** What a station of `from` says to another hub of what `lost` wrote. */
async function relayed(
  from: TestHub,
  lost: TestKiosk,
  by: TestKiosk,
): Promise<{ request: PushRequest; row: DirectoryKiosk }> {
  const { kiosks } = await from.hub.directory(await lost.caller());
  const row = kiosks.find(({ id }) => id === lost.id);
  if (row === undefined) throw new Error('the directory leaves one out');
  const { mode, publicKey, certificate } = row;
  const author = { mode, publicKey, certificate };
  return { row, request: { ...lost.chain.push(), author, request: nextRequest(by.id) } };
}

describeOnBothStores('facts of a station that the hub never met', (open) => {
  test('are believed by the word of an earlier hub that this one knows, whoever brings them', async () => {
    const [old, next] = [await open(), await open()];
    const lost = await old.enrol('Lost', 'kiosk');
    lost.chain.add();
    const door = await next.enrol('Door', 'door');
    const at = { epoch: next.hub.identity().epoch };
    const first = await relayed(old, lost, door);
    const refused = problemOf(next.hub.push(await door.caller(), { ...first.request, ...at }));
    expect((await refused).code).toBe('bad-signature');
    await next.hub.seedKiosks([], [], [old.hub.identity().hubKey]);
    const { request, row } = await relayed(old, lost, door);
    // The word is of its mode and key, too: a kiosk is no desk.
    for (const change of [
      { mode: 'desk' as const },
      { publicKey: door.publicKey },
      { certificate: Buffer.alloc(64).toString('base64') },
    ]) {
      const changed = { ...request, ...at, author: { ...row, ...change } };
      expect((await problemOf(next.hub.push(await door.caller(), changed))).code).toBe(
        'bad-signature',
      );
    }
    const taken = await next.hub.push(await door.caller(), { ...request, ...at });
    expect(taken).toMatchObject({ stored: 1 });
    const known = (await next.hub.listKiosks()).find(({ id }) => id === lost.id);
    expect(known).toMatchObject({ mode: 'kiosk', state: 'replaced' });
    // It enrols anew, by a code of its own: that it was revoked meanwhile nobody here would know.
    const invite = { mode: null, name: '', replaces: null, takeover: true };
    const { code } = await next.hub.createInvite(invite);
    const comes = next.enrol('Lost', 'kiosk', code);
    expect((await problemOf(comes)).code).toBe('not-allowed');
  });

  test('are believed of a desk, and those of an earlier hub likewise', async () => {
    const [old, next] = [await open(), await open()];
    const lost = await old.enrol('Lost', 'door');
    lost.chain.add();
    const [desk, door] = [await next.enrol('Desk'), await next.enrol('Door', 'door')];
    const at = { epoch: next.hub.identity().epoch };
    const { request } = await relayed(old, lost, desk);
    const taken = await next.hub.push(await desk.caller(), { ...request, ...at });
    expect(taken).toMatchObject({ stored: 1 });
    const hub = hubAuthor(randomUUID());
    stationKeys.set(hub, stationKeys.get(lost.id) ?? '');
    const publicKey = publicKeyOf(readPrivateKey(stationKeys.get(hub) ?? ''));
    const author = { mode: 'desk' as const, publicKey, certificate: null };
    const [event] = lost.chain.events;
    if (event === undefined) throw new Error('no fact');
    const signature = lost.sign(headText({ kiosk: hub, incarnation: 1, ...event }));
    const ofHub = { ...request, ...at, kiosk: hub, author, events: [{ ...event, signature }] };
    const byDoor = { ...ofHub, request: nextRequest(door.id) };
    expect((await problemOf(next.hub.push(await door.caller(), byDoor))).code).toBe(
      'bad-signature',
    );
    const byDesk = { ...ofHub, request: nextRequest(desk.id) };
    expect(await next.hub.push(await desk.caller(), byDesk)).toMatchObject({
      stored: 0,
      quarantined: 1,
    });
    expect((await streamOf(next, desk)).rows).toHaveLength(2);
  });
});
