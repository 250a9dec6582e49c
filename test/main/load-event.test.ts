import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import type { WritableDatabase } from '../../db/types.ts';
import { demoPlaces, loadEvent } from '../../main/start/load-event.ts';
import { eventSecret, sampleEvent } from '../support/sample-event.ts';

const folder = mkdtempSync(join(tmpdir(), 'lanyard-load-event-'));
const demo = demoPlaces(folder);
writeFileSync(demo.event, JSON.stringify(sampleEvent));
writeFileSync(demo.secret, Buffer.from(eventSecret).toString('hex'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let db: WritableDatabase;
let stores = 0;
beforeEach(() => {
  stores += 1;
  const path = join(folder, `store-${stores}.db`);
  db = openStore({ path, key: Buffer.alloc(32, 1), nativeBinding: undefined });
});
afterEach(() => db.close());

function rowsWrittenBy(work: () => void): number {
  const total = () => Number(db.prepare('SELECT total_changes()').pluck().get());
  const before = total();
  work();
  return total() - before;
}

describe('the event of a start', () => {
  it('is the demo event of a new station, and is kept', () => {
    const { event, demo: isDemo, problem } = loadEvent(db, {}, null, folder, 1);
    expect([event.file.id, isDemo, problem]).toEqual([sampleEvent.id, true, null]);
    expect(db.prepare('SELECT COUNT(*) FROM delegation').pluck().get()).toBe(
      sampleEvent.delegations.length,
    );
  });

  it('is the one used last, read from the store and not written anew', () => {
    loadEvent(db, {}, null, folder, 1);
    const written = rowsWrittenBy(() => {
      expect(loadEvent(db, {}, sampleEvent.id, folder, 2)).toMatchObject({
        event: { file: sampleEvent },
        demo: true,
        problem: null,
      });
    });
    expect(written).toBe(0);
  });

  it('is no demo event where the demo is another one, or cannot be read', () => {
    loadEvent(db, {}, null, folder, 1);
    expect(loadEvent(db, {}, sampleEvent.id, join(folder, 'nothing'), 2).demo).toBe(false);
  });

  it('is the one used last where the configured one cannot be used, which is told', () => {
    loadEvent(db, {}, null, folder, 1);
    const away = { file: join(folder, 'away.json'), secretFile: demo.secret };
    const loaded = loadEvent(db, { event: away }, sampleEvent.id, folder, 2);
    expect(loaded.event.file.id).toBe(sampleEvent.id);
    expect(loaded.problem).toContain('away.json');
  });
});
