import { afterEach, expect, it } from 'vitest';
import { findHeldChain } from '../../../db/ledger/held-chains.ts';
import { countWaiting } from '../../../db/ledger/hub-link.ts';
import { branchOf, genesisHash, hashBody } from '../../../domain/ledger/chain.ts';
import type { WireEvent } from '../../../domain/sync/events.ts';
import { pushRequestSchema } from '../../../domain/sync/sync.ts';
import { appendEvent } from '../../../main/ledger/append-event.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { signedRun, stationKeys } from '../../hub/support/test-chain.ts';
import {
  cleanUp,
  deskFacts,
  type HubRig,
  hubFacts,
  makeDesk,
  person,
  rigWithDesk,
  type SyncDesk,
  undisturbed,
} from './support.ts';

afterEach(cleanUp);

/** Links of a future version, which the hub keeps in quarantine. */
function linksOfLater(count: number): WireEvent[] {
  const events: WireEvent[] = [];
  let previous = genesisHash;
  for (let kseq = 1; kseq <= count; kseq += 1) {
    const body = `{"from":"later","kseq":${kseq}}`;
    const hash = hashBody(previous, body, nodeCrypto);
    events.push({ kseq, hash, body, personal: null, signature: null, receipt: null });
    previous = hash;
  }
  return events;
}

async function pushAs(rig: HubRig, clone: SyncDesk, count: number): Promise<void> {
  const { station } = clone.station();
  const caller = await rig.hub.stationOfToken(clone.token);
  if (caller === null) throw new Error('nobody has this token');
  const { epoch } = rig.hub.identity();
  stationKeys.set(station, clone.keys.privateKey);
  await rig.hub.push(caller, {
    epoch,
    request: 1_000,
    station,
    incarnation: 1,
    previous: genesisHash,
    events: signedRun({ station, incarnation: 1 }, linksOfLater(count)),
    author: null,
  });
}

it('facts whose place in the hub’s chain is taken become a branch, which whoever holds it relays', async () => {
  const { rig, a } = await rigWithDesk();
  const b = await makeDesk(rig, { name: 'B' });
  await b.sync();
  const restore = await rig.backUp();
  b.admit(person(1));
  await b.sync();
  await a.sync();
  const facts = deskFacts(a);
  expect(facts).toHaveLength(2);
  await restore();
  // A clone of B with a later version of the app pushed first; B's own disk is gone.
  await pushAs(rig, b, 3);
  expect(await hubFacts(rig)).toEqual([]);
  expect(await a.sync()).toMatchObject({ newEpoch: true, relayed: 2 });
  expect((await hubFacts(rig)).sort()).toEqual(facts);
  expect(deskFacts(a)).toEqual(facts);
  expect(await rig.hub.checkAll()).toEqual([]);
  // Done once: the next exchanges have nothing to do.
  expect(await a.sync()).toMatchObject({ relayed: 0, facts: 0 });
});

it('a branch under a made-up number counts nowhere', async () => {
  const { rig, a } = await rigWithDesk();
  const b = await makeDesk(rig, { name: 'B' });
  await b.sync();
  const restore = await rig.backUp();
  b.admit(person(1));
  await b.sync();
  await a.sync();
  const facts = deskFacts(a);
  await restore();
  await pushAs(rig, b, 3);
  await a.sync();
  const place = branchOf(1, b.chain()[0]?.hash ?? '');
  const c = await makeDesk(rig, { name: 'C' });
  c.between = async (letter, deliver) => {
    const reply = await deliver();
    if (letter.method !== 'pullEvents' || !reply.ok) return reply;
    const other = `"incarnation":${place + 4096}`;
    return { ok: true, text: reply.text.replaceAll(`"incarnation":${place}`, other) };
  };
  await c.sync();
  expect(deskFacts(c)).not.toContain(b.chain()[0]?.id);
  const d = await makeDesk(rig, { name: 'D' });
  await d.sync();
  expect(deskFacts(d)).toEqual(facts);
});

