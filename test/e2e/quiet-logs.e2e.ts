import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoPin } from '../../main/app/start/seed.ts';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { filesBelow, writtenForms } from '../security/stolen-files.ts';
import { freePort } from '../support/free-port.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';
import { admit, inviteFrom, synced } from '../support/synced-desks.ts';

/** Part of every secret, name, code and text of this file, and of no other text of the app. */
const marker = 'Zyxwvu';
const markedPin = '836491274';
const { valid, cancelled, forged } = demoTickets();
const home = mkdtempSync(join(tmpdir(), 'lanyard-quiet-'));
const said: Buffer[] = [];
const secrets = new Set([marker, markedPin, valid.delegate.printedName, valid.delegate.familyName]);

let port: number;
let desk: RunningDesk;
beforeAll(async () => {
  port = await freePort();
  desk = await startDesk(inject('electron'), {
    dataDir: join(home, 'data'),
    config: { hub: { host: { name: 'Venue hub', port } } },
  });
  const { stdout, stderr } = desk.app.process();
  for (const channel of [stdout, stderr]) channel?.on('data', (data: Buffer) => said.push(data));
  await synced(desk);
});
afterAll(async () => {
  await desk?.end();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

/** Makes calls as a page could, whatever their types; returns each outcome. */
function calls(list: readonly (readonly [string, unknown?])[]): Promise<string[]> {
  return desk.page.evaluate(async (wanted) => {
    const api = window.lanyard as unknown as Record<
      string,
      (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>
    >;
    const outcomes: string[] = [];
    for (const [name, input] of wanted) {
      const answer = await api[name]?.(input);
      outcomes.push(`${name}: ${answer?.ok === true ? 'ok' : answer?.error?.code}`);
    }
    return outcomes;
  }, list);
}

/** The hub's answer to a stranger's request. */
function hubAnswers(method: string, path: string, headers: OutgoingHttpHeaders, body: string) {
  return new Promise<number>((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers, rejectUnauthorized: false },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

const person = {
  title: '',
  printedName: `Ada ${marker}`,
  givenName: 'Ada',
  familyName: marker,
  nativeName: marker,
  jobTitle: marker,
  delegation: valid.delegate.delegation,
  administration: valid.delegate.administration,
  category: valid.delegate.category,
};
const walkIn = { person, approver: marker, reference: marker, identity: 'passport' };
const scanOf = (text: string) => ({
  key: randomUUID(),
  target: { kind: 'scan', scan: { source: 'typed', readings: [text], seenAt: Date.now() } },
  identity: 'passport',
});

describe('with marked names, codes, PINs and tokens', () => {
  it('the station’s calls do what they do', async () => {
    const outcomes = await calls([
      ['addOperator', { name: `Op ${marker}`, pin: markedPin, role: 'operator' }],
      ['checkIn', scanOf(valid.text)],
      ['checkIn', scanOf(cancelled.text)],
      ['checkIn', scanOf(forged.text)],
      ['checkIn', scanOf(`${marker} {"name": "${marker}"}`)],
      ['registerWalkIn', walkIn],
      ['searchDelegates', { query: marker, limit: 5 }],
      ['writeNote', { delegateId: valid.delegate.id, text: marker }],
      ['correctSpelling', { delegateId: valid.delegate.id, correction: { jobTitle: marker } }],
    ]);
    expect(outcomes.filter((one) => !one.endsWith(': ok'))).toEqual([]);
    const other = demoTickets().validOthers[0]?.delegate.id ?? '';
    expect(await admit(desk, other)).toBe('admitted');
    const { code } = await inviteFrom(desk, { name: marker });
    secrets.add(code);
    await synced(desk);
  });

  it('and refuse what they refuse', async () => {
    const url = `https://127.0.0.1:${port}`;
    const operators = await desk.page.evaluate(() => window.lanyard.listOperators());
    const operatorId = operators.ok
      ? operators.value.find(({ name }) => name.includes('Op'))?.id
      : '';
    const outcomes = await calls([
      ['signIn', { operatorId, pin: '836491270' }],
      ['signIn', { operatorId: marker, pin: marker, [marker]: marker }],
      ['registerWalkIn', { ...walkIn, person: { ...person, [marker]: 1, delegation: marker } }],
      ['writeNote', { delegateId: randomUUID(), text: marker }],
      ['changePin', { pin: '836491271', newPin: markedPin }],
      ['getDelegate', { id: marker }],
      ['findHub', { kind: 'scanned', text: marker }],
      ['findHub', { kind: 'typed', url: `not ${marker} an address`, code: marker }],
      ['joinHub', { url, code: 'ZYXWVUZYXWVU', fingerprint: '0'.repeat(64) }],
      ['giveKey', { operatorId, phrase: `${marker} is a long phrase`, pin: '836491272' }],
      ['unlockStore', { phrase: marker }],
    ]);
    expect(outcomes).toHaveLength(11);
    expect(outcomes).toContain('registerWalkIn: bad-input');
    expect(outcomes).toContain('unlockStore: already-done');
  });

  it('so does an import with rows that cannot be taken, and one that is no table', async () => {
    const table = join(home, 'list.csv');
    const row = `GSC18-09001;Odile ${marker};Odile;${marker};FRA;delegate`;
    writeFileSync(
      table,
      `Registration code;Printed name;Given name;Family name;Delegation;Category\n${row}\n${row}\n`,
    );
    const broken = join(home, 'list.xlsx');
    writeFileSync(broken, `PK\u0003\u0004${marker}`);
    for (const path of [table, broken]) {
      await desk.app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      }, path);
      const rejected = await desk.page.evaluate(async () => {
        const preview = await window.lanyard.chooseRosterFile();
        if (!preview.ok || preview.value === null) return null;
        const { planId, guess: mapping } = preview.value;
        const diff = await window.lanyard.compareRoster({ planId, mapping });
        return diff.ok ? diff.value.rejected : null;
      });
      expect(rejected).toBe(path === table ? 1 : null);
    }
  });

  it('the hub refuses strangers', async () => {
    const json = { 'content-type': 'application/json' };
    const bearer = { ...json, authorization: `Bearer ${marker.padEnd(43, 'a')}` };
    const answers = [
      await hubAnswers('POST', '/v1/enrol', json, JSON.stringify({ code: marker })),
      await hubAnswers('POST', '/v1/enrol', json, `{"code": ${marker}`),
      await hubAnswers('POST', '/v1/push', bearer, JSON.stringify({ events: [marker] })),
      await hubAnswers('GET', `/v1/roster?since=${marker}`, bearer, ''),
      await hubAnswers('POST', '/v1/admin/invite', bearer, JSON.stringify([{ name: marker }])),
      await hubAnswers('GET', `/v1/${marker}`, { cookie: `session=${marker}` }, ''),
      await hubAnswers(
        'POST',
        '/v1/organiser/sign-in',
        json,
        JSON.stringify({ name: marker, password: `${marker} ${markedPin}` }),
      ),
    ];
    for (const status of answers) expect(status).toBeGreaterThanOrEqual(400);
  });

  it('and none of it stands in any log, nor on standard output', async () => {
    await calls([['signIn', { operatorId: randomUUID(), pin: demoPin }]]);
    await desk.close();
    const logs = filesBelow(join(home, 'data')).filter((path) => /\.log(\.|$)/.test(path));
    const names = logs.map((path) => path.slice(home.length));
    expect(names.some((name) => name.endsWith('lanyard.log'))).toBe(true);
    expect(names.some((name) => name.endsWith('hub.log'))).toBe(true);
    const texts = [...logs.map((path) => readFileSync(path)), Buffer.concat(said)];
    // They did log the events.
    expect(Buffer.concat(texts).toString()).toMatch(/call refused/);
    for (const secret of secrets) {
      for (const text of texts) {
        const at = writtenForms(secret).map((form) => text.indexOf(form));
        const found = at.filter((place) => place >= 0);
        const quotes = found.map((place) => text.subarray(Math.max(0, place - 200), place + 40));
        expect(quotes.map(String)).toEqual([]);
      }
    }
  });
});
