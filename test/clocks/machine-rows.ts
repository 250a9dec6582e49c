import { EventEmitter } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { expect, onTestFinished } from 'vitest';
import { listPurges } from '../../db/privacy/purge-orders.ts';
import { badgeFindingKinds } from '../../domain/badges/badge-check.ts';
import { createBadgeCheck } from '../../main/badges/check/badge-check.ts';
import type { CheckThreadData } from '../../main/badges/check/messages.ts';
import { rotateLog } from '../../main/base/log.ts';
import { createStationFiles } from '../../main/privacy/station-files.ts';
import { createStationPurge } from '../../main/privacy/station-purge.ts';
import { makeCopy } from '../../main/station/backup/make-copy.ts';
import { copiesFolder } from '../../main/station/backup/places.ts';
import { openRecovering } from '../../main/station/backup/recover-store.ts';
import { createPlanFile, openInstallation } from '../../main/station/update/installation.ts';
import { createUpdateService } from '../../main/station/update/update-service.ts';
import { makeSigningKeys } from '../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../platform/crypto/node-crypto.ts';
import type { Message } from '../../platform/threads/port.ts';
import { installationFolder, publisherKeys } from '../main/station/update/support.ts';
import { checkedIn } from '../support/badge-desk.ts';
import { type DeskContext, makeDeskContext } from '../support/desk-context.ts';
import { sampleEvent } from '../support/sample-event.ts';
import { day, jumpAt, minute, type Row } from './jumps.ts';

function newDesk(): DeskContext {
  const desk = makeDeskContext();
  onTestFinished(() => {
    if (desk.context.db.open) desk.close();
  });
  return desk;
}

/** A thread that answers each call with the value. */
function answering(value: unknown): Worker {
  const thread = new EventEmitter();
  return Object.assign(thread, {
    postMessage: ({ kind, call }: Message & { call?: number }) => {
      if (kind === 'call')
        queueMicrotask(() => thread.emit('message', { kind: 'done', call, value }));
    },
    ref: () => {},
    unref: () => {},
    terminate: async () => {
      thread.emit('exit', 0);
      return 0;
    },
  }) as unknown as Worker;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-clocks-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** The table's rows for what a station does without a person. */
export const machineRows: Record<string, Row> = {
  'a lost store comes back from the copy whose ledger goes furthest': (jump) => {
    const { context, caller, location, addDelegate } = newDesk();
    const { stationNumber } = context.self;
    const folder = copiesFolder(location);
    let now = context.clock();
    for (const number of [1, 2]) {
      checkedIn(context, caller, addDelegate(number).id);
      makeCopy({ location, stationNumber, folder, second: null, reserve: 0, now }, nodeCrypto);
      now += jump;
    }
    context.db.close();
    for (const end of ['-wal', '-shm']) rmSync(`${location.path}${end}`, { force: true });
    writeFileSync(location.path, Buffer.alloc(8192, 7));
    const parts = { location, second: null, now: new Date(now), crypto: nodeCrypto };
    const { db } = openRecovering(parts);
    expect(db.prepare('SELECT count(*) FROM admission').pluck().get()).toBe(2);
    db.close();
    rmSync(dirname(location.path), { recursive: true, force: true });
  },

  'a check of badges begins anew, and goes on only without a jump': async (jump) => {
    const desk = newDesk();
    const given: CheckThreadData[] = [];
    const counts = Object.fromEntries(badgeFindingKinds.map((kind) => [kind, 0]));
    const check = createBadgeCheck({
      context: desk.context,
      config: {},
      location: desk.location,
      fontFolder: '',
      notify: () => {},
      onFailure: () => {},
      startWorker: (data) => {
        given.push(data);
        return answering({ people: 1, counts, findings: [] });
      },
    });
    const run = async (): Promise<void> => {
      check.start();
      while (check.view().running !== null) await setImmediate();
    };
    await run();
    desk.pass(minute);
    await run();
    jumpAt(desk, jump);
    await run();
    expect(given.map(({ previous }) => previous !== null)).toEqual([false, true, false]);
    await check.forget();
  },

  'updates are looked for every half hour': async (jump) => {
    const desk = newDesk();
    const folder = newFolder();
    let looks = 0;
    let tick = (): void => {};
    const service = createUpdateService({
      installation: openInstallation(installationFolder()),
      publisherKeys,
      source: () => {
        looks += 1;
        return null;
      },
      version: '1.0.0',
      platform: 'linux-x64',
      crypto: nodeCrypto,
      log: silent,
      event: () => sampleEvent,
      clock: desk.context.clock,
      isPrinting: () => false,
      plan: createPlanFile(join(folder, 'update-plan'), false),
      store: join(folder, 'lanyard.db'),
      restart: () => {},
      onChanged: () => {},
      timers: {
        after: (_milliseconds, action) => {
          tick = action;
          return () => {};
        },
      },
    });
    service.start();
    jumpAt(desk, jump);
    for (let passed = 0; passed < 60; passed += 5) tick();
    expect(looks).toBe(3);
    service.stop();
  },

  'a purge by rule comes after seven days of warning, whatever the clock said': async (jump) => {
    const desk = newDesk();
    const { context } = desk;
    const purge = createStationPurge({
      context,
      mode: 'desk',
      files: createStationFiles(dirname(desk.location.path)),
      signingKey: () => keys.privateKey,
      onProgress: () => {},
      onDone: () => {},
      failed: (error) => {
        throw error;
      },
    });
    onTestFinished(() => purge.stop());
    const purges = async () => {
      await purge.tend();
      return listPurges(context.db, context.event.file.id).length;
    };
    desk.setClock('2018-12-20T10:00:00+01:00');
    expect(await purges()).toBe(0);
    jumpAt(desk, jump);
    expect(await purges()).toBe(0);
    desk.pass(3 * day);
    expect(await purges()).toBe(0);
    desk.pass(4 * day);
    expect(await purges()).toBe(1);
  },

  'the log’s newest files stay': (jump) => {
    const folder = newFolder();
    const now = Date.parse('2018-10-02T08:00:00Z');
    const line = `${JSON.stringify({ time: new Date(now).toISOString(), msg: 'x' })}\n`;
    const path = join(folder, 'lanyard.1.log');
    writeFileSync(path, line);
    utimesSync(path, now / 1_000, now / 1_000);
    rotateLog(folder, now + jump);
    expect(readdirSync(folder)).toEqual(['lanyard.1.log']);
  },
};

const keys = makeSigningKeys();
