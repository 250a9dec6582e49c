import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Finding } from '../../../hub/sync/check-all.ts';
import { entries, entry } from '../http/people.ts';
import { nextRequest } from '../support/test-chain.ts';
import { chainOfKnown, describeOnBothStores, type TestHub } from '../support/test-hub.ts';

/** A hub with three facts of one desk (one with a note, one in quarantine) and three people. */
async function filled(open: () => Promise<TestHub>): Promise<TestHub> {
  const bench = await open();
  const desk = await bench.enrol();
  desk.chain.add();
  desk.chain.addBody(() => 'no JSON');
  desk.chain.add({ type: 'duplicate-resolved', targetId: randomUUID() }, { note: 'Looked into' });
  await bench.hub.push(await desk.caller(), desk.chain.push());
  await bench.hub.importRoster(entries(3), 'file');
  await bench.hub.deleteDelegate(entry(3).id);
  return bench;
}

/** Changes to the store behind the hub's back, and how they are noticed. */
const tampering: readonly { deed: string; statement: string; what: Finding['what'] }[] = [
  {
    deed: 'a fact was changed',
    statement: `UPDATE attendance_event SET body = replace(body, '2018-10-02', '2018-10-03') WHERE kseq = 1 AND type = 'admitted'`,
    what: 'chain',
  },
  {
    deed: 'a quarantined item was changed',
    statement: `UPDATE quarantine SET raw = replace(raw, 'no JSON', 'no text')`,
    what: 'chain',
  },
  {
    deed: 'a quarantined item was thrown away',
    statement: 'DELETE FROM quarantine',
    what: 'chain',
  },
  {
    deed: 'a fact was taken out of the middle',
    statement: 'DELETE FROM attendance_event WHERE kseq = 2',
    what: 'chain',
  },
  {
    deed: 'the last fact was cut off',
    statement: 'DELETE FROM attendance_event WHERE kseq = 3',
    what: 'sequence',
  },
  {
    deed: 'a head was put back',
    statement:
      'UPDATE chain SET last_kseq = 2, hash = (SELECT hash FROM attendance_event WHERE kseq = 2) WHERE last_kseq = 3',
    what: 'count',
  },
  {
    deed: 'a head was forgotten',
    statement: 'DELETE FROM chain WHERE last_kseq = 3',
    what: 'count',
  },
  {
    deed: 'the signature of a head was taken away',
    statement: `UPDATE attendance_event SET signature = NULL, first_received = NULL, receipt = NULL
      WHERE kseq = 3 AND signature IS NOT NULL`,
    what: 'chain',
  },
  {
    deed: 'somebody else signed a head',
    statement: `UPDATE attendance_event SET signature = '${Buffer.alloc(64).toString('base64')}'
      WHERE kseq = 3 AND signature IS NOT NULL`,
    what: 'chain',
  },
  {
    deed: 'a number of the stream was skipped',
    statement: 'UPDATE attendance_event SET seq = 9 WHERE kseq = 3',
    what: 'sequence',
  },
  {
    deed: 'a fact was taken out of the stream',
    statement: 'UPDATE attendance_event SET seq = NULL WHERE kseq = 3',
    what: 'sequence',
  },
  {
    deed: 'the stream of facts was put back',
    statement: `UPDATE stream SET seq = 1 WHERE name = 'events'`,
    what: 'sequence',
  },
  {
    deed: 'the stream of the roster was put back',
    statement: `UPDATE stream SET seq = 1 WHERE name = 'roster'`,
    what: 'roster',
  },
  {
    deed: 'a delegate was changed by hand',
    statement: `UPDATE delegate SET status = 'revoked' WHERE seq = 1`,
    what: 'roster',
  },
  {
    deed: 'a delegate cannot be read',
    statement: `UPDATE delegate SET data = '{' WHERE seq = 2`,
    what: 'roster',
  },
  {
    deed: 'a note was changed',
    statement: `UPDATE personal SET payload = replace(payload, 'Looked', 'Locked')
      WHERE payload LIKE '%Looked%'`,
    what: 'personal',
  },
  {
    deed: 'a note belongs to no fact',
    statement: `UPDATE personal SET event_id = '00000000-0000-4000-8000-000000000000'
      WHERE payload LIKE '%Looked%'`,
    what: 'personal',
  },
];

describeOnBothStores('check of the whole store', (open) => {
  test('a good store has no findings', async () => {
    const bench = await filled(open);
    expect(await bench.hub.checkAll()).toEqual([]);
  });

  test.each(tampering)('$deed', async ({ statement, what }) => {
    const bench = await filled(open);
    const { numAffectedRows } = await sql.raw(statement).execute(bench.store.db);
    expect(numAffectedRows).toBe(1n);
    const findings = await bench.hub.checkAll();
    expect(findings.map((finding) => finding.what)).toContain(what);
  });

  test('pushes and edits that go on meanwhile are no findings', async () => {
    const bench = await filled(open);
    const desk = await bench.enrol();
    const chains = await Promise.all(Array.from({ length: 30 }, () => chainOfKnown(bench)));
    const caller = await desk.caller();
    const findings: Finding[] = [];
    let pushed = 0;
    let isChecked = false;
    const work = (async () => {
      for (; !isChecked; pushed += 1) {
        const chain = chains[pushed % chains.length];
        if (chain === undefined) throw new Error('no chain');
        const from = chain.events.length + 1;
        for (let fact = 0; fact < 10; fact += 1) chain.add();
        await bench.hub.push(caller, { ...chain.push(from), request: nextRequest(desk.id) });
        await bench.hub.changeDelegate(entry(1).id, { letterOrder: pushed + 2 });
      }
    })();
    for (let checks = 0; pushed < 30 && checks < 500; checks += 1) {
      findings.push(...(await bench.hub.checkAll()));
    }
    isChecked = true;
    // With SQLite nothing gets in between unless the check pauses.
    expect(pushed).toBeGreaterThanOrEqual(30);
    await work;
    expect(findings).toEqual([]);
  });
});
