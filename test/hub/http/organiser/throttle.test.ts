import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createThrottle, waitAfter } from '../../../../hub/accounts/throttle.ts';
import { cleanUp, startTestHub, type TestHub } from '../support.ts';
import { readyAccount, refusalOf, TestBrowser } from './browser.ts';

afterEach(cleanUp);

const name = 'Anna MÜLLER';
const throttled = { status: 429, code: 'too-many-requests', detail: 'sign-in' };

test('a clock that was put back makes nobody wait longer than before', () => {
  let now = 60 * 60_000;
  const throttle = createThrottle(() => now);
  const keys = [{ kind: 'account', value: name }] as const;
  for (let guess = 0; guess < 5; guess += 1) throttle.begin(keys);
  now -= 30 * 60_000;
  expect(() => throttle.begin(keys)).toThrow('too-many-requests');
  now += 1_000;
  throttle.begin(keys);
});

describe('sign-in', () => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await startTestHub({ signInPerAddress: 10_000, perAccount: 10_000 });
  });

  const guess = async (browser: TestBrowser, whose: string, times: number): Promise<void> => {
    for (let i = 0; i < times; i += 1) {
      expect(await browser.begin(whose, `guess number ${i}`)).toMatchObject({ status: 401 });
    }
  };

  test('after five wrong passwords waits, longer each time, also for the right one', async () => {
    await readyAccount(hub);
    const stranger = new TestBrowser(hub);
    await guess(stranger, name, 5);
    const refused = await stranger.begin(name);
    expect(refusalOf(refused)).toEqual(throttled);
    expect(refused.headers['retry-after']).toBe('1');
    hub.clock.now += 1_000;
    await guess(stranger, name, 1);
    expect((await stranger.begin(name)).headers['retry-after']).toBe('2');
    hub.clock.now += 2_000;
    expect(await stranger.begin(name)).toMatchObject({ status: 200 });
  });

  test('of a name that nobody has waits just so', async () => {
    await readyAccount(hub);
    const stranger = new TestBrowser(hub);
    await guess(stranger, 'Nobody', 5);
    const refused = await stranger.begin('Nobody');
    expect(refusalOf(refused)).toEqual(throttled);
    expect(refused.headers['retry-after']).toBe('1');
  });

  test('many names guessed from one address wait; an own account does not begin them anew', async () => {
    const { totp } = await readyAccount(hub);
    const stranger = new TestBrowser(hub);
    for (let i = 0; i < 14; i += 1) await guess(stranger, `Nobody ${i}`, 1);
    expect(await stranger.signIn(name, totp.next())).toMatchObject({ status: 200 });
    const other = new TestBrowser(hub);
    await guess(other, 'Nobody else', 1);
    expect(refusalOf(await other.begin('And nobody else'))).toEqual(throttled);
  });

  test('a stranger who fails for hours locks nobody out: a known browser goes on, any other within a minute', async () => {
    const { browser, totp } = await readyAccount(hub);
    const session = browser.cookies.get('__Host-lanyard-session');
    const stranger = new TestBrowser(hub);
    const until = hub.clock.now + 2 * 60 * 60_000;
    let waits = 0;
    while (hub.clock.now < until) {
      const answer = await stranger.begin(name, 'wrong again');
      if (answer.status === 429) {
        waits += 1;
        hub.clock.now += Number(answer.headers['retry-after']) * 1_000;
      }
    }
    expect(waits).toBeGreaterThan(5);
    while ((await stranger.begin(name, 'wrong again')).status !== 429);
    expect(refusalOf(await new TestBrowser(hub).begin(name))).toEqual(throttled);
    browser.cookies.delete('__Host-lanyard-session');
    expect(await browser.signIn(name, totp.next())).toMatchObject({ status: 200 });
    expect(browser.cookies.get('__Host-lanyard-session')).not.toBe(session);
    // Each guess is a request with a password hash.
  }, 300_000);

  test('many attempts at once are not all the first', async () => {
    await readyAccount(hub);
    const stranger = new TestBrowser(hub);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => stranger.begin(name, `guess number ${i}`)),
    );
    const looked = answers.filter(({ status }) => status === 401).length;
    expect(looked).toBe(5);
  });

  test('wrong codes count too, whatever ticket they come with', async () => {
    const { totp } = await readyAccount(hub);
    const stranger = new TestBrowser(hub);
    let refused = 0;
    for (let i = 0; i < 5; i += 1) {
      expect(await stranger.signIn(name, '000000')).toMatchObject({ status: 401 });
      refused += 1;
    }
    expect(refused).toBe(5);
    expect(refusalOf(await stranger.begin(name))).toEqual(throttled);
    hub.clock.now += 60_000;
    expect(await stranger.signIn(name, totp.code())).toMatchObject({ status: 200 });
  });

  test('junk and made-up names from one address lock out no known browser behind it', async () => {
    const few = await startTestHub({ signInPerAddress: 12 });
    const { browser, totp } = await readyAccount(few);
    browser.cookies.delete('__Host-lanyard-session');
    const stranger = new TestBrowser(few);
    const statuses: number[] = [];
    for (let i = 0; i < 12; i += 1) statuses.push((await stranger.post('sign-in', {})).status);
    for (let i = 0; i < 30; i += 1) statuses.push((await stranger.begin(`Nobody ${i}`)).status);
    expect(statuses).toContain(429);
    expect(await new TestBrowser(few).begin(name)).toMatchObject({ status: 429 });
    expect(await browser.signIn(name, totp.next())).toMatchObject({ status: 200 });
    // A made-up cookie is no known browser; a known browser has its own limit.
    const liar = new TestBrowser(few);
    liar.cookies.set('__Host-lanyard-browser', 'A'.repeat(43));
    expect(await liar.begin(name)).toMatchObject({ status: 429 });
    const own: number[] = [];
    for (let i = 0; i < 20; i += 1) own.push((await browser.post('sign-in', {})).status);
    expect(own).toContain(400);
    expect(own.at(-1)).toBe(429);
  });

  test('too many a minute from one address are refused before they are looked at', async () => {
    const few = await startTestHub({ signInPerAddress: 3 });
    const stranger = new TestBrowser(few);
    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await stranger.begin('Nobody')).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
  });
});

describe('the throttle', () => {
  test('doubles from a second to its longest', () => {
    expect([4, 5, 6, 7, 8, 30].map((failures) => waitAfter('account', failures))).toEqual([
      0, 1_000, 2_000, 4_000, 8_000, 60_000,
    ]);
    expect(waitAfter('address', 14)).toBe(0);
    expect(waitAfter('address', 100)).toBe(60_000);
  });

  test('forgets what is an hour old, and what was taken back', () => {
    const clock = { now: 0 };
    const throttle = createThrottle(() => clock.now);
    const keys = [{ kind: 'browser', value: 'a' }] as const;
    for (let i = 0; i < 5; i += 1) throttle.begin(keys);
    expect(() => throttle.begin(keys)).toThrow('too-many-requests');
    clock.now += 1_000;
    throttle.begin(keys).takeBack();
    throttle.begin(keys);
    expect(() => throttle.begin(keys)).toThrow('too-many-requests');
    clock.now += 60 * 60_000;
    throttle.begin(keys);
    throttle.begin(keys);
  });
});
