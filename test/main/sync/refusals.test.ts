import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { countWaiting, hubLinkOf } from '../../../db/ledger/hub-link.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { pushRequestSchema } from '../../../domain/sync/sync.ts';
import { problemText } from '../../sim/network.ts';
import {
  cleanUp,
  deskFacts,
  hubFacts,
  joined,
  makeDesk,
  person,
  refuse,
  rigWithDesk,
  undisturbed,
} from './support.ts';

afterEach(cleanUp);

describe('a revoked kiosk', () => {
  it('receives nothing more, and what it writes stays with it', async () => {
    const { rig, a } = await rigWithDesk();
    const b = await makeDesk(rig, { name: 'B' });
    a.admit(person(1));
    await a.sync();
    await rig.hub.revokeStation(b.context.self.station);
    b.admit(b.addDelegate(2).id);
    await rig.hub.revokeStation(a.context.self.station);
    a.admit(person(3));
    rig.heard.length = 0;
    for (const desk of [b, a]) await expect(desk.sync()).rejects.toMatchObject({ code: 'revoked' });
    expect(rig.heard.map(({ method }) => method)).toEqual(['handshake', 'handshake']);
    expect(await hubFacts(rig)).toHaveLength(2);
    expect(await rig.hub.quarantine()).toEqual([]);
    expect(countWaiting(a.context.db).waiting).toBe(2);
  });

  it('that joins again pushes everything into the stream', async () => {
    const { rig, a } = await rigWithDesk();
    await rig.hub.revokeStation(a.context.self.station);
    a.admit(person(1));
    await expect(a.sync()).rejects.toMatchObject({ code: 'revoked' });
    a.token = await joined(rig, a, { name: 'A', mode: 'desk', keys: a.keys });
    await a.sync();
    expect(await hubFacts(rig)).toHaveLength(2);
  });
});

describe('a hub that is busy', () => {
  it.each(['busy', 'too-many-requests'] as const)(
    'with %s: the desk learns when to come again, and goes on where it was',
    async (code) => {
      const { rig, a } = await rigWithDesk();
      a.admit(person(1));
      a.between = refuse('push', new HubProblem(code, '', { retryAfter: 2_000 }));
      await expect(a.sync()).rejects.toMatchObject({ code, retryAfter: 2_000 });
      expect(countWaiting(a.context.db).waiting).toBe(2);
      a.between = undisturbed;
      await a.sync();
      expect(await hubFacts(rig)).toHaveLength(2);
    },
  );
});

describe('a hub that takes no more relayed facts for now', () => {
  it('is given the rest later; what others wrote comes all the same', async () => {
    const { rig, a } = await rigWithDesk();
    const b = await makeDesk(rig, { name: 'B' });
    const goBack = await rig.backUp();
    a.admit(person(1));
    await a.sync();
    await b.sync();
    await goBack();
    const c = await makeDesk(rig, { name: 'C' });
    c.admit(c.addDelegate(2).id);
    await c.sync();
    b.between = refuse('push', new HubProblem('too-many-requests', 'facts', { retryAfter: 2_000 }));
    await b.sync();
    expect(deskFacts(b)).toHaveLength(4);
    expect(await hubFacts(rig)).toHaveLength(2);
    b.between = undisturbed;
    await b.sync();
    expect(await hubFacts(rig)).toHaveLength(4);
  });
});

describe('a push that is too large', () => {
  it('is halved until it fits', async () => {
    const { rig, a } = await rigWithDesk();
    for (const number of [1, 2, 3, 4, 5, 6]) a.admit(person(number));
    const sizes: number[] = [];
    a.between = async (letter, deliver) => {
      if (letter.method !== 'push') return await deliver();
      const { events } = pushRequestSchema.parse(JSON.parse(letter.text));
      sizes.push(events.length);
      if (events.length <= 3) return await deliver();
      return { ok: false, text: problemText(new HubProblem('too-large')) };
    };
    expect(await a.sync()).toMatchObject({ pushed: 12 });
    expect(sizes).toEqual([12, 6, 3, 3, 3, 3]);
    expect(await hubFacts(rig)).toHaveLength(12);
  });

  it('of a single fact is the hub’s word, and nothing is dropped', async () => {
    const { a } = await rigWithDesk();
    a.admit(person(1));
    a.between = refuse('push', new HubProblem('too-large'));
    await expect(a.sync()).rejects.toMatchObject({ code: 'too-large' });
    expect(countWaiting(a.context.db).waiting).toBe(2);
  });
});

describe('a page', () => {
  const cases: [string, (lines: string[]) => string[]][] = [
    ['without its last line', (lines) => lines.slice(0, -1)],
    ['without a row', (lines) => lines.slice(1)],
    ['in another order', ([first = '', second = '', ...rest]) => [second, first, ...rest]],
    ['with a row twice', ([first = '', ...rest]) => [first, first, ...rest]],
    ['with a row that is cut', ([first = '', ...rest]) => [first.slice(0, 40), ...rest]],
  ];
  it.each(cases)('%s is refused whole, and read anew', async (_name, change) => {
    const { rig, a } = await rigWithDesk();
    a.admit(person(1));
    await a.sync();
    const b = await makeDesk(rig, { name: 'B' });
    b.between = async (letter, deliver) => {
      const reply = await deliver();
      if (letter.method !== 'pullEvents' || !reply.ok) return reply;
      const lines = change(reply.text.trimEnd().split('\n'));
      return { ok: true, text: lines.map((line) => `${line}\n`).join('') };
    };
    await expect(b.sync()).rejects.toMatchObject({ code: 'bad-answer' });
    expect(deskFacts(b)).toEqual([]);
    expect(hubLinkOf(b.context.db).eventSeq).toBe(0);
    b.between = undisturbed;
    expect(await b.sync()).toMatchObject({ facts: 2 });
  });
});

describe('a request with a token that nobody has', () => {
  it('is refused, and nothing is lost here', async () => {
    const { rig, a } = await rigWithDesk();
    a.admit(person(1));
    a.token = randomBytes(32).toString('base64url');
    await expect(a.sync()).rejects.toMatchObject({ code: 'unauthorised' });
    expect(countWaiting(a.context.db).waiting).toBe(2);
    expect(await hubFacts(rig)).toEqual([]);
  });
});
