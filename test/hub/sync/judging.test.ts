import { expect, test } from 'vitest';
import { canonicalJson } from '../../../domain/base/json.ts';
import { genesisHash } from '../../../domain/ledger/chain.ts';
import type { JudgedRange, JudgementKind } from '../../../domain/ledger/judgement.ts';
import { sampleDelegate } from '../../support/sample-event.ts';
import { entries, entry } from '../http/people.ts';
import { nextRequest } from '../support/test-chain.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';

const day = '2018-10-02';
const [anna, bob] = [
  { kind: 'administrator', id: 'Anna', name: 'Anna' },
  { kind: 'administrator', id: 'Bob', name: 'Bob' },
] as const;

/** A spelling that a kiosk may correct to. */
const loud = (number: number): string => (entry(number).values.printedName ?? '').toUpperCase();
const all = (station: string): JudgedRange => ({ station, incarnation: null, from: 1, to: null });

/** Two people give an order. */
async function order({ hub }: TestHub, verdict: JudgementKind, range: JudgedRange): Promise<void> {
  const { id } = await hub.judging.request({ verdict, range }, anna);
  await hub.judging.approve(id, bob);
}

async function push({ hub }: TestHub, station: TestStation, from = 1) {
  return await hub.push(await station.caller(), station.chain.push(from));
}

async function figures({ hub }: TestHub) {
  const { people, checkpoints } = await summaryOf(hub);
  const roster = await hub.listDelegates({ after: null, limit: 100 });
  return {
    people,
    checkpoints,
    duplicates: (await hub.duplicates()).length,
    roster: roster.map(({ printedName, status }) => `${printedName} ${status}`),
    facts: (await hub.overview()).facts,
  };
}

async function summaryOf(hub: TestHub['hub']) {
  const summary = await hub.organiser.summary({ day });
  const rooms = await hub.organiser.rooms({ day });
  return { people: summary.present, checkpoints: rooms.rooms };
}

/**
 * A desk and a kiosk that admitted people; the desk's own figures are those of the honest facts.
 */
async function venue(open: () => Promise<TestHub>) {
  const bench = await open();
  await bench.hub.importRoster(entries(4), 'list');
  const desk = await bench.enrol('Desk');
  const kiosk = await bench.enrol('Kiosk', 'kiosk');
  const [one, two] = [entry(1).id, entry(2).id];
  desk.chain.add({ delegateId: one });
  await push(bench, desk);
  const honest = await figures(bench);
  kiosk.chain.add({ delegateId: one });
  kiosk.chain.add({ delegateId: two });
  kiosk.chain.add(
    { type: 'spelling-corrected', delegateId: two },
    { correction: { printedName: loud(2) } },
  );
  await push(bench, kiosk);
  return { bench, desk, kiosk, honest };
}

function withoutOrders({ facts, ...figured }: Awaited<ReturnType<typeof figures>>) {
  const { 'facts-judged': _orders, ...others } = facts;
  return { ...figured, facts: others };
}

