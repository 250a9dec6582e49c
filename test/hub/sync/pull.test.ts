import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { StationMode } from '../../../domain/base/protocol.ts';
import { streamedDelegateSchema } from '../../../domain/roster/roster-wire.ts';
import { streamedEventSchema } from '../../../domain/sync/events.ts';
import { statementsOf } from '../../../hub/store/prepared.ts';
import { entries, entry } from '../http/people.ts';
import {
  describeOnBothStores,
  type TestHub,
  type TestStation,
  warmUp,
} from '../support/test-hub.ts';
import { problemOf, rosterOf, streamOf, wholeStream } from '../support/test-requests.ts';

/** Follows the roster page by page from a cursor; returns what it read and where it ended. */
async function follow({ hub }: TestHub, station: TestStation, limit: number, from = 0) {
  const { epoch } = hub.identity();
  const seqs: number[] = [];
  let after = from;
  for (;;) {
    const { rows, end } = await hub.pullRoster(await station.caller(), { epoch, after, limit });
    expect(rows.length).toBeLessThanOrEqual(limit);
    expect(end).toMatchObject({ epoch, rows: rows.length });
    seqs.push(...rows.map(({ seq }) => seq));
    if (end.next === end.last) return { seqs, cursor: end.next };
    expect(end.next).toBeGreaterThan(after);
    after = end.next;
  }
}