it('what lies in quarantine at the hub keeps its place at stations, which bring it again, and counts nowhere', async () => {
  const { rig, a } = await rigWithDesk();
  const door = await makeDesk(rig, { name: 'Door', mode: 'door' });
  await door.sync();
  const restore = await rig.backUp();
  // A door issues no badges: only a thief makes it do so.
  door.admit(person(1));
  await door.sync();
  expect((await rig.hub.quarantine()).map(({ reason }) => reason)).toEqual(['not-allowed']);
  await a.sync();
  const [admitted] = door.chain();
  expect(deskFacts(a)).toEqual([admitted?.id]);
  expect(countWaiting(a.context.db).quarantined).toBe(0);
  const { station } = door.station();
  expect(findHeldChain(a.context.db, station, 1)).toMatchObject({ lastKseq: 2 });
  await restore();
  expect(await a.sync()).toMatchObject({ newEpoch: true, relayed: 1 });
  expect(await rig.hub.quarantine()).toHaveLength(1);
  expect(await hubFacts(rig)).toEqual([admitted?.id]);
  expect(await rig.hub.checkAll()).toEqual([]);
});

it('what a station holds of another beyond its signature waits for its author', async () => {
  const { rig, a } = await rigWithDesk();
  const b = await makeDesk(rig, { name: 'B' });
  await b.sync();
  const restore = await rig.backUp();
  b.admit(person(1));
  await b.sync();
  b.admit(person(2));
  // The page that A reads ends within B's push.
  a.between = async (letter, deliver) => {
    const reply = await deliver();
    if (letter.method !== 'pullEvents' || !reply.ok) return reply;
    const [first = '', ...lines] = reply.text.trimEnd().split('\n');
    const { station, kseq, ...rest } = JSON.parse(first);
    expect([station, kseq, rest.signature]).toEqual([b.station().station, 1, null]);
    const end = { ...JSON.parse(lines.at(-1) ?? ''), next: 1, last: 1, rows: 1 };
    return { ok: true, text: `${first}\n${JSON.stringify(end)}\n` };
  };
  await a.sync();
  a.between = undisturbed;
  expect(deskFacts(a)).toHaveLength(1);
  await restore();
  expect(await a.sync()).toMatchObject({ newEpoch: true, relayed: 0 });
  expect(await hubFacts(rig)).toEqual([]);
  await b.sync();
  expect(await hubFacts(rig)).toHaveLength(4);
  await a.sync();
  expect(deskFacts(a)).toEqual(deskFacts(b));
});

it('a long chain is relayed in pieces that end where its author signed', async () => {
  const { rig, a } = await rigWithDesk();
  const b = await makeDesk(rig, { name: 'B' });
  await b.sync();
  const restore = await rig.backUp();
  const { context } = b;
  const write = (count: number) =>
    context.db
      .transaction(() => {
        for (let written = 0; written < count; written += 1) {
          appendEvent(context, {
            type: 'help-called',
            delegateId: null,
            checkpoint: 'registration',
            targetId: null,
            operatorId: null,
            badgeSerial: null,
            payload: { written },
          });
        }
      })
      .immediate();
  write(10);
  await b.sync();
  write(595);
  await b.sync();
  await a.sync();
  expect(deskFacts(a)).toHaveLength(605);
  await restore();
  rig.heard.length = 0;
  expect(await a.sync()).toMatchObject({ newEpoch: true, relayed: 605 });
  const sizes = rig.heard
    .filter(({ method }) => method === 'push')
    .map(({ text }) => pushRequestSchema.parse(JSON.parse(text)).events.length);
  // The limits of a request would end the first one within what B sent as its second.
  expect([sizes.length, sizes[0]]).toEqual([3, 10]);
  expect((await hubFacts(rig)).sort()).toEqual(deskFacts(a));
  expect(await rig.hub.checkAll()).toEqual([]);
});