describeOnBothStores('two persons’ orders on records', (open) => {
  test('what is disregarded counts nowhere, and everything comes back with the order', async () => {
    const { bench, kiosk, honest } = await venue(open);
    const before = await figures(bench);
    expect(before).not.toEqual(honest);
    await order(bench, 'disregard', all(kiosk.id));
    expect(withoutOrders(await figures(bench))).toEqual(honest);
    expect(await bench.hub.checkAll()).toEqual([]);
    const rows = (await bench.hub.judging.overview()).disregarded;
    expect(rows).toEqual([{ station: kiosk.id, records: 3 }]);
    await order(bench, 'as-before', all(kiosk.id));
    expect(withoutOrders(await figures(bench))).toEqual(before);
    expect(await bench.hub.checkAll()).toEqual([]);
    expect(await bench.hub.quarantine()).toEqual([]);
  });

  test('one person alone orders nothing, and no order twice', async () => {
    const { bench, kiosk } = await venue(open);
    const said = { verdict: 'disregard', range: all(kiosk.id) } as const;
    const { id } = await bench.hub.judging.request(said, anna);
    await expect(bench.hub.judging.approve(id, { ...anna, name: ' ANNA' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await bench.hub.judging.approve(id, bob);
    await expect(bench.hub.judging.approve(id, bob)).rejects.toMatchObject({ code: 'not-found' });
    expect(await bench.hub.judging.overview()).toMatchObject({
      orders: [{ verdict: 'disregard', stationName: 'Kiosk' }],
      requests: [],
    });
  });

  test('facts that come after an order without an end are judged as they come', async () => {
    const { bench, kiosk, honest } = await venue(open);
    await order(bench, 'disregard', { ...all(kiosk.id), incarnation: 1 });
    kiosk.chain.add({ delegateId: entry(3).id });
    kiosk.chain.add(
      { type: 'spelling-corrected', delegateId: entry(1).id },
      { correction: { printedName: loud(1) } },
    );
    expect(await push(bench, kiosk, 4)).toMatchObject({ quarantined: 2 });
    // Another one without personal data, in the same transaction.
    kiosk.chain.add({ delegateId: entry(4).id });
    const others = [await bench.enrol('Desk 2'), await bench.enrol('Desk 3')];
    for (const { chain } of others) chain.add({ type: 'note-written' });
    const [first, own, last] = await Promise.all(
      [...others.slice(0, 1), kiosk, ...others.slice(1)].map((station) =>
        push(bench, station, station === kiosk ? 6 : 1),
      ),
    );
    expect([first, own, last].map((answer) => answer?.quarantined)).toEqual([0, 1, 0]);
    const { 'note-written': _notes, ...facts } = withoutOrders(await figures(bench)).facts;
    expect({ ...withoutOrders(await figures(bench)), facts }).toEqual(honest);
    const reasons = (await bench.hub.quarantine()).map(({ reason }) => reason);
    expect(reasons).toEqual(Array(6).fill('disregarded'));
    await order(bench, 'as-before', { ...all(kiosk.id), incarnation: 1 });
    expect((await bench.hub.overview()).facts).toMatchObject({ admitted: 5 });
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('an order names records: those before and behind it count on', async () => {
    const { bench, kiosk } = await venue(open);
    await order(bench, 'disregard', { ...all(kiosk.id), incarnation: 1, from: 2, to: 2 });
    expect((await bench.hub.overview()).facts).toMatchObject({
      admitted: 2,
      'spelling-corrected': 1,
    });
  });

  test('a walk-in and a correction of a desk leave with its word, and come back with it', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(2), 'list');
    const [good, bad] = [await bench.enrol('Good'), await bench.enrol('Bad')];
    const first = entry(1).id;
    const correct = ({ chain }: TestStation, correction: object) =>
      chain.add(
        { type: 'spelling-corrected', delegateId: first },
        { correction: { ...correction } },
      );
    correct(good, { title: 'Dr' });
    await push(bench, good);
    const honest = await figures(bench);
    const title = async () => (await bench.hub.delegate(first)).title;
    const guest = sampleDelegate({ id: entry(50).id, registrationCode: 'W-0001' });
    const approval = { approver: 'Nobody', reference: '-' };
    bad.chain.add(
      { type: 'walk-in-registered', delegateId: guest.id },
      { delegate: { ...guest }, approval },
    );
    correct(bad, { title: 'HACKED', printedName: 'HACKED' });
    bad.chain.add(
      { type: 'delegate-replaced', delegateId: entry(2).id },
      { delegate: { ...guest, id: entry(51).id, registrationCode: 'W-0002' }, approval },
    );
    await push(bench, bad);
    expect((await figures(bench)).roster).toHaveLength(4);
    await order(bench, 'disregard', all(bad.id));
    expect(withoutOrders(await figures(bench))).toEqual(honest);
    expect(await title()).toBe('Dr');
    // A list's changes hold where no desk's fact counts any more.
    await bench.hub.importRoster([entry(1, { printedName: 'Renamed BY LIST' })], 'list');
    expect((await bench.hub.delegate(first)).printedName).toBe('Renamed BY LIST');
    await order(bench, 'as-before', all(bad.id));
    expect((await figures(bench)).roster.toSorted()).toEqual(
      expect.arrayContaining(['HACKED confirmed', expect.stringMatching(/ cancelled$/)]),
    );
    expect(await bench.hub.checkAll()).toEqual([]);
    await bench.hub.importRoster([entry(1, { printedName: 'Renamed AGAIN' })], 'list');
    expect((await bench.hub.delegate(first)).printedName).toBe('HACKED');
    await order(bench, 'disregard', all(bad.id));
    expect((await bench.hub.delegate(first)).printedName).toBe('Renamed AGAIN');
    expect((await figures(bench)).roster).toHaveLength(2);
  });

  test('what a mode may not say is released from quarantine, and taken back into it', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(2), 'list');
    const door = await bench.enrol('Door', 'door');
    door.chain.add(
      { type: 'spelling-corrected', delegateId: entry(1).id },
      { correction: { printedName: 'Spelt AT THE DOOR' } },
    );
    await push(bench, door);
    const before = await figures(bench);
    await order(bench, 'count', { ...all(door.id), incarnation: 1, to: 1 });
    expect((await bench.hub.delegate(entry(1).id)).printedName).toBe('Spelt AT THE DOOR');
    expect(await bench.hub.quarantine()).toEqual([]);
    expect(await bench.hub.checkAll()).toEqual([]);
    // The rules apply to whatever follows the released records.
    door.chain.add({ type: 'note-written' }, { note: 'x' });
    expect(await push(bench, door, 2)).toMatchObject({ quarantined: 1 });
    await order(bench, 'as-before', { ...all(door.id), incarnation: 1, to: 1 });
    expect(withoutOrders(await figures(bench))).toEqual(withoutOrders(before));
    expect((await bench.hub.quarantine()).map(({ reason }) => reason)).toEqual(
      Array(2).fill('not-allowed'),
    );
  });

  test('a taken order does not release what the rules refuse', async () => {
    const { bench, kiosk } = await venue(open);
    kiosk.chain.add({ type: 'duplicate-resolved' });
    await push(bench, kiosk, 4);
    await order(bench, 'disregard', all(kiosk.id));
    await order(bench, 'as-before', all(kiosk.id));
    expect((await bench.hub.overview()).facts).not.toHaveProperty('duplicate-resolved');
    const reasons = (await bench.hub.quarantine()).map(({ reason }) => reason);
    expect(reasons).toEqual(['not-allowed']);
  });

  test.each(['before', 'under'])(
    'a wrong payload that another brings %s an order',
    async (when) => {
      const bench = await open();
      await bench.hub.importRoster(entries(1), 'list');
      const [author, thief] = [await bench.enrol('Author'), await bench.enrol('Thief')];
      author.chain.add(
        { type: 'spelling-corrected', delegateId: entry(1).id },
        { correction: { printedName: loud(1) } },
      );
      const relay = async () => {
        const { events, ...run } = author.chain.push();
        const forged = events.map((event) => ({
          ...event,
          personal: event.personal && { ...event.personal, payload: '{"correction":{}}' },
        }));
        const request = nextRequest(thief.id);
        return await bench.hub.push(await thief.caller(), { ...run, request, events: forged });
      };
      if (when === 'before') await relay();
      await order(bench, 'disregard', all(author.id));
      if (when === 'under') await relay();
      // The link is known already; only its author brings its payload.
      expect(await push(bench, author)).toMatchObject({ known: 1 });
      await order(bench, 'as-before', all(author.id));
      expect((await bench.hub.delegate(entry(1).id)).printedName).toBe(loud(1));
      // Quarantined records count against the station that brought them, not against the author.
      expect(await bench.hub.quarantine()).toMatchObject([
        { reason: 'wrong-commitment', station: author.id, pushedBy: thief.id },
      ]);
      expect(await bench.hub.checkAll()).toEqual([]);
    },
  );

  test('a payload that follows its link under an order comes back with it', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(1), 'list');
    const author = await bench.enrol('Author');
    author.chain.add(
      { type: 'spelling-corrected', delegateId: entry(1).id },
      { correction: { printedName: loud(1) } },
    );
    await order(bench, 'disregard', all(author.id));
    const run = author.chain.push();
    const events = run.events.map((event) => ({ ...event, personal: null }));
    await bench.hub.push(await author.caller(), { ...run, events });
    expect(await push(bench, author)).toMatchObject({ known: 1 });
    await order(bench, 'as-before', all(author.id));
    expect((await bench.hub.delegate(entry(1).id)).printedName).toBe(loud(1));
    expect(await bench.hub.quarantine()).toEqual([]);
  });

  test('what two persons disregard stays silent under rules of a newer version, until they take it back', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(3), 'list');
    const door = await bench.enrol('Door', 'door');
    for (const number of [1, 2, 3]) {
      door.chain.add(
        { type: 'spelling-corrected', delegateId: entry(number).id },
        { correction: { printedName: loud(number) } },
      );
    }
    expect(await push(bench, door)).toMatchObject({ stored: 0, quarantined: 3 });
    await order(bench, 'disregard', { ...all(door.id), incarnation: 1, to: 2 });
    // An older version did not know the second at all.
    await bench.store.db
      .updateTable('quarantine')
      .set({ reason: 'not-understood' })
      .where('kseq', '=', 2)
      .execute();
    // A newer version's rules may accept all of them: here it treats the author as a desk.
    await bench.store.db.updateTable('station').set({ mode: 'desk' }).execute();
    const newer = { ...bench, hub: await bench.again() };
    const loudNames = async () => {
      const { roster } = await figures(newer);
      return [1, 2, 3].map((number) => roster.includes(`${loud(number)} confirmed`));
    };
    expect(await loudNames()).toEqual([false, false, true]);
    expect((await newer.hub.quarantine()).map(({ kseq }) => kseq).toSorted()).toEqual([1, 2]);
    await order(newer, 'as-before', { ...all(door.id), incarnation: 1, to: 2 });
    expect(await loudNames()).toEqual([true, true, true]);
    expect(await newer.hub.quarantine()).toEqual([]);
    expect(await newer.hub.checkAll()).toEqual([]);
  });

  test('no station gives an order, and none is given on a hub’s records', async () => {
    const { bench, desk, kiosk } = await venue(open);
    const payload = canonicalJson({ verdict: 'disregard', range: { ...all(kiosk.id) } });
    desk.chain.add({ type: 'facts-judged', delegateId: null, checkpoint: null, payload });
    await push(bench, desk, 2);
    expect((await bench.hub.quarantine()).map(({ reason }) => reason)).toEqual(['not-allowed']);
    expect((await bench.hub.overview()).facts).toMatchObject({ admitted: 3 });
  });

  test('a closed day reopens by an order on facts that its report counted', async () => {
    const { bench, kiosk } = await venue(open);
    const { events } = kiosk.chain;
    const head = events.at(-1)?.hash ?? genesisHash;
    const close = canonicalJson({ day, incarnation: 1, count: events.length, head });
    kiosk.chain.add({ type: 'day-closed', delegateId: null, checkpoint: null, payload: close });
    await push(bench, kiosk, 4);
    const verdict = async () => {
      const { draft, state } = await bench.hub.dayStatus(day);
      const own = draft.stations.find((one) => one.station === kiosk.id);
      return [state, draft.revision, own?.verdict, own?.held];
    };
    await bench.hub.closeDay(day);
    await order(bench, 'disregard', { ...all(kiosk.id), incarnation: 2 });
    expect(await verdict()).toEqual(['closed', 2, 'proven', 4]);
    await order(bench, 'disregard', all(kiosk.id));
    expect(await verdict()).toEqual(['reopened', 2, 'proven', 4]);
    await bench.hub.closeDay(day);
    expect(await verdict()).toEqual(['closed', 3, 'proven', 4]);
    kiosk.chain.add({ delegateId: entry(4).id });
    await push(bench, kiosk, 5);
    expect((await bench.hub.dayStatus(day)).state).toBe('closed');
    await order(bench, 'as-before', all(kiosk.id));
    expect((await bench.hub.dayStatus(day)).state).toBe('reopened');
  });
});
