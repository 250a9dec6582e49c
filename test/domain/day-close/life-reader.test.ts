import { describe, expect, it } from 'vitest';
import { createLifeReader, type HeldLink } from '../../../domain/day-close/life-reader.ts';
import { genesisHash } from '../../../domain/ledger/chain.ts';
import { hash } from './chain-sample.ts';

const day = '2018-10-02';
const wall = 1_538_463_700_000;

/** A chain of links from their texts; a function is given the head before its link. */
function linksOf(...bodies: (string | ((head: string, count: number) => string))[]): HeldLink[] {
  const links: HeldLink[] = [];
  for (const [index, body] of bodies.entries()) {
    const head = links.at(-1)?.hash ?? genesisHash;
    const text = typeof body === 'string' ? body : body(head, index);
    links.push({ kseq: index + 1, hash: hash(head, text), body: text });
  }
  return links;
}

const fact = (localDay: string): string => JSON.stringify({ localDay, payload: '{}', wall });

/** A close, also one of another day or life, or one that says something wrong. */
const close =
  (change: object = {}, at: object = { wall }) =>
  (head: string, count: number) => {
    const payload = JSON.stringify({ day, incarnation: 1, count, head, ...change });
    return JSON.stringify({ localDay: day, payload, type: 'day-closed', ...at });
  };

const notCountedSeqs = [2, 3, 5];
function evidenceOf(
  links: readonly HeldLink[],
  change: { incarnation?: number; head?: object } = {},
) {
  const reader = createLifeReader(day, change.incarnation ?? 1, hash);
  for (const link of links) reader.add(link, !notCountedSeqs.includes(link.kseq));
  const last = links.at(-1);
  const head = { lastKseq: links.length, hash: last?.hash ?? genesisHash, ...change.head };
  return reader.evidence({ head, said: 9, beyond: 4 });
}

describe('a life', () => {
  it('without a link', () => {
    expect(evidenceOf([])).toEqual({
      incarnation: 1,
      count: 0,
      head: genesisHash,
      said: 9,
      brokenAt: null,
      close: null,
      unclosed: 0,
      beyond: 4,
      notCounted: [],
    });
  });

  it('is whole up to its head; what does not count is told in stretches', () => {
    const links = linksOf(...Array.from({ length: 6 }, () => fact(day)));
    expect(evidenceOf(links)).toMatchObject({
      count: 6,
      head: links[5]?.hash,
      brokenAt: null,
      unclosed: 6,
      notCounted: [
        { from: 2, to: 3 },
        { from: 5, to: 5 },
      ],
    });
  });

  it('is broken at the first link that is changed, missing, or not in its place', () => {
    const links = linksOf(fact(day), fact(day), fact(day));
    const broken = (at: number, change: Partial<HeldLink>) =>
      evidenceOf(links.map((link) => (link.kseq === at ? { ...link, ...change } : link)));
    for (const change of [{ body: fact('2018-10-03') }, { body: null }, { kseq: 7 }]) {
      expect(broken(2, change)).toMatchObject({ count: 1, brokenAt: 2, head: links[0]?.hash });
    }
    expect(broken(1, { body: null })).toMatchObject({ count: 0, brokenAt: 1 });
  });

  it('is broken behind its links where the stored head is another one', () => {
    const links = linksOf(fact(day), fact(day));
    expect(evidenceOf(links, { head: { lastKseq: 3 } }).brokenAt).toBe(3);
    expect(evidenceOf(links, { head: { hash: genesisHash } }).brokenAt).toBe(3);
    const missing = links.map((link) => (link.kseq === 1 ? { ...link, body: null } : link));
    expect(evidenceOf(missing).brokenAt).toBe(1);
  });
});

describe('a close', () => {
  it('ends what was open, and what follows it of the day is open again', () => {
    const links = linksOf(fact(day), close(), fact('2018-10-03'), fact(day), fact('2018-10-01'));
    expect(evidenceOf(links)).toMatchObject({
      close: { kseq: 2, count: 1, head: links[0]?.hash, agrees: true, wall },
      unclosed: 2,
    });
    expect(evidenceOf(linksOf(fact(day), close({ day: '2018-10-03' }))).close).not.toBeNull();
    expect(evidenceOf(linksOf(fact(day), close(), close())).close).toMatchObject({ kseq: 3 });
  });

  it('of an earlier day or another life closes nothing, and is nothing open', () => {
    for (const change of [{ day: '2018-10-01' }, { incarnation: 2 }]) {
      expect(evidenceOf(linksOf(fact(day), close(change)))).toMatchObject({
        close: null,
        unclosed: 1,
      });
    }
    const ofBranch = evidenceOf(linksOf(fact(day), close()), { incarnation: 5 * 4096 + 1 });
    expect(ofBranch).toMatchObject({ incarnation: 5 * 4096 + 1, close: { kseq: 2 }, unclosed: 0 });
  });

  it('that says another count or head does not agree', () => {
    for (const change of [{ count: 0 }, { head: 'ab'.repeat(32) }]) {
      expect(evidenceOf(linksOf(fact(day), close(change))).close).toMatchObject({ agrees: false });
    }
  });

  it('that nobody can read closes nothing', () => {
    const unreadable = [
      JSON.stringify({ localDay: day, payload: 'no JSON', type: 'day-closed', wall }),
      JSON.stringify({ localDay: day, type: 'day-closed', wall }),
      `{"payload":"\\x","localDay":"${day}","type":"day-closed"}`,
    ];
    for (const body of unreadable) {
      expect(evidenceOf(linksOf(fact(day), body))).toMatchObject({ close: null, unclosed: 2 });
    }
    const never = close({}, { wall: 8.64e15 + 1 });
    expect(evidenceOf(linksOf(fact(day), never)).close).toBeNull();
    expect(evidenceOf(linksOf(fact(day), close({}, {}))).close).toMatchObject({ wall: 0 });
  });

  it('is only a fact that says so; any text may be a link', () => {
    const said = close()(genesisHash, 0).replace('day-closed', 'note-written');
    expect(evidenceOf(linksOf(said))).toMatchObject({ close: null, unclosed: 1 });
    expect(evidenceOf(linksOf('any text'))).toMatchObject({ count: 1, unclosed: 0 });
  });
});
