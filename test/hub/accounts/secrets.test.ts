import { describe, expect, test } from 'vitest';
import { newCode, plainCode } from '../../../hub/accounts/codes.ts';
import { checkNewPassword, createPasswords } from '../../../hub/accounts/passwords.ts';
import { createSeal } from '../../../hub/accounts/seal.ts';
import { newTotpSecret, totpInvitation, totpStep } from '../../../hub/accounts/second-factor.ts';
import { testRandom } from '../support/test-hub.ts';

describe('an authenticator', () => {
  /**
   * "12345678901234567890" of RFC 6238, appendix B, whose codes have eight digits: ours are the
   * last six.
   */
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('says at second %i what RFC 6238 says', (second, code) => {
    expect(totpStep(secret, code, second * 1_000)).toBe(Math.floor(second / 30));
  });

  test('is late or early by one step at most', () => {
    const at = (second: number): number | null => totpStep(secret, '287082', second * 1_000);
    expect([0, 29, 30, 89, 90].map(at)).toEqual([1, 1, 1, 1, null]);
  });

  test('is invited by an address whose parts no colon mixes up, and by a QR', () => {
    const own = newTotpSecret(testRandom.bytes);
    expect(own).toMatch(/^[A-Z2-7]{32}$/);
    const { uri, qr } = totpInvitation(own, 'Hub: Brussels', 'Anna: MÜLLER');
    const url = new URL(uri);
    expect(decodeURIComponent(url.pathname)).toContain('Hub  Brussels:Anna  MÜLLER');
    expect(url.searchParams.get('secret')).toBe(own);
    expect(new Set(qr.map((row) => row.length))).toEqual(new Set([qr.length]));
    expect(qr[0]).toMatch(/^1111111/);
  });
});

describe('a seal', () => {
  const seal = createSeal('-----BEGIN PRIVATE KEY-----');

  test('opens what it closed, each time with other bytes, for the same row alone', () => {
    const [a, b] = [seal.close('secret', 'row 1'), seal.close('secret', 'row 1')];
    expect(a).not.toBe(b);
    expect(seal.open(a, 'row 1')).toBe('secret');
    expect(seal.open(a, 'row 2')).toBeNull();
    expect(createSeal('another key').open(a, 'row 1')).toBeNull();
  });

  test('opens nothing that was changed, cut or never closed', () => {
    const bytes = Buffer.from(seal.close('secret', 'row'), 'base64');
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(i) ^ 1, i);
      expect(seal.open(changed.toString('base64'), 'row')).toBeNull();
    }
    for (const text of ['', 'AAAA', bytes.subarray(0, 20).toString('base64')]) {
      expect(seal.open(text, 'row')).toBeNull();
    }
  });
});

describe('passwords', () => {
  const passwords = createPasswords(2 ** 10);

  test('match their own hash alone; no password matches nothing', async () => {
    const stored = await passwords.hash('Zoë’s long passphrase');
    expect(stored).toMatch(/^scrypt\$1024\$8\$3\$/);
    expect(await passwords.matches('Zoe\u0308’s long passphrase', stored)).toBe(true);
    expect(await passwords.matches('zoë’s long passphrase', stored)).toBe(false);
    expect(await passwords.matches('Zoë’s long passphrase', null)).toBe(false);
    // It was made with other parameters than today's, and still matches.
    expect(await createPasswords(2 ** 11).matches('Zoë’s long passphrase', stored)).toBe(true);
  });

  test('of a crowd those beyond the queue are told to come again', async () => {
    const crowd = Array.from({ length: 60 }, () => passwords.matches('a guess', null));
    const results = await Promise.allSettled(crowd);
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(28);
    expect(refused[0]).toMatchObject({ reason: { code: 'busy' } });
    expect(await passwords.matches('a guess', null)).toBe(false);
  });
});

test('a one-time code is read however it is typed', () => {
  const code = newCode(testRandom);
  expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
  expect(plainCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code.replaceAll('-', ''));
});

test.each([
  ['123456789012', false],
  ['password12345', false],
  ['P@ssw0rd1234', false],
  ['qwertyuiop123', false],
  ['lanyardlanyard', false],
  ['Summer2026!!', false],
  ['xxxxxxxxxxxxxxxx', false],
  ['Anna Müller lives here', false],
  ['correct horse battery staple', true],
  ['vier gelbe Enten am Teich', true],
  ['une péniche sous la pluie', true],
])('the pass phrase %s: taken %s', (typed, taken) => {
  const check = () => checkNewPassword(typed, 'Anna Müller');
  if (taken) expect(check).not.toThrow();
  else expect(check).toThrow(expect.objectContaining({ code: 'bad-request', detail: 'password' }));
});
