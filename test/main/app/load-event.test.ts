import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WritableDatabase } from '../../../db/base/types.ts';
import { findEvent } from '../../../db/event/events.ts';
import { openStore } from '../../../db/station/open.ts';
import { demoPlaces, type EventSources, loadEvent } from '../../../main/app/start/load-event.ts';
import { eventSecret, sampleEvent } from '../../support/sample-event.ts';

const folder = mkdtempSync(join(tmpdir(), 'lanyard-load-event-'));
const demo = demoPlaces(folder);
writeFileSync(demo.event, JSON.stringify(sampleEvent));
writeFileSync(demo.secret, Buffer.from(eventSecret).toString('hex'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sources(change: Partial<EventSources> = {}): EventSources {
  const usual = { config: {}, lastEventId: null, demoFolder: folder, keepsSecret: true, wall: 1 };
  return { ...usual, ...change };
}

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
    const { event, demo: isDemo, problem } = loadEvent(db, sources());
    expect([event.file.id, isDemo, problem]).toEqual([sampleEvent.id, true, null]);
    expect(db.prepare('SELECT COUNT(*) FROM delegation').pluck().get()).toBe(
      sampleEvent.delegations.length,
    );
  });

  it('is the one used last, read from the store and not written anew', () => {
    loadEvent(db, sources());
    const written = rowsWrittenBy(() => {
      expect(loadEvent(db, sources({ lastEventId: sampleEvent.id }))).toMatchObject({
        event: { file: sampleEvent },
        demo: true,
        problem: null,
      });
    });
    expect(written).toBe(0);
  });

  it('is no demo event where the demo is another one, or cannot be read', () => {
    loadEvent(db, sources());
    const last = sources({ lastEventId: sampleEvent.id });
    expect(loadEvent(db, { ...last, demoFolder: join(folder, 'nothing') }).demo).toBe(false);
  });

  it('is the one used last where the configured one cannot be used, which is told', () => {
    loadEvent(db, sources());
    const away = { file: join(folder, 'away.json'), secretFile: demo.secret };
    const last = sources({ lastEventId: sampleEvent.id });
    const loaded = loadEvent(db, { ...last, config: { event: away } });
    expect(loaded.event.file.id).toBe(sampleEvent.id);
    expect(loaded.problem).toContain('away.json');
  });

  it('leaves its secret at a kiosk or a door to the reading of a list, and out of the store', () => {
    const { event } = loadEvent(db, sources({ keepsSecret: false }));
    expect(event.secret).toEqual(Buffer.from(eventSecret));
    expect(findEvent(db, sampleEvent.id)?.secret).toBeNull();
  });

  it('loses the secret where the station was a desk before, and gets the demo’s again as a desk', () => {
    const last = sources({ lastEventId: sampleEvent.id });
    expect(loadEvent(db, sources()).forgotSecret).toBe(false);
    expect(loadEvent(db, { ...last, keepsSecret: false }).forgotSecret).toBe(true);
    expect(findEvent(db, sampleEvent.id)?.secret).toBeNull();
    expect(loadEvent(db, { ...last, keepsSecret: false }).forgotSecret).toBe(false);
    loadEvent(db, last);
    expect(findEvent(db, sampleEvent.id)?.secret).toEqual(Buffer.from(eventSecret));
  });

  it('without a file of its secret keeps the one that a hub gave', () => {
    loadEvent(db, sources());
    const config = { event: { file: demo.event } };
    expect(loadEvent(db, sources({ config })).event.secret).toEqual(Buffer.from(eventSecret));
    expect(findEvent(db, sampleEvent.id)?.secret).toEqual(Buffer.from(eventSecret));
  });
});
