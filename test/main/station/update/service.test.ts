import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFolderSource } from '../../../../hub/station/updates.ts';
import { createPlanFile, openInstallation } from '../../../../main/station/update/installation.ts';
import {
  createUpdateService,
  type UpdateParts,
} from '../../../../main/station/update/update-service.ts';
import { makeSigningKeys } from '../../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../../platform/crypto/node-crypto.ts';
import { sampleEvent } from '../../../support/sample-event.ts';
import { installationFolder, publish, publisherKeys, signedAt, writeProgram } from './support.ts';

/** The sample event’s own time zone is UTC + 2 on these days. */
const event = {
  ...sampleEvent,
  timeZone: 'Europe/Brussels',
  dayBoundary: '04:00',
  days: ['2018-10-02', '2018-10-03'],
};
const noon = Date.parse('2018-10-02T12:00+02:00');
const night = Date.parse('2018-10-03T02:00+02:00');
const evening = Date.parse('2018-10-01T20:00+02:00');

let now: number;
let isPrinting: boolean;
let restarts: number;
let root: string;
let updates: string;
let dataDir: string;
let tick: () => void;

beforeEach(() => {
  now = noon;
  isPrinting = false;
  restarts = 0;
  root = installationFolder();
  updates = mkdtempSync(join(tmpdir(), 'lanyard-offers-'));
  dataDir = mkdtempSync(join(tmpdir(), 'lanyard-data-'));
  writeFileSync(join(dataDir, 'lanyard.db'), 'the store as it was');
});

