import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import type { Account, NewAccount } from '../../../domain/organiser/access.ts';
import { forgetSearches } from '../../../hub/accounts/audit.ts';
import type { Accounts } from '../../../hub/accounts/create-accounts.ts';
import type { Opened } from '../../../hub/accounts/sign-in.ts';
import { bumpEpoch } from '../../../hub/store/backup.ts';
import { describeOnBothStores, type TestHub } from '../support/test-hub.ts';
import { problemOf } from '../support/test-requests.ts';
import { accountsOf, administrator } from './support.ts';

const password = 'correct horse battery staple';
const from = { address: '192.0.2.7', agent: 'test', browser: null };

function codeOf({ time }: TestHub, secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: time.now });
}

async function readyAccount(
  hub: TestHub,
  accounts: Accounts,
  account: NewAccount,
  by: Parameters<Accounts['list']['add']>[1] = administrator,
): Promise<Opened & { account: Account; secret: string; recoveryCodes: string[] }> {
  const added = await accounts.list.add(account, by);
  const { ticket, secret } = await accounts.setUp.begin(added.code, from);
  const finish = { ticket, password, code: codeOf(hub, secret) };
  const done = await accounts.setUp.finish(finish, from);
  return { ...done, account: done.session.account, secret };
}

describeOnBothStores('accounts', (open) => {
  test('are added, set up, used, changed, reset and ended', async () => {
    const hub = await open();
    const accounts = accountsOf(hub);
    const anna = await readyAccount(hub, accounts, { name: 'Anna', role: 'organiser' });
    expect(await accounts.sessions.ofToken(anna.token)).toMatchObject({ account: anna.account });
    hub.time.now += 30_000;
    const { ticket } = await accounts.signIn.begin({ name: 'ANNA', password }, from);
    const code = codeOf(hub, anna.secret);
    const opened = await accounts.signIn.finish({ ticket, code }, from);
    expect(await accounts.sessions.list(anna.account.id, opened.session.id)).toHaveLength(2);
    expect(await accounts.list.list()).toMatchObject([
      { name: 'Anna', state: 'ready', recoveryCodesLeft: 10, active: true },
    ]);
    await accounts.list.setRole(anna.account.id, 'viewer', administrator);
    expect(await accounts.sessions.ofToken(opened.token)).toBeNull();
    await accounts.list.reset(anna.account.id, administrator);
    expect(await accounts.list.list()).toMatchObject([
      { role: 'viewer', state: 'invited', recoveryCodesLeft: 0 },
    ]);
    await accounts.list.setActive(anna.account.id, false, administrator);
    expect(await accounts.list.list()).toMatchObject([{ active: false }]);
    const { entries } = await accounts.audit.read({ limit: 100 });
    expect(entries.map(({ action }) => action)).toEqual([
      'account-deactivated',
      'account-reset',
      'account-changed',
      'signed-in',
      'signed-in',
      'set-up',
      'account-added',
    ]);
    const seqs = entries.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
  });

  test('of two with one name the second is refused, however it is written', async () => {
    const accounts = accountsOf(await open());
    await accounts.list.add({ name: 'José', role: 'viewer' }, administrator);
    const again = { name: 'JOSE\u0301', role: 'viewer' } as const;
    expect(await problemOf(accounts.list.add(again, administrator))).toMatchObject({
      code: 'not-allowed',
      detail: 'name',
    });
  });

  test('an organiser manages others, never their own and never a data protection officer', async () => {
    const hub = await open();
    const accounts = accountsOf(hub);
    const { account } = await readyAccount(hub, accounts, { name: 'Anna', role: 'organiser' });
    const by = { accountId: account.id, address: '192.0.2.7' };
    const officer = { name: 'Officer', role: 'data-protection-officer' } as const;
    const administrators = { code: 'not-allowed', detail: 'administrator' };
    expect(await problemOf(accounts.list.add(officer, by))).toMatchObject(administrators);
    const { id } = (await accounts.list.add(officer, administrator)).account;
    const viewer = (await accounts.list.add({ name: 'Viewer', role: 'viewer' }, by)).account;
    for (const refused of [
      () => accounts.list.reset(id, by),
      () => accounts.list.setActive(id, false, by),
      () => accounts.list.setRole(id, 'viewer', by),
      () => accounts.list.setRole(viewer.id, 'data-protection-officer', by),
    ]) {
      expect(await problemOf(refused())).toMatchObject(administrators);
    }
    for (const refused of [
      () => accounts.list.reset(account.id, by),
      () => accounts.list.setActive(account.id, false, by),
      () => accounts.list.setRole(account.id, 'viewer', by),
    ]) {
      expect(await problemOf(refused())).toMatchObject({ detail: 'own-account' });
    }
    expect(await accounts.list.setRole(viewer.id, 'protocol', by)).toMatchObject({
      role: 'protocol',
    });
  });

  test('a code of the authenticator, and a recovery code, serve once also at the same moment', async () => {
    const hub = await open();
    const accounts = accountsOf(hub);
    const anna = await readyAccount(hub, accounts, { name: 'Anna', role: 'organiser' });
    hub.time.now += 30_000;
    for (const code of [codeOf(hub, anna.secret), anna.recoveryCodes[0] ?? '']) {
      const tickets = [
        await accounts.signIn.begin({ name: 'Anna', password }, from),
        await accounts.signIn.begin({ name: 'Anna', password }, from),
      ];
      const results = await Promise.allSettled(
        tickets.map(({ ticket }) => accounts.signIn.finish({ ticket, code }, from)),
      );
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    }
  });

  test('with other certificates no authenticator opens; a recovery code does', async () => {
    const hub = await open();
    const anna = await readyAccount(hub, accountsOf(hub), { name: 'Anna', role: 'organiser' });
    const accounts = accountsOf(hub, 'another private key');
    hub.time.now += 30_000;
    const { ticket } = await accounts.signIn.begin({ name: 'Anna', password }, from);
    const code = codeOf(hub, anna.secret);
    expect(await problemOf(accounts.signIn.finish({ ticket, code }, from))).toMatchObject({
      detail: 'code',
    });
    const recovery = { ticket, code: anna.recoveryCodes[0] ?? '' };
    expect(await accounts.signIn.finish(recovery, from)).toMatchObject({
      session: { account: anna.account },
    });
  });

  test('ten browsers are known, the one used longest ago is forgotten first', async () => {
    const hub = await open();
    const accounts = accountsOf(hub);
    const anna = await readyAccount(hub, accounts, { name: 'Anna', role: 'organiser' });
    for (let i = 0; i < 11; i += 1) {
      hub.time.now += 30_000;
      const { ticket } = await accounts.signIn.begin({ name: 'Anna', password }, from);
      await accounts.signIn.finish({ ticket, code: codeOf(hub, anna.secret) }, from);
    }
    const rows = await hub.store.db.selectFrom('known_browser').selectAll().execute();
    expect(rows).toHaveLength(10);
    expect(Math.min(...rows.map(({ last_seen }) => last_seen))).toBe(hub.time.now - 9 * 30_000);
  });

  test('after a restore nobody is signed in, and no code of before opens an account', async () => {
    const hub = await open();
    const accounts = accountsOf(hub);
    const anna = await readyAccount(hub, accounts, { name: 'Anna', role: 'organiser' });
    const added = await accounts.list.add({ name: 'Ben', role: 'viewer' }, administrator);
    await bumpEpoch(hub.store);
    expect(await accounts.sessions.ofToken(anna.token)).toBeNull();
    expect(await problemOf(accounts.setUp.begin(added.code, from))).toMatchObject({
      detail: 'set-up',
    });
  });

  test('a purge takes what was typed into searches; who did what stays', async () => {
    const hub = await open();
    const accounts = accountsOf(hub);
    const actor = { kind: 'nobody' } as const;
    const head = { actor, action: 'searched', outcome: 'done', address: '192.0.2.7' } as const;
    await accounts.audit.write(head, { query: 'M\u0000ÜLLER', count: 3 });
    const [entry] = (await accounts.audit.read({ limit: 1 })).entries;
    expect(entry).toMatchObject({ query: 'M\uFFFDÜLLER', count: 3 });
    expect(await hub.store.db.transaction().execute(forgetSearches)).toBe(1);
    expect(await accounts.audit.read({ limit: 1 })).toMatchObject({
      entries: [{ action: 'searched', query: null, count: 3 }],
    });
  });
});