function linesOf(text: string): unknown[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

describeOnBothStores('pull', (open) => {
  test('pages follow each other without gap and without overlap', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster(entries(25), 'test');
    const all = Array.from({ length: 25 }, (_, i) => i + 1);
    for (const limit of [1, 7, 25, 26]) {
      expect(await follow(bench, desk, limit)).toEqual({ seqs: all, cursor: 25 });
    }
    expect(await follow(bench, desk, 10, 20)).toEqual({ seqs: all.slice(20), cursor: 25 });
    expect(await follow(bench, desk, 10, 25)).toEqual({ seqs: [], cursor: 25 });
  });

  test('whoever changes while a kiosk reads page by page comes again at the end', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster(entries(10), 'test');
    const { epoch } = bench.hub.identity();
    const first = await bench.hub.pullRoster(await desk.caller(), { epoch, after: 0, limit: 4 });
    expect(first.end.next).toBe(4);
    await bench.hub.changeDelegate(entry(2).id, { jobTitle: 'Director' });
    await bench.hub.changeDelegate(entry(9).id, { jobTitle: 'Director' });
    expect(await follow(bench, desk, 4, 4)).toEqual({
      seqs: [5, 6, 7, 8, 10, 11, 12],
      cursor: 12,
    });
  });

  test('another epoch, and a cursor that the hub never gave, are refused', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster(entries(3), 'test');
    const caller = await desk.caller();
    const { epoch } = bench.hub.identity();
    const other = { epoch: randomUUID(), after: 0, limit: 10 };
    const beyond = { epoch, after: 4, limit: 10 };
    expect((await problemOf(bench.hub.pullRoster(caller, other))).code).toBe('epoch-changed');
    expect((await problemOf(bench.hub.pullEvents(caller, other))).code).toBe('epoch-changed');
    expect((await problemOf(bench.hub.pullRoster(caller, beyond))).code).toBe('cursor-too-old');
    expect((await problemOf(bench.hub.pullEvents(caller, beyond))).code).toBe('cursor-too-old');
  });

  test('who was deleted leaves a word with a new number; once it is forgotten, old cursors begin anew', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster(entries(4), 'test');
    await bench.hub.deleteDelegate(entry(2).id);
    const since = await rosterOf(bench, desk, 4);
    expect(since.rows).toEqual([{ seq: 5, id: entry(2).id, delegate: null }]);
    expect(await bench.hub.dropTombstones(bench.time.now)).toBe(0);
    bench.time.now += 1;
    expect(await bench.hub.dropTombstones(bench.time.now)).toBe(1);
    expect((await problemOf(rosterOf(bench, desk, 4))).code).toBe('cursor-too-old');
    expect((await rosterOf(bench, desk, 5)).end).toMatchObject({ next: 5, last: 5, rows: 0 });
    const anew = await rosterOf(bench, desk);
    expect(anew.rows.map(({ seq }) => seq)).toEqual([1, 3, 4]);
    expect(anew.end).toMatchObject({ next: 5, last: 5 });
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test('who is forgotten while a page is read is on the page, or the page is refused', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    await bench.hub.importRoster(entries(4), 'test');
    await bench.hub.deleteDelegate(entry(2).id);
    await bench.hub.changeDelegate(entry(3).id, { vip: true });
    bench.time.now += 1;
    const caller = await desk.caller();
    await warmUp(bench);
    const { epoch } = bench.hub.identity();
    const [page] = await Promise.allSettled([
      bench.hub.pullRoster(caller, { epoch, after: 4, limit: 10 }),
      bench.hub.dropTombstones(bench.time.now),
    ]);
    if (page.status === 'rejected') expect(page.reason).toMatchObject({ code: 'cursor-too-old' });
    else expect(page.value.rows.map(({ seq }) => seq)).toEqual([5, 6]);
  });

  test('a kiosk of each mode receives what it needs and no more', async () => {
    const bench = await open();
    const flagged = { flagged: true, nativeName: 'Αnna', vip: true };
    await bench.hub.importRoster([entry(1, flagged)], 'test');
    const seen = async (mode: StationMode) => {
      const station = await bench.enrol(mode, mode);
      const [row] = (await rosterOf(bench, station)).rows;
      const { epoch } = bench.hub.identity();
      const page = await bench.hub.pullRosterLines(await station.caller(), wholeStream(epoch));
      expect(linesOf(page.lines)).toEqual([row]);
      expect(streamedDelegateSchema.parse(row)).toEqual(row);
      return row?.delegate;
    };
    expect(await seen('desk')).toMatchObject({ ...flagged, status: 'confirmed' });
    const kiosk = await seen('kiosk');
    expect(kiosk).toMatchObject({ flagged: false, vip: false, status: 'pending' });
    const door = await seen('door');
    expect(door).toMatchObject({ flagged: false, vip: false, nativeName: '', jobTitle: '' });
    expect(JSON.stringify(door)).not.toContain(entry(1).registrationCode);
  });

  test('personal payloads go to desks only; the fact itself to everybody', async () => {
    const bench = await open();
    const desk = await bench.enrol('Desk', 'desk');
    const said = desk.chain.add(
      { type: 'duplicate-resolved', targetId: randomUUID(), payload: '{}' },
      { note: 'Came back for a scarf' },
    );
    await bench.hub.push(await desk.caller(), desk.chain.push());
    for (const mode of ['desk', 'kiosk', 'door'] as const) {
      const station = await bench.enrol(mode, mode);
      const page = await streamOf(bench, station);
      expect(page.rows).toEqual([
        {
          seq: 1,
          station: desk.id,
          incarnation: 1,
          kseq: 1,
          hash: said.hash,
          body: said.body,
          personal: mode === 'desk' ? said.personal : null,
          signature: expect.stringMatching(/^[\w+/]{86}==$/),
          receipt: {
            received: bench.time.now,
            signature: expect.stringMatching(/^[\w+/]{86}==$/),
          },
          counts: true,
          effective: /"hlc":"([^"]+)"/.exec(said.body)?.[1],
        },
      ]);
      const { epoch } = bench.hub.identity();
      const { lines } = await bench.hub.pullEventsLines(await station.caller(), wholeStream(epoch));
      expect(linesOf(lines)).toEqual(page.rows);
      expect(lines.includes('scarf')).toBe(mode === 'desk');
      for (const row of page.rows) expect(streamedEventSchema.parse(row)).toEqual(row);
    }
  });

  test('what is committed while a page is read leaves no hole behind its cursor', async () => {
    const bench = await open();
    const desk = await bench.enrol();
    desk.chain.add();
    await bench.hub.push(await desk.caller(), desk.chain.push());
    const caller = await desk.caller();
    const { db } = bench.store;
    // After the facts are read, and before the other links of the page are.
    let hasRead = false;
    const execute = db.executeQuery.bind(db);
    const spy = vi.spyOn(db, 'executeQuery').mockImplementation(async (asked) => {
      const answer = await execute(asked as Parameters<typeof execute>[0]);
      const statements = statementsOf((asked as { parameters: readonly unknown[] }).parameters);
      if (!hasRead && statements.some(({ sql }) => /where "fact"."seq" >/.test(sql))) {
        hasRead = true;
        desk.chain.add();
        desk.chain.addBody(() => '{"of":"later"}');
        await bench.hub.push(caller, desk.chain.push(2));
      }
      return answer as never;
    });
    const { epoch } = bench.hub.identity();
    const first = await bench.hub.pullEvents(caller, { epoch, after: 0, limit: 10 });
    spy.mockRestore();
    const after = first.end.next;
    const second = await bench.hub.pullEvents(caller, { epoch, after, limit: 10 });
    expect(hasRead).toBe(true);
    expect([...first.rows, ...second.rows].map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });
});