function service(change: Partial<UpdateParts> = {}) {
  return createUpdateService({
    installation: openInstallation(root),
    publisherKeys,
    source: () => createFolderSource(updates),
    version: '1.0.0',
    platform: 'linux-x64',
    crypto: nodeCrypto,
    event: () => event,
    clock: () => now,
    isPrinting: () => isPrinting,
    plan: createPlanFile(join(dataDir, 'update-plan'), false),
    store: join(dataDir, 'lanyard.db'),
    restart: () => {
      restarts += 1;
    },
    onChanged: () => {},
    timers: {
      after: (_milliseconds, action) => {
        tick = action;
        return () => {};
      },
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    ...change,
  });
}

const pointer = () => openInstallation(root).pointer();
const copy = (): string => join(dataDir, 'lanyard.db.before-update');

describe('an update', () => {
  it('is fetched and laid ready in opening hours, and not installed in them', async () => {
    publish(updates, '1.1.0');
    const station = service();
    await station.look();
    expect(station.view()).toMatchObject({
      waiting: '1.1.0',
      problem: null,
      blockers: ['opening-hours'],
    });
    expect(() => station.installNow()).toThrow('update-not-now');
    station.planTonight(true);
    station.start();
    // An app that ends at noon also comes back unchanged.
    station.switchAtEnd();
    expect(restarts).toBe(0);
    expect(pointer().current).toBe('1.0.0');
  });

  it('waits for badges that print', async () => {
    publish(updates, '1.1.0');
    now = evening;
    isPrinting = true;
    const station = service();
    await station.look();
    expect(() => station.installNow()).toThrow('update-not-now: printing');
  });

  it('is installed when a supervisor says so, with a copy of the store', async () => {
    publish(updates, '1.1.0');
    now = evening;
    const station = service();
    await station.look();
    station.installNow();
    expect(restarts).toBe(1);
    station.switchAtEnd();
    expect(pointer()).toEqual({ current: '1.1.0', previous: '1.0.0', trial: '1.1.0', starts: 0 });
    expect(readFileSync(copy(), 'utf8')).toBe('the store as it was');
    // The new version reports that it works: the copy goes, and it is the last one installed.
    const fresh = service({ version: '1.1.0' });
    fresh.reportReady();
    expect(readFileSync(join(root, 'ready'), 'utf8')).toBe('1.1.0');
    expect(existsSync(copy())).toBe(false);
    expect(fresh.view().last).toEqual({ version: '1.1.0', result: 'installed' });
  });

  it('is installed at night by itself where that was chosen, and only then', async () => {
    publish(updates, '1.1.0');
    const station = service();
    await station.look();
    station.start();
    now = night;
    tick();
    expect(restarts).toBe(0);
    station.planTonight(true);
    now = evening;
    tick();
    expect(restarts).toBe(0);
    now = night;
    tick();
    expect(restarts).toBe(1);
    // The plan survives a restart.
    expect(service().view().tonight).toBe(true);
  });

  it('chosen for tonight is installed at an end in the evening, after the store was closed', async () => {
    publish(updates, '1.1.0');
    now = evening;
    let isClosed = false;
    const station = service({
      isPrinting: () => {
        if (isClosed) throw new Error('the store is closed');
        return false;
      },
    });
    await station.look();
    station.planTonight(true);
    station.stop();
    isClosed = true;
    station.switchAtEnd();
    expect(pointer()).toMatchObject({ current: '1.1.0', trial: '1.1.0' });
  });

  it('is not installed while the store is still open', async () => {
    publish(updates, '1.1.0');
    now = evening;
    const station = service();
    await station.look();
    station.installNow();
    writeFileSync(join(dataDir, 'lanyard.db-wal'), 'facts that are not in the file yet');
    station.switchAtEnd();
    expect(pointer().current).toBe('1.0.0');
  });

  it('that somebody else signed is refused, and said to be', async () => {
    publish(updates, '1.1.0', { keys: [makeSigningKeys(), makeSigningKeys()] });
    const station = service();
    await station.look();
    expect(station.view()).toMatchObject({ waiting: null, problem: 'wrong-signature' });
    expect(existsSync(join(root, 'versions/1.1.0'))).toBe(false);
  });

  it('that is held back or goes back is said, also after a start', async () => {
    publish(updates, '1.1.0');
    await service({ version: '1.1.0' }).look();
    const later = service({ version: '1.1.0', clock: () => signedAt + 91 * 24 * 60 * 60_000 });
    await later.look();
    expect(later.view()).toMatchObject({ waiting: null, problem: 'too-old' });
    const without = mkdtempSync(join(tmpdir(), 'lanyard-offers-'));
    const station = service({ version: '1.1.0', source: () => createFolderSource(without) });
    await station.look();
    expect(station.view()).toMatchObject({ waiting: null, problem: 'went-back' });
  });

  it('whose archive is another than was signed is refused', async () => {
    publish(updates, '1.1.0');
    const archive = join(updates, 'lanyard-1.1.0-linux-x64.tar.gz');
    const bytes = readFileSync(archive);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(archive, bytes);
    const station = service();
    await station.look();
    expect(station.view()).toMatchObject({ waiting: null, problem: 'wrong-hash' });
  });

  it('makes room: old versions and leftovers go, what is still needed stays', () => {
    for (const name of ['0.8.0', '0.9.0', '1.1.0', '1.2.0', '1.3.0.new', 'other']) {
      writeProgram(join(root, 'versions', name), 'exit 0');
    }
    writeFileSync(join(root, 'pointer'), 'current=1.0.0\nprevious=0.9.0\ntrial=\nstarts=0\n');
    mkdirSync(join(root, 'failed'));
    writeFileSync(join(root, 'failed/1.2.0'), '');
    service().reportReady();
    expect(readdirSync(join(root, 'versions')).sort()).toEqual(['0.9.0', '1.0.0', '1.1.0']);
  });

  it('that failed here is not tried again, and shown', async () => {
    publish(updates, '1.1.0');
    writeFileSync(join(root, 'pointer'), 'current=1.0.0\nprevious=\ntrial=\nstarts=0\n');
    mkdirSync(join(root, 'failed'));
    writeFileSync(join(root, 'failed/1.1.0'), '');
    const station = service();
    await station.look();
    expect(station.view()).toMatchObject({
      waiting: null,
      last: { version: '1.1.0', result: 'rolled-back' },
    });
    publish(updates, '1.1.1');
    await station.look();
    expect(station.view().waiting).toBe('1.1.1');
  });

  it('is nobody’s business where an installer looks after the app, or no key is known', async () => {
    publish(updates, '1.1.0');
    const installed = service({ installation: null });
    await installed.look();
    installed.reportReady();
    installed.switchAtEnd();
    expect(installed.view()).toMatchObject({ managed: false, waiting: null });
    const untrusting = service({ publisherKeys: null });
    await untrusting.look();
    expect(untrusting.view()).toMatchObject({ trusting: false, waiting: null });
  });
});
