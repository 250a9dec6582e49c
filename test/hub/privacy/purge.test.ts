import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { PurgePerson } from '../../../domain/operators/people.ts';
import { ticketHashes } from '../../../domain/tickets/issued-codes.ts';
import { createHub } from '../../../hub/app/hub.ts';
import { createPurgeFiles } from '../../../hub/store/purge-files.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { sampleMaking } from '../../support/sample-event.ts';
import { entries, entry } from '../http/people.ts';
import { describeOnBothStores, silentLog, type TestHub, testRandom } from '../support/test-hub.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const anna: PurgePerson = { kind: 'administrator', id: 'Anna', name: 'Anna' };
const bruno: PurgePerson = { kind: 'administrator', id: 'Bruno', name: 'Bruno' };
const afterEvent = Date.parse('2018-12-01T10:00:00+01:00');
const day = 86_400_000;

function folderOf(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-purge-'));
  folders.push(folder);
  return folder;
}

async function refused(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'done',
    (error: Error) => error.message,
  );
}

async function purge(test: TestHub): Promise<string> {
  test.time.now = afterEvent;
  const { id } = await test.hub.privacy.requestPurge(anna);
  return (await test.hub.privacy.approvePurge(id, bruno)).order.id;
}

describeOnBothStores('purge at the hub', (open) => {
  test('who asks does not approve; nobody purges while the event is on; a request serves once and a day', async () => {
    const { hub, time } = await open();
    const { privacy } = hub;
    expect(await refused(privacy.requestPurge(anna))).toBe('not-allowed: event-days');
    time.now = afterEvent;
    const { id } = await privacy.requestPurge(anna);
    expect(await refused(privacy.approvePurge(id, anna))).toBe('not-allowed: same-person');
    const again = { kind: 'account', id: '7', name: 'anna' } as const;
    expect(await refused(privacy.approvePurge(id, again))).toBe('not-allowed: same-person');
    expect((await privacy.overview()).purges).toEqual([]);
    time.now += day;
    expect(await refused(privacy.approvePurge(id, bruno))).toBe('not-allowed: expired');
    const second = await privacy.requestPurge(anna);
    const both = await Promise.all([
      refused(privacy.approvePurge(second.id, bruno)),
      refused(privacy.approvePurge(second.id, bruno)),
    ]);
    expect(both.toSorted()).toEqual(['done', 'not-found: purge request']);
    expect((await privacy.overview()).purges).toHaveLength(1);
    const third = await privacy.requestPurge(anna);
    await privacy.withdrawPurge(third.id);
    expect(await refused(privacy.approvePurge(third.id, bruno))).toBe('not-found: purge request');
  });

  test('roster, payloads, names of operators, stop list and quarantine go; facts and chains stay', async () => {
    const rig = await open();
    const { hub, store } = rig;
    const desk = await rig.enrol('A');
    await hub.importRoster(entries(3), 'people.csv');
    const who = entry(1).id;
    const note = { type: 'note-written', delegateId: who, checkpoint: null } as const;
    desk.chain.add(note, { text: 'needs a chair' });
    desk.chain.add({ ...note, type: 'spelling-corrected' }, { correction: { givenName: 'Ada' } });
    desk.chain.add({ ...note }, { text: 'to be changed' });
    const last = desk.chain.events.at(-1);
    if (last?.personal) last.personal = { ...last.personal, payload: '{"text":"another"}' };
    desk.chain.addBody(() => '{"new":"form"}');
    const unknown = desk.chain.events.at(-1);
    if (unknown)
      unknown.personal = { salt: Buffer.alloc(32).toString('base64'), payload: '"name"' };
    await hub.push(await desk.caller(), desk.chain.push());
    await hub.changeStopList({ add: [{ kind: 'delegate', value: who }], remove: [] });
    expect(await hub.checkAll()).toEqual([]);

    const id = await purge(rig);
    const { certificate } = await hub.privacy.certificate(id);
    const counts = Object.fromEntries(
      certificate.issuer.outcome?.counts.map(({ part, count }) => [part, count]) ?? [],
    );
    expect(counts).toEqual({
      delegates: 3,
      payloads: 2,
      'stop-entries': 1,
      quarantine: 2,
    });
    expect(await hub.checkAll()).toEqual([]);
    for (const table of ['delegate', 'personal', 'operator', 'stop_list'] as const) {
      expect(await store.db.selectFrom(table).selectAll().execute()).toEqual([]);
    }
    expect((await hub.quarantine()).every(({ raw }) => raw.includes('"personal":null'))).toBe(true);
    expect((await hub.overview()).facts).toEqual({ 'note-written': 2, 'spelling-corrected': 1 });

    // Nothing comes back: not by a push, an import, or a handshake.
    desk.chain.add(note, { text: 'late' });
    const answer = await hub.push(await desk.caller(), desk.chain.push(5));
    expect(answer.stored).toBe(1);
    expect(await store.db.selectFrom('personal').selectAll().execute()).toEqual([]);
    expect(await refused(hub.importRoster(entries(1), 'again'))).toBe('not-allowed: purged');
    expect(await hub.checkAll()).toEqual([]);
    // A station that had read the roster is told to read it again, and finds nobody.
    const { epoch } = hub.identity();
    const caller = await desk.caller();
    expect(await refused(hub.pullRoster(caller, { epoch, after: 3, limit: 10 }))).toBe(
      'cursor-too-old',
    );
    expect((await hub.pullRoster(caller, { epoch, after: 0, limit: 10 })).rows).toEqual([]);
    // A second purge does no harm.
    await purge(rig);
    expect(await hub.checkAll()).toEqual([]);
  });

  test('what people wrote as they asked and approved goes from every table', async () => {
    const rig = await open();
    const { db } = rig.store;
    const text = 'Zyxwvutsrq';
    const row = { kind: 'purge', subject: 'purge gdpr 30', requested_at: 1, expires: 2 } as const;
    const by = { requested_by: entry(1).id, decided_by: entry(2).id, decided_at: 2 };
    const said = { reason: `${text} asked for it`, note: `told ${text}` };
    const states = ['open', 'approved', 'refused', 'spent'] as const;
    const rows = states.map((state, i) => ({ id: entry(i).id, state, ...row, ...by, ...said }));
    await db.insertInto('approval').values(rows).execute();
    await purge(rig);
    for (const { name } of await db.introspection.getTables()) {
      const kept = await db
        .selectFrom(name as 'approval')
        .selectAll()
        .execute();
      expect([name, JSON.stringify(kept).includes(text)]).toEqual([name, false]);
    }
    expect(await db.selectFrom('approval').select('subject').execute()).toHaveLength(4);
  });

  test('the rule purges by itself, after its warning, and by nobody’s word', async () => {
    const { hub, time } = await open();
    const { privacy } = hub;
    await hub.importRoster(entries(2), 'people.csv');
    await privacy.setRetention({ set: 'organisation', name: 'ST/SGB/2007/6', days: 20 }, anna);
    time.now = Date.parse('2018-10-20T10:00:00+02:00');
    await privacy.tend();
    expect(await privacy.overview()).toMatchObject({
      setBy: 'Anna',
      state: { phase: 'warning' },
      purges: [],
    });
    time.now += 6 * day;
    await privacy.tend();
    expect((await privacy.overview()).purges).toEqual([]);
    time.now += day;
    await privacy.tend();
    await privacy.tend();
    const { purges } = await privacy.overview();
    expect(purges).toMatchObject([{ cause: 'retention', done: time.now }]);
    const { certificate } = await privacy.certificate(null);
    expect(certificate.order).toMatchObject({ requestedBy: null, approvedBy: null });
    expect((await hub.overview()).delegates.confirmed).toBe(0);
  });

  test('a lost kiosk: revoked, with whom it held and perhaps held; it is nothing to a purge that it confirms itself', async () => {
    const rig = await open();
    const { hub } = rig;
    const kiosk = await rig.enrol('K', 'kiosk');
    await hub.importRoster(entries(2), 'people.csv');
    const { epoch } = hub.identity();
    const caller = await kiosk.caller();
    await hub.pullRosterLines(caller, { epoch, after: 0, limit: 10 });
    await hub.importRoster([entry(2, { jobTitle: 'Director' }), entry(3)], 'later.csv');
    const report = await hub.privacy.reportLost(kiosk.id);
    expect(report.persons.map(({ certainty }) => certainty)).toEqual([
      'held',
      'perhaps',
      'perhaps',
    ]);
    expect(report.fields).toContain('printedName');
    expect(report.fields).not.toContain('flagged');
    expect(report.alsoHeld).toContain('operators');
    expect(report.alsoHeld).not.toContain('event-secret');
    expect((await kiosk.caller()).state).toBe('revoked');
    // A repeated report gives the same result.
    expect((await hub.privacy.reportLost(kiosk.id)).persons).toEqual(report.persons);
    expect(await refused(hub.privacy.reportLost(entry(1).id))).toBe('not-found: station');
    const id = await purge(rig);
    const { certificate } = await hub.privacy.certificate(id);
    expect(certificate.stations).toMatchObject([{ name: 'K', state: 'revoked', outcome: null }]);
  });

  test('an access request holds the person’s registration, facts, payloads and recipients, and nobody else’s', async () => {
    const rig = await open();
    const { hub } = rig;
    const desk = await rig.enrol('A');
    await hub.importRoster(entries(2), 'people.csv');
    const [one, two] = [entry(1).id, entry(2).id];
    const { epoch } = hub.identity();
    await hub.pullRosterLines(await desk.caller(), { epoch, after: 0, limit: 10 });
    const mine = desk.chain.add({ delegateId: one, badgeSerial: 'A7F30C12-000001' });
    desk.chain.add({ delegateId: two });
    const { id } = JSON.parse(mine.body) as { id: string };
    desk.chain.add({ type: 'admission-undone', delegateId: null, targetId: id });
    desk.chain.add({ type: 'note-written', delegateId: one, checkpoint: null }, { text: 'mine' });
    desk.chain.add({ type: 'note-written', delegateId: two, checkpoint: null }, { text: 'other' });
    await hub.push(await desk.caller(), desk.chain.push());
    const { report } = await hub.privacy.accessRequest(one);
    expect(report.delegate?.id).toBe(one);
    expect(report.facts.map(({ type }) => type)).toEqual([
      'admitted',
      'admission-undone',
      'note-written',
    ]);
    expect(report.facts[2]?.personal).toEqual({ text: 'mine' });
    expect(report.badges).toMatchObject([{ serial: 'A7F30C12-000001' }]);
    expect(report.recipients).toMatchObject([{ name: 'A', mode: 'desk' }]);
    expect(JSON.stringify(report)).not.toMatch(new RegExp(`"other"|${two}`));
    expect(report.delegate?.ticketHashes).toEqual(ticketHashes(one, sampleMaking));
    expect(await refused(hub.privacy.accessRequest('00000000-0000-5000-8000-000000000000'))).toBe(
      'not-found: delegate',
    );
  });

  test('a hub that a desk took over orders anew, once, for the same people, and stations believe it', async () => {
    const old = await open();
    const id = await purge(old);
    const privacy = (await old.hub.orders(await (await old.enrol('A')).caller())).privacy;
    const next = await open();
    await next.hub.importRoster(entries(2), 'a desk that had not heard of it');
    next.time.now = afterEvent;
    const rule = { set: 'organisation', name: 'Own', days: 90 } as const;
    await next.hub.privacy.takeOver(rule, privacy?.purges ?? [], 'Old');
    await next.hub.privacy.takeOver(rule, privacy?.purges ?? [], 'Old');
    const { purges, rule: kept } = await next.hub.privacy.overview();
    expect(kept).toEqual(rule);
    expect(purges).toHaveLength(1);
    const { certificate } = await next.hub.privacy.certificate(null);
    expect(certificate.order).toMatchObject({ requestedBy: anna, approvedBy: bruno });
    expect(certificate.order.id).not.toBe(id);
    // The store of the earlier hub is a copy, too.
    const left = certificate.issuer.outcome?.left ?? [];
    expect(left).toContainEqual({ path: 'Hub “Old”: store, backups', why: 'not-seen' });
    expect(certificate.complete).toBe(false);
    expect(certificate.order.issuer.id).toBe(next.hub.identity().hub);
    expect((await next.hub.overview()).delegates.confirmed).toBe(0);
  });

  test('orders lie beside the store: a restored one is purged again; aside stores and known backups go', async () => {
    const { hub: plain, store, time } = await open();
    await plain.importRoster(entries(2), 'people.csv');
    const folder = folderOf();
    const files = createPurgeFiles(folder);
    const options = { store, clock: () => time.now, random: testRandom, crypto: nodeCrypto };
    const hub = await createHub({ ...options, log: silentLog, files });
    const backup = join(folder, 'backup.db');
    if (store.kind === 'sqlite') await hub.backup(backup);
    writeFileSync(join(folder, 'hub-before-restore-20181002T101010Z.db'), 'old');
    writeFileSync(join(folder, 'hub-before-restore-20181002T101010Z.db-wal'), 'old');
    time.now = afterEvent;
    const signed = await hub.privacy.orderPurge({ requestedBy: anna, approvedBy: bruno });
    expect(existsSync(backup)).toBe(false);
    expect(existsSync(join(folder, 'hub-before-restore-20181002T101010Z.db-wal'))).toBe(false);
    const { certificate } = await hub.privacy.certificate(null);
    expect(certificate.issuer.outcome?.counts).toContainEqual({ part: 'stores', count: 1 });
    expect(files.orders()).toEqual([signed]);
    // As after a restore: the store does not know of the purge.
    await store.db.deleteFrom('purge').execute();
    await hub.importRoster(entries(2), 'from the backup');
    await hub.privacy.adopt(files.orders());
    expect((await hub.overview()).delegates.confirmed).toBe(0);
    expect((await hub.privacy.certificate(null)).certificate.order.id).toBe(signed.order.id);
    // A foreign signature makes no order.
    const forged = { ...signed, order: { ...signed.order, id: entry(9).id } };
    await hub.privacy.adopt([forged]);
    expect((await hub.privacy.overview()).purges).toHaveLength(1);
  });
});
