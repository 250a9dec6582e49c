import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import { expect, onTestFinished } from 'vitest';
import { findEvent } from '../../db/event/events.ts';
import { isStopped } from '../../db/sync/stop-list.ts';
import { proofLifetime, sessionLifetime, setUpLifetime } from '../../domain/organiser/access.ts';
import { approvalLifetime } from '../../domain/organiser/approvals.ts';
import { inviteLifetime } from '../../domain/sync/enrolment.ts';
import { connectorSettingsSchema } from '../../hub/connectors/settings.ts';
import { openHubStore } from '../../hub/store/open-store.ts';
import { today } from '../../main/base/context.ts';
import { accountsOf, administrator } from '../hub/accounts/support.ts';
import { type TestHub, testHubOn } from '../hub/support/test-hub.ts';
import { problemOf } from '../hub/support/test-requests.ts';
import { hubFacts, person, rigWithDesk } from '../main/sync/support.ts';
import { jumpAt, minute, type Row } from './jumps.ts';

const from = { address: '192.0.2.7', agent: 'test', browser: null };
const password = 'correct horse battery staple';

async function newHub(): Promise<TestHub & { folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-clocks-'));
  const path = join(folder, 'hub.db');
  const store = await openHubStore({ kind: 'sqlite', path, key: null, nativeBinding: undefined });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { ...(await testHubOn(store)), folder };
}

/**
 * The table's rows for the hub's time-limited grants, and for messages between a desk and the hub.
 */
export const hubRows: Record<string, Row> = {
  'an invitation is valid for ten minutes': async (jump) => {
    const { hub, time, enrol } = await newHub();
    const invite = { mode: 'desk', name: '', replaces: null, takeover: false } as const;
    const [used, late] = [await hub.createInvite(invite), await hub.createInvite(invite)];
    time.jump(jump);
    await enrol('Desk', 'desk', used.code);
    time.now += inviteLifetime;
    expect(await problemOf(enrol('Late', 'desk', late.code))).toMatchObject({
      code: 'invite-expired',
    });
  },

  'a set-up code is valid for a day': async (jump) => {
    const bench = await newHub();
    const accounts = accountsOf(bench);
    const { code } = await accounts.list.add({ name: 'Anna', role: 'organiser' }, administrator);
    bench.time.jump(jump);
    expect(await accounts.setUp.begin(code, from)).toMatchObject({ name: 'Anna' });
    bench.time.now += setUpLifetime;
    expect(await problemOf(accounts.setUp.begin(code, from))).toMatchObject({ detail: 'set-up' });
  },

  'a session, and the proof of a password, last as long as they do': async (jump) => {
    const bench = await newHub();
    const accounts = accountsOf(bench);
    const { code } = await accounts.list.add({ name: 'Anna', role: 'organiser' }, administrator);
    const { ticket, secret } = await accounts.setUp.begin(code, from);
    const totp = new TOTP({ secret }).generate({ timestamp: bench.time.now });
    const opened = await accounts.setUp.finish({ ticket, password, code: totp }, from);
    const session = () => accounts.sessions.ofToken(opened.token);
    bench.time.jump(jump);
    expect(await session()).toMatchObject({ isProved: true });
    bench.time.now += proofLifetime;
    expect(await session()).toMatchObject({ isProved: false });
    bench.time.now += sessionLifetime.idle;
    expect(await session()).toBeNull();
  },

  'a request for a second person is open for its time, an approval serves once': async (jump) => {
    const bench = await newHub();
    const accounts = accountsOf(bench);
    const add = async (name: string) => {
      const added = await accounts.list.add({ name, role: 'organiser' }, administrator);
      return { accountId: added.account.id, address: '192.0.2.7' };
    };
    const [anna, ben] = [await add('Anna'), await add('Ben')];
    const ask = () => accounts.approvals.request('purge', { subject: '', reason: '' }, anna);
    const [id, late] = [await ask(), await ask()];
    bench.time.jump(jump);
    await accounts.approvals.decide(id, { verdict: 'approved', note: '' }, ben);
    expect(await accounts.approvals.spend(id, 'purge')).toMatchObject({
      approvedBy: { name: 'Ben' },
    });
    bench.time.now += approvalLifetime;
    const decision = accounts.approvals.decide(late, { verdict: 'approved', note: '' }, ben);
    expect(await problemOf(decision)).toMatchObject({ detail: 'state' });
  },

  'stop lists and event versions follow each other at a desk': async (jump) => {
    const { rig, a } = await rigWithDesk(3);
    const stop = (number: number) => ({ kind: 'delegate' as const, value: person(number) });
    await rig.hub.changeStopList({ add: [stop(1), stop(2)], remove: [] });
    await a.sync();
    rig.time.now += jump;
    await rig.hub.changeStopList({ add: [stop(3)], remove: [stop(1)] });
    const { version, file } = await rig.hub.eventVersions();
    const name = { en: 'Second', fr: 'Second' };
    await rig.hub.changeEvent({ base: version, file: { ...file, name } }, 'Anna');
    await a.sync();
    const { db, event } = a.context;
    const stopped = [1, 2, 3].map((number) => isStopped(db, 'delegate', person(number)));
    expect(stopped).toEqual([false, true, true]);
    expect(findEvent(db, event.file.id)).toMatchObject({ version: version + 1, file: { name } });
  },

  'a desk goes on syncing, and its day is that of the hub’s clock': async (jump) => {
    const { rig, a } = await rigWithDesk(3);
    const before = today(a.context);
    jumpAt(a, jump);
    await a.sync();
    expect(today(a.context)).toBe(before);
    Object.assign(a.context, { confirmedOffset: -jump });
    expect(a.admit(person(1))).toMatchObject({ outcome: 'admitted' });
    await a.sync();
    expect(await hubFacts(rig)).toEqual(
      a
        .chain()
        .map(({ id }) => id)
        .toSorted(),
    );
  },

  'a connector reads again when its time has come': async (jump) => {
    const { hub, time, folder } = await newHub();
    const list = (...rows: string[]) => ['Code;Printed name;Delegation', ...rows].join('\n');
    writeFileSync(join(folder, 'a.csv'), list('A1;First ONE;BEL'));
    const place = { folder, settleSeconds: 0 };
    const settings = { kind: 'file', name: 'drop', from: place, everyMinutes: 1 };
    await hub.connectors.add(connectorSettingsSchema.parse(settings));
    await hub.connectors.run('drop', { again: false, acceptVanished: false });
    writeFileSync(join(folder, 'b.csv'), list('B1;Second TWO;BEL'));
    time.jump(jump);
    time.now += minute;
    const stop = hub.connectors.start();
    const people = async () => (await hub.connectors.list()).map((one) => one.people);
    await expect.poll(people).toEqual([2]);
    await stop();
  },
};
