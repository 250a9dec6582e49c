import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sessionLifetime, ticketLifetime } from '../../../../domain/organiser/access.ts';
import { everything } from '../bad-input-bench.ts';
import { cleanUp, startTestHub, type TestHub } from '../support.ts';
import { goodPassword, jsonOf, readyAccount, refusalOf, TestBrowser, TestTotp } from './browser.ts';

afterEach(cleanUp);

let hub: TestHub;
beforeEach(async () => {
  hub = await startTestHub({ signInPerAddress: 10_000, perAccount: 10_000 });
});

const name = 'Anna MÜLLER';
const wrong = { status: 401, code: 'unauthorised', detail: 'sign-in' };
const wrongCode = { ...wrong, detail: 'code' };

describe('set-up', () => {
  test('by a one-time code: password, authenticator, recovery codes, and signed in', async () => {
    const { browser, issued, recoveryCodes, session } = await readyAccount(hub);
    expect(issued.links[0]).toBe(`${hub.url}/organiser/#set-up=${issued.code}`);
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(session.account).toMatchObject({ name, role: 'organiser' });
    expect(jsonOf(await browser.get('session'))).toMatchObject({ account: session.account });
    // It is single use.
    expect(refusalOf(await new TestBrowser(hub).post('set-up', { code: issued.code }))).toEqual({
      ...wrong,
      detail: 'set-up',
    });
  });

  test('nothing of what is secret lies in the store as it is', async () => {
    const issued = await hub.admin.addAccount({ name, role: 'organiser' });
    const browser = new TestBrowser(hub);
    const begun = jsonOf(await browser.post('set-up', { code: issued.code }));
    const { secret, ticket } = begun as { secret: string; ticket: string };
    const code = new TestTotp(hub, { secret }).code();
    await browser.post('set-up/finish', { ticket, password: goodPassword, code });
    const stored = JSON.stringify(everything(hub));
    const plain = issued.code.replaceAll('-', '');
    for (const hidden of [secret, plain, goodPassword, ...browser.cookies.values()]) {
      expect(stored).not.toContain(hidden);
    }
  });

  test('a code that is wrong, too old, replaced, or of an account that was ended: one answer', async () => {
    const refused = { ...wrong, detail: 'set-up' };
    const browser = new TestBrowser(hub);
    expect(refusalOf(await browser.post('set-up', { code: 'AAAA-AAAA-AAAA-AAAA' }))).toEqual(
      refused,
    );
    const first = await hub.admin.addAccount({ name, role: 'viewer' });
    const { id } = first.account;
    const second = await hub.admin.resetAccount(id);
    expect(refusalOf(await browser.post('set-up', { code: first.code }))).toEqual(refused);
    expect(await browser.post('set-up', { code: second.code })).toMatchObject({ status: 200 });
    await hub.admin.setAccountActive(id, false);
    expect(refusalOf(await browser.post('set-up', { code: second.code }))).toEqual(refused);
    await hub.admin.setAccountActive(id, true);
    hub.clock.now = second.expires;
    expect(refusalOf(await browser.post('set-up', { code: second.code }))).toEqual(refused);
  });

  test('a reset between its two steps ends it', async () => {
    const issued = await hub.admin.addAccount({ name, role: 'viewer' });
    const browser = new TestBrowser(hub);
    const begun = jsonOf(await browser.post('set-up', { code: issued.code }));
    const { secret, ticket } = begun as { secret: string; ticket: string };
    await hub.admin.resetAccount(issued.account.id);
    const code = new TestTotp(hub, { secret }).code();
    const finish = { ticket, password: goodPassword, code };
    expect(refusalOf(await browser.post('set-up/finish', finish)).detail).toBe('set-up');
    expect(browser.cookies.size).toBe(0);
  });

  test.each([
    ['short', 'elevenchars'],
    ['of hardly any different characters', 'aaaaaaaaaaaabbb'],
    ['with the name in it', 'anna müller 2018!'],
  ])('a password %s is refused', async (_what, password) => {
    const issued = await hub.admin.addAccount({ name, role: 'viewer' });
    const browser = new TestBrowser(hub);
    const begun = jsonOf(await browser.post('set-up', { code: issued.code }));
    const { secret, ticket } = begun as { secret: string; ticket: string };
    const code = new TestTotp(hub, { secret }).code();
    const answer = await browser.post('set-up/finish', { ticket, password, code });
    expect(answer.status).toBe(400);
    expect(String(refusalOf(answer).detail)).toContain('password');
  });
});

