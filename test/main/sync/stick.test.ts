import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveHubLink } from '../../../db/ledger/hub-link.ts';
import { CallFailure } from '../../../main/base/call-failure.ts';
import { savePersonalFile } from '../../../main/base/saved-file.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { writeNote } from '../../../main/ledger/notes.ts';
import { importStick, writeStick } from '../../../main/sync/stick/stick-file.ts';
import {
  cleanUp,
  enrolStation,
  startTestHub,
  type TestHub,
  type TestStation,
} from '../../hub/http/support.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let hub: TestHub;
let folder: string;
const desks: DeskContext[] = [];

beforeEach(async () => {
  hub = await startTestHub();
  folder = mkdtempSync(join(tmpdir(), 'lanyard-stick-'));
});
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close();
  rmSync(folder, { recursive: true, force: true });
  await cleanUp();
});

interface Joined {
  desk: DeskContext;
  station: TestStation;
}

async function joined(mode: 'desk' | 'kiosk' = 'desk'): Promise<Joined> {
  const desk = makeDeskContext();
  desks.push(desk);
  const { db, self: own } = desk.context;
  const station = await enrolStation(hub, mode, own.station);
  const { url, hub: id, hubName, authority, hubKey } = station.enrolment;
  saveHubLink(db, { hub: id, hubName, url, authority, hubKey, wall: hub.clock.now });
  return { desk, station };
}

function admit({ context, caller }: DeskContext, delegateId: string): void {
  const target = { kind: 'delegate', delegateId } as const;
  checkIn(context, caller, { key: randomUUID(), target, identity: null });
}

async function stickFrom({ desk, station }: Joined): Promise<string> {
  const { file } = await writeStick(desk.context, station.keys.privateKey);
  const path = join(folder, 'facts.lanyard');
  await savePersonalFile(desk.context, path, file);
  return path;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CallFailure)) throw error;
  return error.code;
}

describe('a stick', () => {
  it('goes from a desk without network over another desk to the hub, once', async () => {
    const away = await joined();
    const carrier = await joined();
    const { id } = away.desk.addDelegate(1);
    admit(away.desk, id);
    writeNote(away.desk.context, away.desk.caller, { delegateId: id, text: 'Blue folder' });
    const path = await stickFrom(away);
    // A finder cannot read names or notes.
    expect(readFileSync(path).includes('Blue folder')).toBe(false);
    expect(readdirSync(folder)).toEqual(['facts.lanyard']);

    const bring = () =>
      importStick(carrier.desk.context, path, (file) => carrier.station.http.importStick(file));
    const brought = await bring();
    const facts = brought.outcome === 'imported' ? brought.stored : 0;
    expect(brought).toMatchObject({ station: away.station.id, stationName: 'desk 1', known: 0 });
    expect(facts).toBeGreaterThan(1);
    expect(await bring()).toMatchObject({ outcome: 'imported', stored: 0, known: facts });
    expect((await hub.admin.overview()).facts).toMatchObject({ admitted: 1, 'note-written': 1 });
    expect(await hub.admin.checkAll()).toEqual([]);
    expect(hub.log.filter(({ message }) => message === 'stick')).toMatchObject([
      { fields: { carrier: carrier.station.id, stored: facts } },
      { fields: { carrier: carrier.station.id, stored: 0 } },
    ]);
    expect(JSON.stringify(hub.log)).not.toContain('Blue folder');
  });

  it('is imported by the desk that hosts the hub in the administrator’s name', async () => {
    const away = await joined();
    admit(away.desk, away.desk.addDelegate(1).id);
    const path = await stickFrom(away);
    const bring = () => importStick(away.desk.context, path, (file) => hub.admin.importStick(file));
    expect(await bring()).toMatchObject({ outcome: 'imported', known: 0 });
  });

  it('is no right of a kiosk at the hub', async () => {
    const { station } = await joined('kiosk');
    await expect(station.http.importStick(new Uint8Array(10))).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('of another event or hub is refused before the hub is asked', async () => {
    const away = await joined();
    const carrier = await joined();
    const path = await stickFrom(away);
    const never = () => Promise.reject(new Error('the hub was asked'));
    const { context } = carrier.desk;
    const other = { ...context.event.file, id: randomUUID() };
    const elsewhere = { ...context, event: { ...context.event, file: other } };
    expect(await importStick(elsewhere, path, never)).toMatchObject({ reason: 'other-event' });
    writeFileSync(path, readFileSync(path).subarray(0, -9));
    expect(await importStick(context, path, never)).toMatchObject({ reason: 'truncated' });
    writeFileSync(path, 'a,list;of;people');
    expect(await importStick(context, path, never)).toMatchObject({ reason: 'not-a-stick' });
  });

  it('needs a hub on both sides, a file that can be read and a place to write to', async () => {
    const alone = makeDeskContext();
    desks.push(alone);
    const { desk, station } = await joined();
    const { privateKey } = station.keys;
    const send = () => Promise.reject(new Error('the hub was asked'));
    expect(await codeOf(writeStick(alone.context, privateKey))).toBe('hub-needed');
    expect(await codeOf(writeStick({ ...desk.context, training: true }, privateKey))).toBe(
      'training-without-hub',
    );
    expect(await codeOf(importStick(alone.context, 'none', send))).toBe('hub-needed');
    const gone = join(folder, 'gone', 'facts.lanyard');
    expect(await codeOf(importStick(desk.context, gone, send))).toBe('stick-unreadable');
    const save = (to: string) => codeOf(savePersonalFile(desk.context, to, new Uint8Array(3)));
    expect(await save(gone)).toBe('file-not-written');
    mkdirSync(join(folder, 'taken.lanyard', 'full'), { recursive: true });
    expect(await save(join(folder, 'taken.lanyard'))).toBe('file-not-written');
    // The temporary file beside it is gone.
    expect(readdirSync(folder)).toEqual(['taken.lanyard']);
  });
});
