import { afterEach, describe, expect, it } from 'vitest';
import { countWaiting, hubLinkOf } from '../../../db/ledger/hub-link.ts';
import { bodyOf, factId, hashBody } from '../../../domain/ledger/chain.ts';
import { headText } from '../../../domain/ledger/signed-head.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import {
  type Between,
  cleanUp,
  cloneDisk,
  deskFacts,
  hubFacts,
  joined,
  makeDesk,
  person,
  refuse,
  rigWithDesk,
  type SyncDesk,
  undisturbed,
} from './support.ts';

afterEach(cleanUp);

describe('a hub of another version', () => {
  it.each(['protocol-too-old', 'protocol-too-new'] as const)(
    'that says %s: the desk keeps queueing, and pushes after the update',
    async (code) => {
      const { rig, a } = await rigWithDesk();
      a.between = refuse('handshake', new HubProblem(code));
      a.admit(person(1));
      await expect(a.sync()).rejects.toMatchObject({ code });
      a.admit(person(2));
      expect(countWaiting(a.context.db).waiting).toBe(4);
      expect(await hubFacts(rig)).toEqual([]);
      a.between = undisturbed;
      expect(await a.sync()).toMatchObject({ pushed: 4 });
    },
  );
});

/** Makes the hub present a fact of its stream as one of a newer version. */
function newerFact(
  author: Pick<SyncDesk, 'keys'>,
  change: (body: Record<string, unknown>) => void,
): Between {
  return async (letter, deliver) => {
    const reply = await deliver();
    if (letter.method !== 'pullEvents' || !reply.ok) return reply;
    const lines = reply.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    let previous = '0'.repeat(64);
    for (const line of lines) {
      if (!('body' in line)) continue;
      const body = JSON.parse(line.body);
      if (line.kseq === 1) change(body);
      const textOf = (): string => JSON.stringify(body, Object.keys(body).sort());
      body.id = factId(textOf(), nodeCrypto);
      line.body = textOf();
      line.hash = hashBody(previous, line.body, nodeCrypto);
      previous = line.hash;
      if (line.signature !== null) {
        const key = readPrivateKey(author.keys.privateKey);
        line.signature = signText(key, headText(line));
      }
    }
    return { ok: true, text: lines.map((line) => `${JSON.stringify(line)}\n`).join('') };
  };
}

describe('facts of a newer version', () => {
  it('of an unknown kind are kept as they came, counted, and hold nothing up', async () => {
    const { rig, a } = await rigWithDesk();
    a.admit(person(1));
    await a.sync();
    const b = await makeDesk(rig, { name: 'B' });
    b.between = newerFact(a, (body) => {
      body.type = 'escorted';
    });
    expect(await b.sync()).toMatchObject({ facts: 1 });
    expect(countWaiting(b.context.db).quarantined).toBe(1);
    const [kept] = b.context.db
      .prepare<[], { body: string }>('SELECT body FROM unknown_event')
      .all();
    expect(kept?.body).toContain('"type":"escorted"');
    expect(hubLinkOf(b.context.db).eventSeq).toBe(2);
    // The changed lines do not fit the hub's chain: that is checked once, and nothing is requested
    // again.
    await b.sync();
    rig.heard.length = 0;
    await b.sync();
    expect(rig.heard.map(({ method }) => method)).toEqual(['handshake']);
  });

  it('that an update of the app understands count from its first sync on', async () => {
    const { rig, a } = await rigWithDesk();
    a.admit(person(1));
    await a.sync();
    const b = await makeDesk(rig, { name: 'B' });
    b.between = newerFact(a, (body) => {
      body.type = 'escorted';
    });
    await b.sync();
    const { db } = b.context;
    const admissions = () => db.prepare('SELECT 1 FROM admission').all().length;
    expect(admissions()).toBe(0);
    // The effect of the update: it understands the same texts as facts. Here they become today's
    // texts.
    const [fact] = a.chain();
    if (fact === undefined) throw new Error('an empty chain');
    const { hash, ...fields } = fact;
    db.prepare('UPDATE unknown_event SET body = ?, hash = ?').run(bodyOf(fields), hash);
    b.between = undisturbed;
    const updated = await makeDesk(rig, { name: 'B', folder: cloneDisk(b), like: b });
    await updated.sync();
    expect(deskFacts(updated)).toEqual([...(await hubFacts(rig))].sort());
    expect(updated.context.db.prepare('SELECT 1 FROM admission').all()).toHaveLength(1);
    expect(countWaiting(updated.context.db).quarantined).toBe(0);
    expect(updated.admit(person(1))).toMatchObject({ outcome: 'already-in' });
  });

  it('with fields that nobody knows here keep them, and a relay passes them on', async () => {
    const { rig, a } = await rigWithDesk();
    const restore = await rig.backUp();
    const b = await makeDesk(rig, { name: 'B' });
    a.admit(person(1));
    await a.sync();
    b.between = newerFact(a, (body) => {
      body.escort = 'the chief';
    });
    await b.sync();
    b.between = undisturbed;
    const bodies = b.context.db.prepare<[], { body: string }>('SELECT body FROM event_body').all();
    expect(bodies).toHaveLength(1);
    expect(bodies[0]?.body).toContain('"escort":"the chief"');
    await restore();
    b.token = await joined(rig, b, { name: 'B', mode: 'desk', keys: b.keys });
    expect(await b.sync()).toMatchObject({ relayed: 2 });
    const rows = await rig.store.db.selectFrom('attendance_event').select('body').execute();
    expect(rows.filter(({ body }) => body?.includes('"escort":"the chief"'))).toHaveLength(1);
    expect(await rig.hub.checkAll()).toEqual([]);
  });
});

describe('a hub that does not understand a fact', () => {
  it('keeps it in quarantine and acknowledges it: what follows is not held up', async () => {
    const { rig, a } = await rigWithDesk();
    a.admit(person(1));
    const odd = writeOdd(a);
    a.admit(person(2));
    await a.sync();
    expect((await rig.hub.quarantine()).map(({ reason, kseq }) => [reason, kseq])).toEqual([
      ['not-understood', odd],
    ]);
    expect(await hubFacts(rig)).toHaveLength(4);
    expect(countWaiting(a.context.db)).toMatchObject({ waiting: 0 });
    await a.sync();
    expect(hubLinkOf(a.context.db).quarantined).toBe(1);
    expect(await rig.hub.checkAll()).toEqual([]);
  });
});

/**
 * Appends a link of a kind that only a newer version knows to the desk's chain; returns its number.
 */
function writeOdd(desk: SyncDesk): number {
  const { db } = desk.context;
  const { station, incarnation, lastKseq, chainHead } = desk.station();
  const kseq = lastKseq + 1;
  const [last] = desk.chain().slice(-1);
  if (last === undefined) throw new Error('an empty chain');
  const { hash: _hash, ...fields } = last;
  const body = bodyOf({ ...fields, kseq }).replace('"type":"badge-issued"', '"type":"escorted"');
  expect(body).toContain('escorted');
  const hash = hashBody(chainHead, body, nodeCrypto);
  db.prepare(
    `INSERT INTO unknown_event (station, incarnation, kseq, hash, body, aside, wall) VALUES (?, ?, ?, ?, ?, 0, 0)`,
  ).run(station, incarnation, kseq, hash, body);
  db.prepare('UPDATE station SET last_kseq = ?, chain_head = ?').run(kseq, hash);
  return kseq;
}