describe('sign-in', () => {
  test('by password and authenticator; the name in any case; cookies that only this page gets', async () => {
    const { totp } = await readyAccount(hub);
    const browser = new TestBrowser(hub);
    const answer = await browser.signIn('anna müller', totp.next());
    expect(answer.status).toBe(200);
    const cookies = [answer.headers['set-cookie'] ?? []].flat();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-lanyard-/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=Strict/);
      expect(cookie).toMatch(/; Path=\//);
      expect(cookie).not.toMatch(/Domain/i);
    }
    expect(await browser.get('session')).toMatchObject({ status: 200 });
  });

  test('whatever is wrong, the answer is the same', async () => {
    const { issued } = await readyAccount(hub);
    await hub.admin.addAccount({ name: 'Invited', role: 'viewer' });
    const ended = await readyAccount(hub, { name: 'Ended', role: 'viewer' });
    await hub.admin.setAccountActive(ended.issued.account.id, false);
    const browser = new TestBrowser(hub);
    const answers = [
      await browser.begin(name, 'not this password'),
      await browser.begin('Nobody'),
      await browser.begin('Invited'),
      await browser.begin('Ended'),
    ];
    for (const answer of answers) expect(refusalOf(answer)).toEqual(wrong);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(issued.account.name).toBe(name);
  });

  test('a code serves once; those of the neighbouring steps are taken, further ones are not', async () => {
    const { totp } = await readyAccount(hub);
    const browser = new TestBrowser(hub);
    // The set-up used the current step's code: neither it nor the one before is accepted again.
    expect(refusalOf(await browser.signIn(name, totp.code()))).toEqual(wrongCode);
    expect(refusalOf(await browser.signIn(name, totp.code(-1)))).toEqual(wrongCode);
    hub.clock.now += 5 * 60_000;
    expect(await browser.signIn(name, totp.code(-1))).toMatchObject({ status: 200 });
    expect(await browser.signIn(name, totp.code())).toMatchObject({ status: 200 });
    expect(refusalOf(await browser.signIn(name, totp.code()))).toEqual(wrongCode);
    expect(await browser.signIn(name, totp.code(1))).toMatchObject({ status: 200 });
    expect(refusalOf(await browser.signIn(name, totp.code(2)))).toEqual(wrongCode);
  });

  test('of two with one code at the same moment one is refused', async () => {
    const { totp } = await readyAccount(hub);
    const code = totp.next();
    const [a, b] = [new TestBrowser(hub), new TestBrowser(hub)];
    const statuses = (await Promise.all([a.signIn(name, code), b.signIn(name, code)])).map(
      ({ status }) => status,
    );
    expect(statuses.toSorted()).toEqual([200, 401]);
  });

  test('a recovery code stands in for the authenticator, once', async () => {
    const { recoveryCodes } = await readyAccount(hub);
    const [first = '', second = ''] = recoveryCodes;
    const browser = new TestBrowser(hub);
    expect(await browser.signIn(name, first)).toMatchObject({ status: 200 });
    expect(refusalOf(await browser.signIn(name, first))).toEqual(wrongCode);
    expect(await browser.signIn(name, second.toLowerCase().replaceAll('-', ' '))).toMatchObject({
      status: 200,
    });
    const [account] = await hub.admin.listAccounts();
    expect(account?.recoveryCodesLeft).toBe(8);
  });

  test('the second step is tried five times at most, and within five minutes', async () => {
    const { totp } = await readyAccount(hub);
    const browser = new TestBrowser(hub);
    const { ticket } = jsonOf(await browser.begin(name)) as { ticket: string };
    for (let i = 0; i < 5; i += 1) {
      expect(refusalOf(await browser.finish(ticket, '000000'))).toEqual(wrongCode);
    }
    hub.clock.now += 70_000;
    expect(refusalOf(await browser.finish(ticket, totp.code()))).toMatchObject({
      detail: 'ticket',
    });
    hub.clock.now += 60 * 60_000;
    const { ticket: late } = jsonOf(await browser.begin(name)) as { ticket: string };
    hub.clock.now += ticketLifetime;
    expect(refusalOf(await browser.finish(late, totp.code()))).toMatchObject({ detail: 'ticket' });
  });

  test('a session that was there before is another one after, and ended', async () => {
    const { browser, totp } = await readyAccount(hub);
    const before = browser.cookies.get('__Host-lanyard-session') ?? '';
    await browser.signIn(name, totp.next());
    const after = browser.cookies.get('__Host-lanyard-session');
    expect(after).not.toBe(before);
    const thief = new TestBrowser(hub);
    thief.cookies.set('__Host-lanyard-session', before);
    expect(await thief.get('session')).toMatchObject({ status: 401 });
  });

  test('a token that somebody else chose never becomes a session', async () => {
    const { totp } = await readyAccount(hub);
    const browser = new TestBrowser(hub);
    const chosen = 'F'.repeat(43);
    browser.cookies.set('__Host-lanyard-session', chosen);
    await browser.signIn(name, totp.next());
    expect(browser.cookies.get('__Host-lanyard-session')).not.toBe(chosen);
    const thief = new TestBrowser(hub);
    thief.cookies.set('__Host-lanyard-session', chosen);
    expect(await thief.get('session')).toMatchObject({ status: 401 });
  });
});

