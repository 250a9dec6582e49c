import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import type { PrintQueue } from '../../main/printing/queue.ts';
import { createDeviceLink } from '../../main/printing/transport/device-link.ts';
import { BrotherPrinter } from '../support/virtual-printer/brother/brother-printer.ts';
import {
  type Behaviour,
  ByteQueue,
  type HostSide,
  type PrinterBody,
} from '../support/virtual-printer/printer-body.ts';
import { StarPrinter } from '../support/virtual-printer/star/star-printer.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';
import { ZplPrinter } from '../support/virtual-printer/zpl/zpl-printer.ts';
import {
  insertBadgeJob,
  jobOf,
  makeQueue,
  makeStore,
  type TestStore,
  tcpPrinter,
  until,
  wholeBadge,
} from './support.ts';

/** A virtual printer behind a character device (a pseudo terminal; needs python3). */
async function serveAsDevice(printer: PrinterBody) {
  const bridge = spawn(
    'python3',
    [join(import.meta.dirname, '../support/virtual-printer/pty-bridge.py')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const pending = new ByteQueue();
  const pump = (): void => {
    printer.drain(pending);
    if (pending.length === 0) bridge.stdout.resume();
    else bridge.stdout.pause();
  };
  const side: HostSide = {
    send: (bytes) => void bridge.stdin.write(bytes),
    resume: pump,
    drop: () => {},
  };
  const path = await new Promise<string>((resolve, reject) => {
    let text = '';
    bridge.once('error', reject);
    const first = (bytes: Buffer): void => {
      text += bytes.toString('latin1');
      const end = text.indexOf('\n');
      if (end < 0) return;
      bridge.stdout.off('data', first);
      resolve(text.slice(0, end));
    };
    bridge.stdout.on('data', first);
  });
  bridge.stdin.on('error', () => {});
  printer.attach(side);
  bridge.stdout.on('data', (bytes: Buffer) => {
    pending.push(bytes);
    pump();
  });
  return {
    /** Path that replaces /dev/usb/lp0. */
    path,
    /** Pulls the cable: the device vanishes. */
    close: async (): Promise<void> => {
      printer.detach(side);
      if (bridge.exitCode !== null) return;
      const ended = new Promise((resolve) => bridge.once('exit', resolve));
      bridge.stdin.end();
      bridge.stdout.destroy();
      await ended;
    },
  };
}

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function devicePrinter(
  path: string,
  ability: PrinterSettings['ability'] = 'confirm',
): PrinterSettings {
  return tcpPrinter({ host: '', port: 0 }, { connection: { kind: 'device', path }, ability });
}

function startQueue(settings: PrinterSettings): { store: TestStore; queue: PrintQueue } {
  const store = makeStore();
  cleanUps.push(() => store.remove());
  const queue = makeQueue({ db: store.db });
  queue.setPrinters([settings]);
  queue.start();
  cleanUps.push(() => queue.stop());
  return { store, queue };
}

async function bench(
  behaviour: Partial<Behaviour> = {},
  ability: PrinterSettings['ability'] = 'confirm',
) {
  const printer = new VirtualPrinter(behaviour);
  const device = await serveAsDevice(printer);
  cleanUps.push(() => device.close());
  return { printer, device, ...startQueue(devicePrinter(device.path, ability)) };
}

describe('a printer behind a device file', () => {
  test('is asked, prints and confirms over the same file', async () => {
    const { printer, store, queue } = await bench();
    const id = insertBadgeJob(store.db, 0, 0);
    queue.wake(id);
    await until('confirmed', () => jobOf(store.db, id).state === 'confirmed');
    expect(printer.jobs.map(wholeBadge)).toEqual([{ job: 0, attempt: 1 }]);
  });

  test.each([
    ['star', () => new StarPrinter()],
    ['zpl', () => new ZplPrinter()],
    ['brother', () => new BrotherPrinter()],
  ] as const)('confirms in %s as well', async (language, make) => {
    const printer = make();
    const device = await serveAsDevice(printer);
    cleanUps.push(() => device.close());
    const connection = { kind: 'device', path: device.path } as const;
    const { store, queue } = startQueue(
      tcpPrinter({ host: '', port: 0 }, { connection, language }),
    );
    const id = insertBadgeJob(store.db, 0, 0);
    queue.wake(id);
    await until('confirmed', () => jobOf(store.db, id).state === 'confirmed');
    expect(printer.jobs.map(wholeBadge)).toEqual([{ job: 0, attempt: 1 }]);
    expect(printer.garbage).toBe(0);
  });

  test('that tells nothing is written to only', async () => {
    const { printer, store, queue } = await bench(
      { ignoresStatus: true, ignoresConfirm: true },
      'blind',
    );
    const id = insertBadgeJob(store.db, 0, 0);
    queue.wake(id);
    await until('sent', () => jobOf(store.db, id).state === 'sent');
    await until('the badge is out', () => printer.jobs.some((job) => wholeBadge(job) !== null));
  });

  test('says paper-out before the first byte and prints by itself afterwards', async () => {
    const { printer, store, queue } = await bench();
    printer.takePaper();
    const id = insertBadgeJob(store.db, 0, 0);
    queue.wake(id);
    await until('held', () => jobOf(store.db, id).reason === 'paper-out');
    printer.loadPaper();
    await until('confirmed', () => jobOf(store.db, id).state === 'confirmed');
  });

  test('that runs out of paper in the middle: the desk is asked', async () => {
    const { printer, store, queue } = await bench({ bufferBytes: 256 });
    printer.plan({ kind: 'paper-out', at: 2 });
    const id = insertBadgeJob(store.db, 0, 0);
    queue.wake(id);
    await until('asked', () => ['failed-partial', 'unknown'].includes(jobOf(store.db, id).state));
  });

  test('is held as offline when the cable is pulled', async () => {
    const { device, store, queue } = await bench();
    await until('ready', () => queue.printers()[0]?.condition === 'ready');
    await device.close();
    await until('offline', () => queue.printers()[0]?.condition === 'offline');
    const id = insertBadgeJob(store.db, 0, 0);
    queue.wake(id);
    await until('held', () => jobOf(store.db, id).state === 'held');
    expect(jobOf(store.db, id).reason).toBe('offline');
    expect(jobOf(store.db, id).detail).toContain(device.path);
  });
});

test('a device that takes nothing more blocks neither the process nor its pool of threads', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'lanyard-device-')), 'lp0');
  execFileSync('mkfifo', [path]);
  // Its reader is open and never reads.
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const link = createDeviceLink(path, false, { stall: 2_000 });
  await link.open({ onBytes: () => {}, onClosed: () => {} });
  cleanUps.push(() => link.close());
  // First, since it ends writes that hang.
  cleanUps.push(() => closeSync(reader));
  let ended = false;
  // A pipe holds 64 kB. There are more pending writes than threads in Node's pool.
  const writes = Array.from({ length: 6 }, () =>
    link.write(new Uint8Array(200_000)).finally(() => {
      ended = true;
    }),
  );
  for (const write of writes) write.catch(() => {});
  for (let turn = 0; turn < 10; turn += 1) await stat(path);
  expect(ended).toBe(false);
  await Promise.all(
    writes.map((write) => expect(write).rejects.toThrow('took no data for 2000 ms')),
  );
});

