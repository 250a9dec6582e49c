import { scryptSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { createBadgeTokens } from '../../../platform/crypto/badge-tokens.ts';

it('what a fact says of a token is a salted, slow hash of it', () => {
  const { token, proof } = createBadgeTokens(0).make();
  expect(token).toHaveLength(6);
  const cost = { N: 2048, r: 8, p: 1 };
  const hash = scryptSync(token, Buffer.from(proof.salt, 'hex'), 16, cost);
  expect(proof).toEqual({
    salt: expect.stringMatching(/^[0-9a-f]{32}$/),
    hash: hash.toString('hex'),
  });
});

it('each badge has a token of its own, made ahead or not, which no other one’s proof takes', async () => {
  const tokens = createBadgeTokens(2);
  await tokens.prepare();
  const made = [tokens.make(), tokens.make(), tokens.make()];
  for (const [index, { token }] of made.entries()) {
    const taken = made.map(({ proof }) => tokens.matches(token, proof));
    expect(taken).toEqual(made.map((_, at) => at === index));
  }
  const [first] = made;
  if (first === undefined) throw new Error('no token');
  for (const at of first.token.keys()) {
    const wrong = Uint8Array.from(first.token);
    wrong[at] = (wrong[at] ?? 0) ^ 1;
    expect(tokens.matches(wrong, first.proof)).toBe(false);
  }
});
