import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { pushLimits } from '../../../domain/base/protocol.ts';
import { branchOf, genesisHash } from '../../../domain/ledger/chain.ts';
import type { WireEvent } from '../../../domain/sync/events.ts';
import {
  type StickAnswer,
  type StickContent,
  stickContentText,
  stickFile,
  stickInside,
  stickSignedText,
} from '../../../domain/sync/stick.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { sealFor } from '../../../platform/crypto/sealed.ts';
import { createTestChain, signedRun } from '../support/test-chain.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';
import { problemOf, streamOf } from '../support/test-requests.ts';

interface Change {
  content?: Partial<StickContent>;
  /** Changes to the lines that anyone can read. */
  outside?: Partial<StickContent>;
  signedBy?: Pick<TestStation, 'sign'>;
  sealedFor?: string;
  /** False: no link of the chains is signed. */
  areHeadsSigned?: false;
}

async function stickOf({ hub, time }: TestHub, station: TestStation, change: Change = {}) {
  const content: StickContent = {
    event: hub.identity().event.id,
    hubKey: hub.identity().hubKey,
    station: station.id,
    written: time.now,
    chains: [{ incarnation: 1, previous: genesisHash, events: station.chain.events }],
    ...change.content,
  };
  content.chains = content.chains.map((chain) => ({
    ...chain,
    events:
      change.areHeadsSigned === false
        ? chain.events
        : signedPieces({ station: station.id, ...chain }),
  }));
  const text = stickContentText(content);
  const hash = createHash('sha256').update(text, 'utf8').digest('hex');
  const signature = (change.signedBy ?? station).sign(stickSignedText(hash));
  const sealed = await sealFor(change.sealedFor ?? content.hubKey, stickInside(signature, text));
  return stickFile({ ...content, ...change.outside }, sealed);
}

/** The links of a stick, signed at the end of each piece that the hub takes at once. */
function signedPieces(chain: { station: string; incarnation: number; events: WireEvent[] }) {
  const pieces: WireEvent[] = [];
  for (let start = 0; start < chain.events.length; start += pushLimits.events) {
    pieces.push(...signedRun(chain, chain.events.slice(start, start + pushLimits.events)));
  }
  return pieces;
}

function refused(reason: string, stationName: string | null = 'Desk'): object {
  return { outcome: 'refused', reason, stationName, quarantined: 0 };
}

