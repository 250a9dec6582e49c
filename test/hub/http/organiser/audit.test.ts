import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AuditEntry, auditPageSchema } from '../../../../domain/organiser/audit.ts';
import { entry } from '../people.ts';
import { cleanUp, startTestHub, type TestHub } from '../support.ts';
import { goodPassword, jsonOf, readyAccount, TestBrowser } from './browser.ts';
import { organiserOf, type TestOrganiser } from './support.ts';

afterEach(cleanUp);

let hub: TestHub;
let officer: TestOrganiser;
beforeEach(async () => {
  hub = await startTestHub({ signInPerAddress: 10_000 });
  officer = await organiserOf(hub, 'data-protection-officer', 'Officer');
});

async function read(query = 'limit=100'): Promise<AuditEntry[]> {
  const answer = await officer.get(`/v1/organiser/audit?${query}`);
  return auditPageSchema.parse(jsonOf(answer)).entries;
}

const said = (entries: readonly AuditEntry[]) =>
  entries.map(({ account, action, outcome }) => [account?.name ?? null, action, outcome]);

describe('the audit', () => {
  test('tells of accounts and sign-ins, who and when, the newest first; reading it is told as well', async () => {
    const { browser, totp, issued } = await readyAccount(hub);
    await new TestBrowser(hub).begin('Anna MÜLLER', 'not this password');
    await new TestBrowser(hub).signIn('Anna MÜLLER', totp.next());
    await browser.post('sign-out');
    await hub.admin.setAccountActive(issued.account.id, false);
    const entries = await read();
    expect(said(entries).slice(0, -1)).toEqual([
      [null, 'account-deactivated', 'done'],
      ['Anna MÜLLER', 'signed-out', 'done'],
      ['Anna MÜLLER', 'signed-in', 'done'],
      [null, 'sign-in-refused', 'refused'],
      ['Anna MÜLLER', 'signed-in', 'done'],
      ['Anna MÜLLER', 'set-up', 'done'],
      [null, 'account-added', 'done'],
    ]);
    expect(entries.at(0)).toMatchObject({ actor: 'administrator', at: hub.clock.now });
    expect(entries.at(3)).toMatchObject({ actor: 'nobody', address: '127.0.0.1' });
    expect(said(await read('limit=1'))).toEqual([['Officer', 'audit-read', 'done']]);
    // Never a typed password or code.
    expect(JSON.stringify(entries)).not.toContain('not this password');
  });

  test('tells who looked for whom, and what was found, before the answer is there', async () => {
    await hub.admin.importRoster([entry(1)], 'test');
    const protocol = await organiserOf(hub, 'protocol', 'Protocol');
    await protocol.post('/v1/organiser/roster/search', { query: 'Sample', language: 'en' });
    const { id } = entry(1);
    await protocol.get(`/v1/organiser/delegates/${id}`);
    const [search] = await read('limit=10&action=searched');
    expect(search).toMatchObject({ account: { name: 'Protocol' }, query: 'Sample' });
    expect((await read(`limit=10&delegate=${id}`)).map(({ action }) => action)).toContain(
      'delegate-seen',
    );
    expect(await read(`limit=10&account=${protocol.account.id}`)).toHaveLength(2);
  });

  test('tells who tried what is not theirs', async () => {
    const viewer = await organiserOf(hub, 'viewer', 'Viewer');
    expect(
      await viewer.post('/v1/organiser/roster/search', { query: 'Sample', language: 'en' }),
    ).toMatchObject({ status: 403 });
    expect((await viewer.get('/v1/organiser/audit')).status).toBe(403);
    expect(said(await read()).slice(0, 2)).toEqual([
      ['Viewer', 'audit-read', 'refused'],
      ['Viewer', 'searched', 'refused'],
    ]);
  });

  test('shows nothing that it cannot record', async () => {
    const database = new BetterSqlite3(join(hub.folder, 'hub.db'));
    database.exec(
      `CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(FAIL, 'full'); END`,
    );
    database.close();
    const answer = await officer.get('/v1/organiser/audit');
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('entries');
  });

  test('is read page by page', async () => {
    for (let i = 0; i < 5; i += 1) await read('limit=1');
    const first = auditPageSchema.parse(jsonOf(await officer.get('/v1/organiser/audit?limit=4')));
    expect(first.entries).toHaveLength(4);
    const next = await read(`limit=4&before=${first.before}`);
    expect(next.at(0)?.seq).toBe((first.entries.at(-1)?.seq ?? 0) - 1);
    expect(await officer.get('/v1/organiser/audit?limit=0')).toMatchObject({ status: 400 });
    expect(await officer.get('/v1/organiser/audit?limit=501')).toMatchObject({ status: 400 });
  });
});

test('the log says no names, passwords, codes or tokens', async () => {
  const { browser, totp, issued, recoveryCodes, session } = await readyAccount(hub);
  await new TestBrowser(hub).begin('Anna MÜLLER', 'not this password');
  await new TestBrowser(hub).begin('Somebody Else', 'not this password');
  const code = totp.next();
  await browser.signIn('Anna MÜLLER', code);
  await browser.signIn('Anna MÜLLER', code);
  await browser.signIn('Anna MÜLLER', recoveryCodes[0] ?? '');
  await browser.post('set-up', { code: issued.code });
  await browser.post('roster/search', { query: 'MÜLLER Anna', language: 'xx' });
  await browser.send('GET', 'audit?delegate=Anna');
  await hub.admin.resetAccount(issued.account.id);
  const log = JSON.stringify(hub.log);
  expect(log).toContain('sign-in refused');
  const secrets = [
    'MÜLLER',
    'Anna',
    'Somebody',
    goodPassword,
    'not this password',
    code,
    issued.code,
    session.csrf,
    browser.csrf,
    ...browser.cookies.values(),
    ...recoveryCodes,
  ];
  for (const secret of secrets) expect(log).not.toContain(secret);
});