describe('a session', () => {
  test('ends when nobody uses it, and in any case after its time', async () => {
    const { browser } = await readyAccount(hub);
    hub.clock.now += sessionLifetime.idle - 1;
    expect(await browser.get('session')).toMatchObject({ status: 200 });
    hub.clock.now += sessionLifetime.idle;
    expect(await browser.get('session')).toMatchObject({ status: 401 });

    const other = await readyAccount(hub, { name: 'Other', role: 'viewer' });
    const end = hub.clock.now + sessionLifetime.whole;
    while (hub.clock.now + 20 * 60_000 < end) {
      hub.clock.now += 20 * 60_000;
      expect(await other.browser.get('session')).toMatchObject({ status: 200 });
    }
    hub.clock.now = end;
    expect(await other.browser.get('session')).toMatchObject({ status: 401 });
  });

  test('is listed with the others of the account, and each may be ended', async () => {
    const { browser, totp } = await readyAccount(hub);
    const second = new TestBrowser(hub);
    await second.signIn(name, totp.next());
    const listed = jsonOf(await browser.get('sessions')) as {
      sessions: { id: string; current: boolean; agent: string }[];
    };
    expect(listed.sessions).toHaveLength(2);
    expect(listed.sessions.every(({ agent }) => agent === 'TestBrowser/1')).toBe(true);
    const other = listed.sessions.find(({ current }) => !current)?.id ?? '';
    expect(await browser.send('POST', `sessions/${other}/end`, {})).toMatchObject({ status: 200 });
    expect(await second.get('session')).toMatchObject({ status: 401 });
    expect(await browser.get('session')).toMatchObject({ status: 200 });
    // Nobody can end another account's session.
    const viewer = await readyAccount(hub, { name: 'Viewer', role: 'viewer' });
    const own = listed.sessions.find(({ current }) => current)?.id ?? '';
    expect(await viewer.browser.send('POST', `sessions/${own}/end`, {})).toMatchObject({
      status: 404,
    });
  });

  test('is ended by signing out, alone or everywhere', async () => {
    const { browser, totp } = await readyAccount(hub);
    const [second, third] = [new TestBrowser(hub), new TestBrowser(hub)];
    await second.signIn(name, totp.next());
    await third.signIn(name, totp.next());
    const token = second.cookies.get('__Host-lanyard-session') ?? '';
    expect(await second.post('sign-out')).toMatchObject({ status: 200 });
    expect(second.cookies.has('__Host-lanyard-session')).toBe(false);
    second.cookies.set('__Host-lanyard-session', token);
    expect(await second.get('session')).toMatchObject({ status: 401 });
    expect(await third.get('session')).toMatchObject({ status: 200 });
    await third.post('sign-out-everywhere');
    expect(await browser.get('session')).toMatchObject({ status: 401 });
  });

  test('ends with the account, its role, its reset and its password', async () => {
    const { browser, totp, issued } = await readyAccount(hub);
    const { id } = issued.account;
    const again = async (): Promise<void> => {
      expect(await browser.get('session')).toMatchObject({ status: 401 });
      await browser.signIn(name, totp.next());
      expect(await browser.get('session')).toMatchObject({ status: 200 });
    };
    await hub.admin.setAccountActive(id, false);
    await hub.admin.setAccountActive(id, true);
    await again();
    await hub.admin.setAccountRole(id, 'viewer');
    await again();
    const second = new TestBrowser(hub);
    await second.signIn(name, totp.next());
    const { ticket } = jsonOf(await second.begin(name)) as { ticket: string };
    const newPassword = 'another long passphrase';
    const proof = { password: goodPassword, code: totp.next() };
    const wrongProof = { password: 'not this password', code: proof.code };
    expect(
      refusalOf(await browser.post('password', { proof: wrongProof, newPassword })).detail,
    ).toBe('proof');
    expect(await browser.post('password', { proof, newPassword })).toMatchObject({ status: 200 });
    expect(await second.get('session')).toMatchObject({ status: 401 });
    expect(await browser.get('session')).toMatchObject({ status: 200 });
    expect(refusalOf(await second.begin(name))).toEqual(wrong);
    expect(refusalOf(await second.finish(ticket, totp.next())).detail).toBe('ticket');
    expect(await second.begin(name, newPassword)).toMatchObject({ status: 200 });
    await hub.admin.resetAccount(id);
    expect(await browser.get('session')).toMatchObject({ status: 401 });
    expect(refusalOf(await second.begin(name, newPassword))).toEqual(wrong);
  });
});
