import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { maxFormerHubs } from '../../../domain/base/protocol.ts';
import { bodyOf, hubAuthor } from '../../../domain/ledger/chain.ts';
import { headText } from '../../../domain/ledger/signed-head.ts';
import type { DirectoryStation } from '../../../domain/sync/directory.ts';
import type { PushRequest } from '../../../domain/sync/sync.ts';
import { makeSigningKeys, publicKeyOf, readPrivateKey } from '../../../platform/crypto/ed25519.ts';
import { createTestChain, nextRequest, stationKeys } from '../support/test-chain.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';
import { problemOf, streamOf } from '../support/test-requests.ts';

/** What a station of `from` tells another hub about the facts that `lost` wrote. */
async function relayed(
  from: TestHub,
  lost: TestStation,
  by: TestStation,
): Promise<{ request: PushRequest; row: DirectoryStation }> {
  const { stations } = await from.hub.directory(await lost.caller());
  const row = stations.find(({ id }) => id === lost.id);
  if (row === undefined) throw new Error('the directory leaves one out');
  const { mode, publicKey, certificate, joined } = row;
  const author = { mode, publicKey, certificate, joined };
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
    await next.hub.seedStations([], [], [old.hub.identity().hubKey]);
    const { request, row } = await relayed(old, lost, door);
    // The statement includes mode and key: a kiosk is no desk.
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
    const known = (await next.hub.listStations()).find(({ id }) => id === lost.id);
    expect(known).toMatchObject({ mode: 'kiosk', state: 'replaced' });
    // It enrols again with its own code: this hub could not know of a revocation meanwhile.
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
    const author = { mode: 'desk' as const, publicKey, certificate: null, joined: null };
    const [event] = lost.chain.events;
    if (event === undefined) throw new Error('no fact');
    const signature = lost.sign(headText({ station: hub, incarnation: 1, ...event }));
    const ofHub = { ...request, ...at, station: hub, author, events: [{ ...event, signature }] };
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

describeOnBothStores('facts of another station', (open) => {
  test('any kiosk may relay what another signed; the hub notes who did', async () => {
    const bench = await open();
    const [lost, door] = [await bench.enrol('Lost'), await bench.enrol('Door', 'door')];
    lost.chain.add();
    const request = { ...lost.chain.push(), request: nextRequest(door.id) };
    expect(await bench.hub.push(await door.caller(), request)).toMatchObject({
      stored: 1,
      head: { station: lost.id },
    });
    const row = await bench.store.db
      .selectFrom('attendance_event')
      .select(['station', 'relayed_by'])
      .executeTakeFirst();
    expect(row).toEqual({ station: lost.id, relayed_by: door.id });
  });

  test('nobody writes in another’s name: unsigned, signed by oneself, added to what was signed', async () => {
    const bench = await open();
    const [desk, kiosk] = [await bench.enrol('Desk'), await bench.enrol('Kiosk', 'kiosk')];
    for (let fact = 0; fact < 3; fact += 1) desk.chain.add();
    const whole = desk.chain.push();
    const own = whole.events.map((event) => ({
      ...event,
      signature: kiosk.sign(headText({ station: desk.id, incarnation: 1, ...event })),
    }));
    const forged = [
      { ...whole, events: whole.events.map((event) => ({ ...event, signature: null })) },
      { ...whole, events: own },
      desk.chain.push(1, 2),
    ];
    forged[2]?.events.push(...whole.events.slice(2).map((one) => ({ ...one, signature: null })));
    for (const request of forged) {
      const relayed = { ...request, request: nextRequest(kiosk.id) };
      const refused = await problemOf(bench.hub.push(await kiosk.caller(), relayed));
      expect(refused.code).toBe('bad-signature');
    }
    expect((await streamOf(bench, desk)).rows).toEqual([]);
    // Nobody can prove anything of a station that the hub has never heard of.
    const stranger = createTestChain(randomUUID(), () => bench.hub.identity().epoch);
    stranger.add();
    const asked = { ...stranger.push(), request: nextRequest(kiosk.id) };
    expect((await problemOf(bench.hub.push(await kiosk.caller(), asked))).code).toBe(
      'bad-signature',
    );
  });

  test('nobody suppresses another’s fact by one of their own under its id', async () => {
    const bench = await open();
    const [desk, kiosk] = [await bench.enrol('Desk'), await bench.enrol('Kiosk', 'kiosk')];
    const { id, ...others } = JSON.parse(desk.chain.add().body);
    kiosk.chain.addBody((kseq) => bodyOf({ ...others, id, station: kiosk.id, kseq }));
    expect(await bench.hub.push(await kiosk.caller(), kiosk.chain.push())).toMatchObject({
      stored: 0,
      quarantined: 1,
    });
    expect(await bench.hub.push(await desk.caller(), desk.chain.push())).toMatchObject({
      stored: 1,
    });
    expect((await bench.hub.overview()).facts).toEqual({ admitted: 1 });
    expect((await bench.hub.quarantine())[0]).toMatchObject({ reason: 'other-envelope' });
  });
});

describeOnBothStores('keys of earlier hubs that a desk names', (open) => {
  const made = (count: number) => Array.from({ length: count }, () => makeSigningKeys().publicKey);

  async function name({ hub, time }: TestHub, desk: TestStation, formerHubs: string[]) {
    await hub.handshake(await desk.caller(), {
      event: hub.identity().event.id,
      held: [],
      name: 'Desk',
      mode: 'desk',
      version: '1',
      wall: time.now,
      operators: [],
      formerHubs,
      own: { station: desk.id, incarnation: 1, lastKseq: 0, hash: '0'.repeat(64) },
    });
  }

  test('take no other desk’s place, however many, and end with its revocation', async () => {
    const bench = await open();
    const [bad, good] = [await bench.enrol('Bad'), await bench.enrol('Good')];
    const [real = ''] = made(1);
    for (let round = 0; round < 3; round += 1) await name(bench, bad, made(maxFormerHubs));
    await name(bench, bad, [real]);
    await name(bench, good, [real]);
    const known = async () => (await bench.hub.directory(await good.caller())).formerHubs;
    expect(await known()).toHaveLength(maxFormerHubs + 1);
    expect(await known()).toContain(real);
    await bench.hub.revokeStation(bad.id);
    expect(await known()).toEqual([real]);
  });
});
