import crypto, { scryptSync } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

/** Resolves once the next token was made by a thread and lies in the pool. */
function nextMadeAhead(): Promise<void> {
  return new Promise((resolve) => {
    vi.mocked(crypto.scrypt).mockImplementationOnce((_token, _salt, length, _cost, done) => {
      done(null, Buffer.alloc(length));
      // After the promises that wait for the token.
      setImmediate(resolve);
    });
  });
}

describe('the work of hashing', () => {
  // Files of one worker share their modules, so the functions are replaced where they are exported.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(crypto, 'scrypt');
    vi.spyOn(crypto, 'scryptSync');
    syncBuiltinESMExports();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  });

  it('is done ahead, so that a badge waits for it only where none is ready', async () => {
    const tokens = createBadgeTokens(2);
    await tokens.prepare();
    tokens.make();
    tokens.make();
    expect(crypto.scryptSync).not.toHaveBeenCalled();
    tokens.make();
    expect(crypto.scryptSync).toHaveBeenCalledTimes(1);
  });

  it('begins again some seconds after each badge, once for several', async () => {
    const tokens = createBadgeTokens(1);
    tokens.make();
    tokens.make();
    expect(vi.getTimerCount()).toBe(1);
    const made = nextMadeAhead();
    vi.advanceTimersToNextTimer();
    await made;
    tokens.make();
    expect(crypto.scryptSync).toHaveBeenCalledTimes(2);
    expect(vi.getTimerCount()).toBe(1);
  });

  it('needs no timer where none is to be ready', () => {
    createBadgeTokens(0).make();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is done once for a badge that is verified twice', () => {
    const tokens = createBadgeTokens(0);
    const { token, proof } = tokens.make();
    const other = tokens.make();
    vi.mocked(crypto.scryptSync).mockClear();
    for (let time = 0; time < 2; time += 1) expect(tokens.matches(token, proof)).toBe(true);
    expect(crypto.scryptSync).toHaveBeenCalledTimes(1);
    expect(tokens.matches(token, other.proof)).toBe(false);
    expect(tokens.matches(other.token, other.proof)).toBe(true);
    expect(crypto.scryptSync).toHaveBeenCalledTimes(3);
  });
});