describeOnBothStores('stick', (open) => {
  async function benchWithFacts(count: number): Promise<{ bench: TestHub; desk: TestStation }> {
    const bench = await open();
    const desk = await bench.enrol();
    for (let fact = 0; fact < count; fact += 1) desk.chain.add();
    return { bench, desk };
  }

  test('brings every fact with its personal payload, and the same stick again nothing', async () => {
    const { bench, desk } = await benchWithFacts(1_203);
    desk.chain.add({ type: 'note-written' }, { text: 'Came by train' });
    await bench.hub.push(await desk.caller(), desk.chain.push(1, 200));
    const file = await stickOf(bench, desk);
    expect(await bench.hub.importStick(file, null)).toEqual({
      outcome: 'imported',
      station: desk.id,
      stationName: 'Desk',
      written: bench.time.now,
      stored: 1_004,
      known: 200,
      quarantined: 0,
    });
    expect(bench.changes).toContainEqual({ events: 1_204 });
    const rows = await bench.store.db.selectFrom('personal').select('payload').execute();
    expect(rows).toEqual([{ payload: '{"text":"Came by train"}' }]);
    expect(await bench.hub.importStick(file, null)).toMatchObject({ stored: 0, known: 1_204 });
    expect((await streamOf(bench, desk)).end.last).toBe(1_204);
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('brings a second history from where it differs', async () => {
    const { bench, desk } = await benchWithFacts(3);
    const clone = desk.chain.fork(2);
    for (let fact = 0; fact < pushLimits.events; fact += 1) clone.add();
    await bench.hub.push(await desk.caller(), desk.chain.push());
    const place = branchOf(1, clone.events[2]?.hash ?? '');
    const chains = [desk.chain, { ...clone, incarnation: place }].map(({ incarnation, events }) => {
      return { incarnation, previous: genesisHash, events };
    });
    const file = await stickOf(bench, desk, { content: { chains } });
    const { events } = pushLimits;
    expect(await bench.hub.importStick(file, null)).toMatchObject({ stored: events, known: 5 });
    expect(await bench.hub.importStick(file, null)).toMatchObject({ stored: 0 });
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('the kiosk goes on afterwards as if it had pushed, and was not seen by being carried', async () => {
    const { bench, desk } = await benchWithFacts(3);
    bench.time.now += 60_000;
    await bench.hub.importStick(await stickOf(bench, desk), null);
    const [entry] = await bench.hub.listStations();
    expect(entry?.lastSeen).toBe(bench.time.now - 60_000);
    desk.chain.add();
    expect(await bench.hub.push(await desk.caller(), desk.chain.push(1))).toMatchObject({
      stored: 1,
      known: 3,
    });
  });

  test('a desk hands it on; a kiosk without access to the hub does not', async () => {
    const { bench, desk } = await benchWithFacts(2);
    const carrier = await bench.enrol('Desk 2');
    const file = await stickOf(bench, desk);
    await bench.hub.revokeStation(carrier.id);
    const work = bench.hub.importStick(file, await carrier.caller());
    expect((await problemOf(work)).code).toBe('revoked');
    const other = await bench.enrol('Desk 3');
    expect(await bench.hub.importStick(file, await other.caller())).toMatchObject({ stored: 2 });
  });

  test('earlier lives of the kiosk come along', async () => {
    const { bench, desk } = await benchWithFacts(2);
    const second = createTestChain(desk.id, () => bench.hub.identity().epoch, 2);
    second.add();
    const chains = [desk.chain, second].map(({ incarnation, events }) => ({
      incarnation,
      previous: genesisHash,
      events,
    }));
    const file = await stickOf(bench, desk, { content: { chains } });
    expect(await bench.hub.importStick(file, null)).toMatchObject({ stored: 3 });
    expect((await bench.hub.listStations())[0]?.chains.map(({ lastKseq }) => lastKseq)).toEqual([
      2, 1,
    ]);
  });

  test('what is not understood is kept in quarantine, as of a push', async () => {
    const { bench, desk } = await benchWithFacts(2);
    desk.chain.addBody(() => '{"type":"from-the-future"}');
    desk.chain.add();
    const file = await stickOf(bench, desk);
    expect(await bench.hub.importStick(file, null)).toMatchObject({ stored: 3, quarantined: 1 });
    expect((await bench.hub.quarantine()).map(({ reason }) => reason)).toEqual(['not-understood']);
    expect(await bench.hub.importStick(file, null)).toMatchObject({ stored: 0, quarantined: 0 });
  });

  test('of a revoked kiosk everything goes into quarantine, and nothing is lost', async () => {
    const { bench, desk } = await benchWithFacts(2);
    const file = await stickOf(bench, desk);
    await bench.hub.revokeStation(desk.id);
    const answer: StickAnswer = await bench.hub.importStick(file, null);
    expect(answer).toEqual({ ...refused('revoked'), quarantined: 2 });
    await bench.hub.importStick(file, null);
    expect(await bench.hub.quarantine()).toHaveLength(2);
    expect((await bench.hub.overview()).facts).toEqual({});
  });

  test('another history of the kiosk is refused, and the hub keeps its own', async () => {
    const { bench, desk } = await benchWithFacts(3);
    await bench.hub.push(await desk.caller(), desk.chain.push());
    const clone = desk.chain.fork(1);
    clone.add();
    clone.add();
    const chains = [{ incarnation: 1, previous: genesisHash, events: clone.events }];
    const file = await stickOf(bench, desk, { content: { chains } });
    expect(await bench.hub.importStick(file, null)).toEqual(refused('chain-differs'));
    const gap = [
      { incarnation: 1, previous: clone.events[1]?.hash ?? '', events: clone.events.slice(2) },
    ];
    const later = await stickOf(bench, desk, { content: { chains: gap } });
    expect(await bench.hub.importStick(later, null)).toEqual(refused('chain-differs'));
    expect((await streamOf(bench, desk)).end.last).toBe(3);
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('what is wrong with a file is said, and nothing of it is taken', async () => {
    const { bench, desk } = await benchWithFacts(3);
    const stranger = await (await open()).enrol('Stranger');
    stranger.chain.add();
    const otherKey = makeSigningKeys().publicKey;
    const good = await stickOf(bench, desk);
    const text = Buffer.from(good).toString('latin1');
    const [first, second] = desk.chain.events;
    const torn = first === undefined || second === undefined ? [] : [first, { ...second, kseq: 3 }];
    const bytes = (content: string): Uint8Array => Buffer.from(content, 'latin1');
    const changed = (at: number): Uint8Array => {
      const copy = Uint8Array.from(good);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy;
    };
    const of = (change: Change): Promise<Uint8Array> => stickOf(bench, desk, change);
    const files: [string, Uint8Array, object][] = [
      ['nothing', new Uint8Array(), refused('not-a-stick', null)],
      ['a picture', bytes('\x89PNG\r\n\x1a\n'.repeat(200)), refused('not-a-stick', null)],
      ['a newer form', bytes(text.replace('stick 1', 'stick 2')), refused('newer-version', null)],
      ['cut in its head', good.slice(0, 100), refused('truncated', null)],
      ['cut in its body', good.slice(0, -100), refused('truncated')],
      ['one byte less', good.slice(0, -1), refused('truncated')],
      ['one byte more', Buffer.concat([good, Buffer.of(10)]), refused('damaged')],
      ['a changed byte in its body', changed(good.length - 40), refused('damaged')],
      ['a changed byte in its key', changed(text.indexOf('X25519') + 12), refused('damaged')],
      [
        'another event',
        await of({ content: { event: randomUUID() } }),
        refused('other-event', null),
      ],
      ['another hub', await of({ content: { hubKey: otherKey } }), refused('other-hub')],
      ['sealed for another hub', await of({ sealedFor: otherKey }), refused('damaged')],
      ['another head', await of({ outside: { written: 5 } }), refused('damaged')],
      [
        'a kiosk that nobody knows',
        await stickOf(bench, stranger),
        refused('unknown-station', null),
      ],
      ['signed by another', await of({ signedBy: stranger }), refused('bad-signature')],
      ['without signed heads', await of({ areHeadsSigned: false }), refused('bad-signature')],
      [
        'a chain that does not hold together',
        await of({
          content: { chains: [{ incarnation: 1, previous: genesisHash, events: torn }] },
        }),
        refused('damaged'),
      ],
    ];
    for (const [name, file, answer] of files) {
      expect(await bench.hub.importStick(file, null), name).toEqual(answer);
    }
    expect((await bench.hub.overview()).facts).toEqual({});
    expect(await bench.hub.quarantine()).toEqual([]);
    expect(await bench.hub.importStick(good, null)).toMatchObject({ stored: 3 });
  });

  test('what a revoked station wrote counts once two persons released it', async () => {
    const { bench, desk } = await benchWithFacts(3);
    await bench.hub.push(await desk.caller(), desk.chain.push(1, 1));
    await bench.hub.revokeStation(desk.id);
    const file = await stickOf(bench, desk);
    expect(await bench.hub.importStick(file, null)).toMatchObject({ quarantined: 3 });
    const range = { station: desk.id, incarnation: 1, from: 1, to: 3 };
    const by = (name: string) => ({ kind: 'administrator', id: name, name }) as const;
    const { id } = await bench.hub.judging.request({ verdict: 'count', range }, by('Anna'));
    await bench.hub.judging.approve(id, by('Bob'));
    expect((await bench.hub.overview()).facts).toMatchObject({ admitted: 3 });
    expect(await bench.hub.checkAll()).toEqual([]);
    // After the order none of it is accepted.
    desk.chain.add();
    expect(await bench.hub.importStick(await stickOf(bench, desk), null)).toMatchObject({
      quarantined: 4,
    });
  });
});
