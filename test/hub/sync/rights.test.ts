import { randomUUID } from 'node:crypto';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import type { AttendanceEvent } from '../../../domain/ledger/attendance.ts';
import { hubAuthor } from '../../../domain/ledger/chain.ts';
import type { JudgementKind } from '../../../domain/ledger/judgement.ts';
import { enrolProofText } from '../../../domain/sync/enrolment.ts';
import { pushRequestSchema } from '../../../domain/sync/sync.ts';
import { sampleDelegate } from '../../support/sample-event.ts';
import { entries, entry } from '../http/people.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';
import { handshakeOf } from '../support/test-requests.ts';

const by = (name: string) => ({ kind: 'administrator', id: name, name }) as const;
const approval = { approver: 'Nobody', reference: '-' };
const guest = entry(50);
const person = sampleDelegate({ id: guest.id, registrationCode: guest.registrationCode });

async function push(bench: TestHub, station: TestStation) {
  return await bench.hub.push(await station.caller(), station.chain.push());
}

async function rosterOf({ hub }: TestHub) {
  const people = await hub.listDelegates({ after: null, limit: 100 });
  return people.map(({ printedName, status, vip }) => ({ printedName, status, vip }));
}

describeOnBothStores('what a station of each mode may say', (open) => {
  test('a door renames nobody, cancels nobody and adds nobody; its chain stays whole', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(3), 'list');
    const before = await rosterOf(bench);
    const door = await bench.enrol('Door', 'door');
    const { chain } = door;
    const [first, second] = [entry(1).id, entry(2).id];
    chain.add(
      { type: 'spelling-corrected', delegateId: first },
      { correction: { printedName: 'HACKED' } },
    );
    chain.add(
      { type: 'delegate-replaced', delegateId: second },
      { delegate: { ...person, vip: true }, approval },
    );
    chain.add(
      { type: 'walk-in-registered', delegateId: guest.id },
      { delegate: { ...person }, approval },
    );
    chain.add({ type: 'registration-changed', delegateId: first }, { change: { deleted: true } });
    chain.add();
    expect(await push(bench, door)).toMatchObject({ stored: 1, quarantined: 4 });
    expect(await rosterOf(bench)).toEqual(before);
    const reasons = (await bench.hub.quarantine()).map(({ reason }) => reason);
    expect(reasons).toEqual(Array(4).fill('not-allowed'));
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('nobody signs in at a kiosk: its fact that names an operator or an approver does not count', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(2), 'list');
    const kiosk = await bench.enrol('Kiosk', 'kiosk');
    const delegateId = entry(1).id;
    kiosk.chain.add({ delegateId, operatorId: randomUUID() });
    for (const key of ['approvedBy', '\\u0061pprovedBy']) {
      kiosk.chain.add({ delegateId, payload: `{"override":"pending","${key}":"${randomUUID()}"}` });
    }
    kiosk.chain.add({ delegateId: entry(2).id });
    expect(await push(bench, kiosk)).toMatchObject({ stored: 1, quarantined: 3 });
    const reasons = (await bench.hub.quarantine()).map(({ reason }) => reason);
    expect(reasons).toEqual(Array(3).fill('not-allowed'));
    // No genuine kiosk sends that: organisers see which station did.
    const { stations } = await bench.hub.organiser.stations();
    expect(stations.map(({ troubles }) => troubles[0])).toEqual(['oversteps']);
  });

  test('a door’s fact counts with the operator whom the door names, and never as an approval', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(2), 'list');
    const [door, desk] = [await bench.enrol('Door 2', 'door'), await bench.enrol('Desk')];
    const ada = randomUUID();
    const said = { id: ada, name: 'Ada', role: 'supervisor', active: true, vouched: true } as const;
    const greeting = handshakeOf(bench, desk, { operators: [said] });
    await bench.hub.handshake(await desk.caller(), greeting);
    const delegateId = entry(1).id;
    for (const station of [desk, door]) {
      station.chain.add({ delegateId, operatorId: ada });
      expect(await push(bench, station)).toMatchObject({ stored: 1 });
    }
    door.chain.add({ delegateId, payload: `{"override":"pending","approvedBy":"${ada}"}` });
    expect(await bench.hub.push(await door.caller(), door.chain.push(2))).toMatchObject({
      quarantined: 1,
    });
    const [twice] = (await bench.hub.organiser.duplicates()).rows;
    expect(twice?.first.operatorName).toBe('Ada');
    expect(twice?.further.operatorName).toBe('Ada (Door 2)');
  });

  test('a kiosk spells a name better, and makes nobody somebody else', async () => {
    const bench = await open();
    await bench.hub.importRoster([entry(1, { printedName: 'Anna KOVACS' }), entry(2)], 'list');
    const kiosk = await bench.enrol('Kiosk', 'kiosk');
    const correct = (printedName: string, more = {}) =>
      kiosk.chain.add(
        { type: 'spelling-corrected', delegateId: entry(1).id },
        { correction: { printedName, ...more } },
      );
    correct('Anna KOVÁCS');
    correct('Mallory INTRUDER');
    correct('Anna KOVÁCS', { jobTitle: 'Director General' });
    await push(bench, kiosk);
    const after = await bench.hub.delegate(entry(1).id);
    expect([after.printedName, after.jobTitle]).toEqual(['Anna KOVÁCS', entry(1).values.jobTitle]);
    const reasons = (await bench.hub.quarantine()).map(({ reason }) => reason);
    expect(reasons).toEqual(['not-allowed', 'not-allowed']);
  });

  test('a kiosk’s record counts whatever becomes of the one that it names', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(1), 'list');
    const kiosk = await bench.enrol('Kiosk', 'kiosk');
    const delegateId = entry(1).id;
    const consentTo = (body: string) =>
      kiosk.chain.add({
        type: 'consent-recorded',
        delegateId,
        targetId: JSON.parse(body).id,
      });
    consentTo(kiosk.chain.add({ delegateId }).body);
    const note = kiosk.chain.add({ type: 'note-written' }, { note: 'x' });
    consentTo(note.body);
    expect(await push(bench, kiosk)).toMatchObject({ stored: 3, quarantined: 1 });
    consentTo(note.body);
    const last = kiosk.chain.push(5);
    expect(await bench.hub.push(await kiosk.caller(), last)).toMatchObject({ quarantined: 0 });
    const people = { requestedBy: by('Anna'), approvedBy: by('Bob') };
    const order = (verdict: JudgementKind, from: number, to: number | null) => {
      const range = { station: kiosk.id, incarnation: null, from, to };
      return bench.hub.judging.order({ verdict, range }, people);
    };
    const counted = async () => (await bench.hub.overview()).facts;
    await order('disregard', 1, 1);
    expect(await counted()).toMatchObject({ 'consent-recorded': 3 });
    await order('as-before', 1, null);
    expect(await counted()).toMatchObject({ admitted: 1, 'consent-recorded': 3 });
    const aside = (await bench.hub.quarantine()).map(({ kseq, reason }) => [kseq, reason]);
    expect(aside).toEqual([[3, 'not-allowed']]);
  });

  test('a kiosk speaks of its own badges, a door takes back its own crossings', async () => {
    const bench = await open();
    const desk = await bench.enrol('Desk');
    const admission = desk.chain.add();
    await push(bench, desk);
    const kiosk = await bench.enrol('Kiosk', 'kiosk');
    const serialOf = (id: string) => `${id.slice(0, 8).toUpperCase()}-000001`;
    const badge = (type: AttendanceEvent['type'], badgeSerial: string, payload: object) =>
      kiosk.chain.add({ type, badgeSerial, payload: JSON.stringify(payload) });
    badge('badge-issued', serialOf(kiosk.id), { reason: 'first', replaces: null });
    badge('badge-issued', serialOf(kiosk.id), { reason: 'lost', replaces: serialOf(desk.id) });
    badge('badge-voided', serialOf(desk.id), { fate: 'lost' });
    badge('badge-handed-over', serialOf(kiosk.id), { to: 'delegate' });
    expect(await push(bench, kiosk)).toMatchObject({ stored: 1, quarantined: 3 });
    const door = await bench.enrol('Door', 'door');
    const own = door.chain.add();
    const idOf = ({ body }: typeof own): string => String(JSON.parse(body).id);
    door.chain.add({ type: 'admission-undone', targetId: idOf(own) });
    door.chain.add({ type: 'admission-undone', targetId: idOf(admission) });
    expect(await push(bench, door)).toMatchObject({ stored: 2, quarantined: 1 });
    // An organiser is told which stations may have been stolen.
    const { stations } = await bench.hub.organiser.stations();
    const named = stations.filter(({ troubles }) => troubles.includes('oversteps'));
    expect(named.map(({ name }) => name)).toEqual(['Door', 'Kiosk']);
  });

  test('who relays what another may not say is not named for it, but for a payload of its own', async () => {
    const bench = await open();
    const named = async () => {
      const { stations } = await bench.hub.organiser.stations();
      return stations
        .filter(({ troubles }) => troubles.includes('oversteps'))
        .map(({ name }) => name);
    };
    const [relay, kiosk] = [await bench.enrol('Relay'), await bench.enrol('Kiosk', 'kiosk')];
    kiosk.chain.add({ type: 'delegate-replaced' });
    const relayed = { ...kiosk.chain.push(), request: 1 };
    await bench.hub.push(await relay.caller(), relayed);
    expect(await named()).toEqual(['Kiosk']);
    const other = await bench.enrol('Other', 'kiosk');
    const correction = { printedName: 'Anna KOVÁCS' };
    other.chain.add({ type: 'spelling-corrected', delegateId: entry(1).id }, { correction });
    const { events, ...run } = other.chain.push();
    const [event] = events;
    if (event?.personal == null) throw new Error('with a payload');
    const personal = { ...event.personal, payload: '{"correction":{"printedName":"Mallory"}}' };
    const forged = { ...run, request: 2, events: [{ ...event, personal }] };
    await bench.hub.push(await relay.caller(), forged);
    expect(await named()).toEqual(['Kiosk', 'Relay']);
  });

  test('what it put aside it judges again at its next start; what may count then reaches the stations', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(3), 'list');
    const desk = await bench.enrol('Desk');
    const door = await bench.enrol('Door', 'door');
    door.chain.add(
      { type: 'spelling-corrected', delegateId: entry(1).id },
      { correction: { printedName: 'Anna KOVÁCS' } },
    );
    door.chain.add({
      type: 'badge-issued',
      badgeSerial: `${door.id.slice(0, 8).toUpperCase()}-000001`,
    });
    door.chain.addBody((kseq) => `{"from":"later","kseq":${kseq}}`);
    expect(await push(bench, door)).toMatchObject({ stored: 0, quarantined: 3 });
    const epoch = bench.hub.identity().epoch;
    const page = await bench.hub.pullEvents(await desk.caller(), { epoch, after: 0, limit: 100 });
    const same = await bench.again();
    expect(await same.quarantine()).toHaveLength(3);
    // A version whose rules may accept them: here it treats the author as a desk.
    await bench.store.db.updateTable('station').set({ mode: 'desk' }).execute();
    const hub = await bench.again();
    expect((await hub.quarantine()).map(({ reason }) => reason)).toEqual(['not-understood']);
    const after = page.end.next;
    const more = await hub.pullEvents(await desk.caller(), { epoch, after, limit: 100 });
    expect(more.rows.map(({ kseq, counts }) => [kseq, counts])).toEqual([
      [1, true],
      [2, true],
    ]);
    expect((await hub.delegate(entry(1).id)).printedName).toBe('Anna KOVÁCS');
    expect(await hub.checkAll()).toEqual([]);
  });

  test('the record that a kiosk’s names is looked up by an index', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(1), 'list');
    const kiosk = await bench.enrol('Kiosk', 'kiosk');
    const { id } = JSON.parse(kiosk.chain.add({ delegateId: entry(1).id }).body);
    await push(bench, kiosk);
    const prepare = vi.spyOn(BetterSqlite3.prototype, 'prepare');
    try {
      kiosk.chain.add({ type: 'consent-recorded', delegateId: entry(1).id, targetId: id });
      await bench.hub.push(await kiosk.caller(), kiosk.chain.push(2));
      const scans = prepare.mock.calls.flatMap(([sql], call) => {
        const database = prepare.mock.contexts[call];
        const isRead = /^select .* from "attendance_event"/i.test(sql);
        if (!isRead || !(database instanceof BetterSqlite3)) return [];
        const plan = `EXPLAIN QUERY PLAN ${sql.replaceAll('?', "'x'")}`;
        const steps = database.prepare<[], { detail: string }>(plan).all();
        return steps.filter(({ detail }) => detail.startsWith('SCAN')).map(() => sql);
      });
      expect(scans).toEqual([]);
      if (bench.store.kind === 'sqlite') expect(prepare).toHaveBeenCalled();
    } finally {
      prepare.mockRestore();
    }
  });

  test('a station keeps its mode: as another kind of station it is another one', async () => {
    const bench = await open();
    const code = async () =>
      (await bench.hub.createInvite({ mode: null, name: '', replaces: null, takeover: false }))
        .code;
    const desk = await bench.enrol('Desk', 'desk');
    const as = async (mode: 'desk' | 'kiosk', station = desk.id) => {
      const given = await code();
      const proof = desk.sign(enrolProofText(given, station));
      const { publicKey } = desk;
      const said = { code: given, station, name: 'Lobby', mode, publicKey, proof, version: '1' };
      return await bench.hub.enrol(said);
    };
    await expect(as('kiosk')).rejects.toMatchObject({ code: 'not-allowed', detail: 'other-mode' });
    await as('desk');
    const hubLike = hubAuthor(bench.hub.identity().epoch);
    await expect(as('desk', hubLike)).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('no chain has more lives than badge numbers have room for', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    desk.chain.add();
    const request = desk.chain.push();
    const many = { ...request, incarnation: Number.MAX_SAFE_INTEGER };
    expect(pushRequestSchema.safeParse(request).success).toBe(true);
    expect(pushRequestSchema.safeParse(many).success).toBe(false);
  });
});