describe('a device that cannot be opened says why', () => {
  const listener = { onBytes: () => {}, onClosed: () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-device-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));

  test('nothing there', async () => {
    const link = createDeviceLink('/dev/usb/lp-none', true, { stall: 100 });
    await expect(link.open(listener)).rejects.toMatchObject({
      reason: 'offline',
      detail: expect.stringContaining('/dev/usb/lp-none'),
    });
  });

  test('an ordinary file', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'lanyard-device-')), 'file');
    writeFileSync(path, '');
    const link = createDeviceLink(path, true, { stall: 100 });
    await expect(link.open(listener)).rejects.toMatchObject({
      detail: expect.stringContaining('not a device'),
    });
  });

  test('no permission: names the lp group', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'lanyard-device-')), 'lp0');
    execFileSync('mkfifo', [path]);
    chmodSync(path, 0);
    // Root may open everything, so another user must try.
    const uid = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    chmodSync(join(path, '..'), 0o755);
    const script = `import { createDeviceLink } from '${join(import.meta.dirname, '../../main/printing/transport/device-link.ts')}';
      await createDeviceLink('${path}', true, { stall: 100 }).open({ onBytes() {}, onClosed() {} })
        .catch((error) => console.log(error.reason, error.detail));`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      ...uid,
      encoding: 'utf8',
    });
    expect(said).toContain('group "lp"');
  });
});
