import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { RosterEntry } from '../../../domain/roster/roster-entry.ts';
import type { RosterImportRequest } from '../../../domain/roster/roster-wire.ts';
import { sampleDelegate } from '../../support/sample-event.ts';
import { entries, entry } from '../http/people.ts';
import { nextRequest } from '../support/test-chain.ts';
import {
  describeOnBothStores,
  type TestHub,
  type TestStation,
  warmUp,
} from '../support/test-hub.ts';
import { problemOf, rosterOf } from '../support/test-requests.ts';

const operator = '0192d3a0-0000-7000-8000-000000000001';

function importOf(
  { hub }: TestHub,
  station: TestStation,
  people: readonly RosterEntry[],
): RosterImportRequest {
  const { epoch } = hub.identity();
  const request = nextRequest(station.id);
  return { epoch, request, operator, entries: [...people], bookings: [] };
}

describeOnBothStores('roster', (open) => {
  test('an import adds and changes; the same again changes nothing and takes no number', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    expect(await bench.hub.importRoster(entries(5), 'a')).toEqual({ added: 5, changed: 0 });
    expect(await bench.hub.importRoster(entries(5), 'a')).toEqual({ added: 0, changed: 0 });
    const news = [...entries(4), entry(5, { jobTitle: 'Director' }), entry(6)];
    expect(await bench.hub.importRoster(news, 'b')).toEqual({ added: 1, changed: 1 });
    const { rows, end } = await rosterOf(bench, desk);
    expect(rows.map(({ seq, id }) => [seq, id])).toEqual([
      ...entries(4).map(({ id }, i) => [i + 1, id]),
      [6, entry(5).id],
      [7, entry(6).id],
    ]);
    expect(end.last).toBe(7);
    expect(bench.changes.filter(({ roster }) => roster !== undefined)).toEqual([
      { roster: 5 },
      { roster: 7 },
    ]);
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('a large import is dense, whatever its batches', async () => {
    const bench = await open();
    const people = entries(5_003);
    expect(await bench.hub.importRoster(people, 'large')).toEqual({ added: 5_003, changed: 0 });
    expect((await bench.hub.overview()).streams.roster).toBe(5_003);
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('a batch with an impossible person is stored not at all', async () => {
    const bench = await open();
    const impossible = { ...entry(3), registrationCode: 'A\u0000B', id: randomUUID() };
    const refused = await problemOf(bench.hub.importRoster([entry(1), impossible], 'bad'));
    expect(refused.code).toBe('bad-request');
    const taken = { ...entry(1), registrationCode: 'T18-OTHER' };
    const both = await problemOf(bench.hub.importRoster([entry(1), taken], 'bad'));
    expect(both.code).toBe('bad-request');
    expect((await bench.hub.overview()).streams.roster).toBe(0);
    expect(await bench.hub.listDelegates({ after: null, limit: 10 })).toEqual([]);
  });

  test('a new person without name or delegation is the sender’s mistake, found by fuzzing', async () => {
    const bench = await open();
    const nobody = { ...entry(1), values: { jobTitle: 'Director' } };
    const problem = await problemOf(bench.hub.importRoster([entry(2), nobody], 'a'));
    expect(problem.code).toBe('bad-request');
    expect((await bench.hub.overview()).streams.roster).toBe(0);
  });

  test('an edit and a cancellation take new numbers; one that changes nothing takes none', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster(entries(3), 'a');
    const changed = await bench.hub.changeDelegate(entry(1).id, { status: 'cancelled' });
    expect(changed.status).toBe('cancelled');
    await bench.hub.changeDelegate(entry(1).id, { status: 'cancelled' });
    const { rows } = await rosterOf(bench, desk, 3);
    expect(rows.map(({ seq, delegate }) => [seq, delegate?.status])).toEqual([[4, 'cancelled']]);
    expect((await bench.hub.overview()).delegates).toMatchObject({ confirmed: 2, cancelled: 1 });
    const bad = bench.hub.changeDelegate(entry(1).id, { printedName: '' });
    expect(await problemOf(bad)).toMatchObject({ code: 'bad-request', detail: 'printedName' });
    const unknown = bench.hub.changeDelegate(randomUUID(), { vip: true });
    expect((await problemOf(unknown)).code).toBe('not-found');
  });

  test('who was deleted is gone for everybody, and comes back by an import', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster(entries(2), 'a');
    await bench.hub.deleteDelegate(entry(1).id);
    expect((await problemOf(bench.hub.delegate(entry(1).id))).code).toBe('not-found');
    expect((await problemOf(bench.hub.deleteDelegate(entry(1).id))).code).toBe('not-found');
    const listed = await bench.hub.listDelegates({ after: null, limit: 10 });
    expect(listed.map(({ id }) => id)).toEqual([entry(2).id]);
    expect(await bench.hub.importRoster(entries(2), 'b')).toEqual({ added: 0, changed: 1 });
    const [last] = (await rosterOf(bench, desk, 3)).rows;
    expect(last).toMatchObject({ seq: 4, id: entry(1).id, delegate: { id: entry(1).id } });
  });

  test('what a desk corrected outlives every import, until the administrator says otherwise', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster(entries(1), 'a');
    const { id } = entry(1);
    desk.chain.add(
      { type: 'spelling-corrected', delegateId: id, payload: '{"fields":"printedName"}' },
      { correction: { printedName: 'Sample PÉRSON' } },
    );
    await bench.hub.push(await desk.caller(), desk.chain.push());
    await bench.hub.importRoster([entry(1, { printedName: 'Wrong AGAIN', vip: true })], 'b');
    expect(await bench.hub.delegate(id)).toMatchObject({ printedName: 'Sample PÉRSON', vip: true });
    await bench.hub.changeDelegate(id, { printedName: 'As the LETTER has it' });
    await bench.hub.importRoster(entries(1), 'c');
    expect((await bench.hub.delegate(id)).printedName).toBe('As the LETTER has it');
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('a desk’s own import: numbered, in this epoch, from desks that are enrolled', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    const request = importOf(bench, desk, entries(2));
    const send = async (station: TestStation, what: RosterImportRequest) =>
      bench.hub.importRosterOf(await station.caller(), what);
    expect(await send(desk, request)).toMatchObject({ added: 2, changed: 0 });
    expect((await problemOf(send(desk, request))).code).toBe('replayed');
    const other = { ...importOf(bench, desk, entries(3)), epoch: randomUUID() };
    expect((await problemOf(send(desk, other))).code).toBe('epoch-changed');
    const door = await bench.enrol('Door', 'door');
    expect((await problemOf(send(door, importOf(bench, door, entries(3))))).code).toBe(
      'not-allowed',
    );
    await bench.hub.revokeStation(desk.id);
    expect((await problemOf(send(desk, importOf(bench, desk, entries(3))))).code).toBe('revoked');
    expect((await bench.hub.overview()).streams.roster).toBe(2);
  });

  test('imports, pushes and edits at once never wait for each other for ever', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster(entries(20), 'a');
    for (let fact = 1; fact <= 20; fact += 1) {
      desk.chain.add(
        { type: 'spelling-corrected', delegateId: entry(fact).id, payload: '{"fields":"title"}' },
        { correction: { title: `Dr ${fact}` } },
      );
    }
    const caller = await desk.caller();
    await warmUp(bench);
    const codes: string[] = [];
    for (let fact = 1; fact <= 20; fact += 1) {
      const push = desk.chain.push(fact, 1);
      const request = importOf(bench, desk, [entry(100 + fact)]);
      const outcomes = await Promise.allSettled([
        bench.hub.push(caller, push),
        bench.hub.importRosterOf(caller, request),
        bench.hub.changeDelegate(entry(fact).id, { vip: true }),
      ]);
      for (const outcome of outcomes) {
        codes.push(outcome.status === 'fulfilled' ? 'done' : String(outcome.reason.code));
      }
      // A late request number is refused, and the push is repeated with a new one.
      if (outcomes[0].status === 'rejected') await bench.hub.push(caller, desk.chain.push(fact, 1));
    }
    expect(codes).not.toContain('busy');
    expect(await bench.hub.checkAll()).toEqual([]);
  }, 60_000);

  test('take-over: the replica fills what is empty and changes nobody who is there', async () => {
    const bench = await open();
    await bench.hub.importRoster([entry(1, { jobTitle: 'Newer' })], 'a');
    const replica = [1, 2, 3].map((number) => {
      const { id, registrationCode } = entry(number);
      return sampleDelegate({ id, registrationCode, jobTitle: 'Older' });
    });
    expect(await bench.hub.seedRoster(replica)).toEqual({ added: 2, changed: 0 });
    const listed = await bench.hub.listDelegates({ after: null, limit: 10 });
    expect(listed.map(({ jobTitle }) => jobTitle)).toEqual(['Newer', 'Older', 'Older']);
    expect(await bench.hub.listDelegates({ after: 't18-00001', limit: 1 })).toEqual([replica[1]]);
  });
});
