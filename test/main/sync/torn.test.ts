import { afterEach, describe, expect, it } from 'vitest';
import { hubLinkOf } from '../../../db/ledger/hub-link.ts';
import { countDelegates } from '../../../db/roster/roster.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import {
  cleanUp,
  deskFacts,
  hubFacts,
  makeDesk,
  person,
  rigWithDesk,
  type SyncDesk,
} from './support.ts';

afterEach(cleanUp);

/** Makes every transaction fail that moves this cursor: after its rows, before its commit. */
function failAtCursor(desk: SyncDesk, cursor: 'event_seq' | 'roster_seq'): () => void {
  const { db } = desk.context;
  db.exec(`CREATE TEMP TRIGGER torn BEFORE UPDATE OF ${cursor} ON hub_link
    WHEN NEW.${cursor} > 0 BEGIN SELECT RAISE (ABORT, 'torn'); END`);
  return () => db.exec('DROP TRIGGER torn');
}

function admissions(desk: SyncDesk): number {
  const row = desk.context.db
    .prepare<[], { count: number }>('SELECT count(*) AS count FROM admission')
    .get();
  return row?.count ?? 0;
}

describe('rows and their cursor', () => {
  it('of facts are one transaction', async () => {
    const { rig, a } = await rigWithDesk();
    for (const number of [1, 2, 3]) a.admit(person(number));
    await a.sync();
    const b = await makeDesk(rig, { name: 'B' });
    const mend = failAtCursor(b, 'event_seq');
    await expect(b.sync()).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_TRIGGER' });
    expect(deskFacts(b)).toEqual([]);
    expect(admissions(b)).toBe(0);
    expect(hubLinkOf(b.context.db).eventSeq).toBe(0);
    mend();
    expect(await b.sync()).toMatchObject({ facts: 6 });
    expect(admissions(b)).toBe(3);
  });

  it('of the roster are one transaction', async () => {
    const { rig } = await rigWithDesk(5);
    const b = await makeDesk(rig, { name: 'B' });
    const mend = failAtCursor(b, 'roster_seq');
    const registered = () => countDelegates(b.context.db, b.context.event.file.id).registered;
    await expect(b.sync()).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_TRIGGER' });
    expect(registered()).toBe(0);
    mend();
    expect(await b.sync()).toMatchObject({ delegates: 5 });
    expect(registered()).toBe(5);
  });

  it('go on from wherever a long pull broke off, with nothing twice and nothing missing', async () => {
    const { rig, a } = await rigWithDesk(70);
    for (let number = 1; number <= 70; number += 1) a.admit(person(number));
    await a.sync();
    let hashes = 0;
    let failsAt = 0;
    const b = await makeDesk(rig, {
      name: 'B',
      parts: {
        crypto: {
          ...nodeCrypto,
          sha256: (data) => {
            hashes += 1;
            if (hashes === failsAt) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
            return nodeCrypto.sha256(data);
          },
        },
      },
    });
    const cursors: number[] = [];
    // Strictly within the first transaction, at its end, in the second one …
    for (const at of [7, 50, 60, 30]) {
      hashes = 0;
      failsAt = at;
      await expect(b.sync()).rejects.toMatchObject({ code: 'SQLITE_FULL' });
      const { eventSeq } = hubLinkOf(b.context.db);
      cursors.push(eventSeq);
      expect(deskFacts(b)).toHaveLength(eventSeq);
    }
    expect(cursors.at(-1)).toBeGreaterThan(0);
    expect(cursors).toEqual([...cursors].sort((x, y) => x - y));
    failsAt = 0;
    await b.sync();
    expect(deskFacts(b)).toEqual([...(await hubFacts(rig))].sort());
    expect(admissions(b)).toBe(70);
  });
});

describe('a full disk', () => {
  it('fails the sync and nothing else; with space again everything comes', async () => {
    const { rig, a } = await rigWithDesk(70);
    for (let number = 1; number <= 70; number += 1) a.admit(person(number));
    await a.sync();
    const b = await makeDesk(rig, { name: 'B' });
    const { db } = b.context;
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages + 4}`);
    await expect(b.sync()).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    expect(deskFacts(b)).toHaveLength(hubLinkOf(db).eventSeq);
    db.pragma(`max_page_count = ${pages * 100}`);
    await b.sync();
    expect(deskFacts(b)).toHaveLength(140);
    expect(countDelegates(db, b.context.event.file.id).registered).toBe(70);
  });
});
