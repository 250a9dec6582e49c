import { describe, expect, it } from 'vitest';
import { countsAsIssue, issueOfToken, tokenProofOf } from '../../domain/badges/badge-token.ts';

const station = 'a7f30c12-0000-4000-8000-000000000001';
const issue = {
  type: 'badge-issued' as const,
  station,
  badgeSerial: 'A7F30C12-000001',
  delegateId: 'd',
};

describe('an issue', () => {
  it('counts of the station whose number begins the serial, and of nobody else', () => {
    expect(countsAsIssue(issue)).toBe(true);
    const other = 'b7f30c12-0000-4000-8000-000000000001';
    expect(countsAsIssue({ ...issue, station: other })).toBe(false);
  });

  it.each([
    ['another fact', { type: 'badge-printed' as const }],
    ['no person', { delegateId: null }],
    ['no serial', { badgeSerial: null }],
    ['a serial that is written otherwise', { badgeSerial: 'a7f30c12-000001' }],
  ])('is not %s', (_, change) => {
    expect(countsAsIssue({ ...issue, ...change })).toBe(false);
  });
});

describe('the proof of a token', () => {
  const [salt, hash] = ['0a'.repeat(16), '0b'.repeat(16)];
  const payload = (value: object) => ({ payload: JSON.stringify(value) });

  it('is salt and hash, whole', () => {
    expect(tokenProofOf(payload({ reason: 'first', salt, hash }))).toEqual({ salt, hash });
    for (const broken of [{ salt }, { hash }, { salt, hash: hash.slice(2) }, { salt: 1, hash }]) {
      expect(tokenProofOf(payload(broken))).toBeNull();
    }
  });

  it('finds the issue of the badge that is shown; of a flood of issues only the first four are hashed', () => {
    const issues = Array.from({ length: 9 }, (_, at) => ({
      ...payload({ salt, hash: `${at}`.repeat(32) }),
      at,
    }));
    const tried: string[] = [];
    const matching = (wanted: string) => ({
      matches: (_: Uint8Array, proof: { hash: string }) => {
        tried.push(proof.hash.charAt(0));
        return proof.hash.startsWith(wanted);
      },
    });
    expect(issueOfToken(issues, new Uint8Array(6), matching('2'))).toMatchObject({ at: 2 });
    tried.length = 0;
    expect(issueOfToken(issues, new Uint8Array(6), matching('8'))).toBeNull();
    expect(tried).toEqual(['0', '1', '2', '3']);
  });
});
