import { describe, expect, test } from 'vitest';
import { type BrotherRoll, brotherRolls } from '../../../domain/printing/brother.ts';
import { printerSettingsSchema } from '../../../domain/printing/print-job.ts';
import { SpoolerError } from '../../../main/printing/spooler/spooler.ts';
import { openTransport } from '../../../main/printing/transport/open-transport.ts';
import { createSpoolerTransport } from '../../../main/printing/transport/spooler-transport.ts';
import type { SendOptions } from '../../../main/printing/transport/transport.ts';
import { tcpPrinter } from '../support.ts';
import {
  type FakeSpooler,
  fakeSpooler,
  jobBits,
  printerBits,
  well,
  workOffline,
} from './fake-spooler.ts';

const queue = 'Badges é';
const chunks = [
  { bytes: Uint8Array.of(0x1b, 0x40), raster: false },
  { bytes: Uint8Array.from({ length: 300 }, (_, index) => index % 256), raster: true },
  { bytes: Uint8Array.of(0x0c), raster: true },
];
const job = { chunks, bitmap: { width: 8, height: 1, bits: Uint8Array.of(0) } };
const whole = Buffer.concat(chunks.map(({ bytes }) => bytes));
/** A query takes no time: queries, not the clock, determine what a job does. */
const timings = { stall: 60, watch: 60, look: 1, stand: 1_000 };

function bench(
  does: FakeSpooler,
  changed: Partial<typeof timings> = {},
  roll: BrotherRoll | null = null,
) {
  const { spooler, steps, bytes } = fakeSpooler(does);
  const transport = createSpoolerTransport(queue, spooler, roll, { ...timings, ...changed });
  const options: SendOptions = {
    confirmId: '0001',
    beforeFirstByte: () => void steps.push('sending on disk'),
    onFirstRasterByte: () => void steps.push('dots gone'),
    onAwaiting: () => void steps.push('awaiting'),
  };
  return { transport, options, steps, bytes };
}

const plain = [`begin ${queue} Lanyard`, 'sending on disk', 'write', 'dots gone', 'write', 'end'];

describe('a badge through Windows’ spooler', () => {
  test('goes whole, after `sending` is on disk, and is followed until it is gone', async () => {
    const { transport, options, steps, bytes } = bench({ looks: [0, jobBits.printing, 'gone'] });
    expect(await transport.send(job, options)).toEqual({ kind: 'sent' });
    expect(bytes()).toEqual(whole);
    expect(steps).toEqual([...plain, 'close']);
  });

  test('that is taken in pieces is still whole', async () => {
    const { transport, options, bytes } = bench({ takes: [1, 7, 0, 0, 64] });
    expect(await transport.send(job, options)).toEqual({ kind: 'sent' });
    expect(bytes()).toEqual(whole);
  });

  test.each([
    ['fails on the way', [2, 100, new SpoolerError('WritePrinter', 63)], 'Windows error 63'],
    ['is taken no further', [2, 100, 0], 'no data for 60 ms'],
  ] as const)('that %s is discarded and asks the desk', async (_name, takes, words) => {
    const { transport, options, steps } = bench({ takes });
    expect(await transport.send(job, options)).toMatchObject({
      kind: 'failed-partial',
      detail: expect.stringContaining(words),
    });
    expect(steps.slice(-2)).toEqual(['abort', 'close']);
  });

  test('of which nothing was taken is tried again', async () => {
    const { transport, options, steps } = bench({ begins: new SpoolerError('OpenPrinterW', 1801) });
    expect(await transport.send(job, options)).toMatchObject({ kind: 'retryable' });
    expect(steps).toEqual([]);
  });

  test('that is larger than the roll of a Brother printer is not sent', async () => {
    const { transport, options, steps } = bench({}, {}, brotherRolls['62x100']);
    // It prints 696 dots across and 1,109 rows.
    const sizes = [
      { width: 696, height: 1_110 },
      { width: 697, height: 1_109 },
    ];
    for (const size of sizes) {
      const large = { ...job, bitmap: { ...job.bitmap, ...size } };
      expect(await transport.send(large, options)).toMatchObject({
        kind: 'held',
        reason: 'wrong-medium',
        detail: expect.stringContaining('larger than 62 × 100 mm'),
      });
    }
    expect(steps).toEqual([]);
    expect(await transport.send(job, options)).toEqual({ kind: 'sent' });
  });

  test('that was withdrawn meanwhile leaves nothing in the queue', async () => {
    const { transport, options, steps } = bench({});
    const withdrawn = {
      ...options,
      beforeFirstByte: () => {
        throw new Error('withdrawn');
      },
    };
    await expect(transport.send(job, withdrawn)).rejects.toThrow('withdrawn');
    expect(steps.slice(1)).toEqual(['abort', 'close']);
  });
});

describe('what becomes of the job', () => {
  const pulledOut = { status: jobBits.printing, printer: { status: 0, attributes: workOffline } };
  const doorOpen = { status: 0, printer: { status: printerBits.doorOpen, attributes: 0 } };
  test.each([
    ['printed and kept in the queue', [jobBits.printing, jobBits.printed], { kind: 'sent' }],
    ['passed on whole', [jobBits.complete], { kind: 'sent' }],
    ['over before the first look', ['gone'], { kind: 'sent' }],
    ['a fault that passes', [jobBits.paperOut, 0, jobBits.printing, 'gone'], { kind: 'sent' }],
    ['a spooler that is silent once', ['dead', 0, 'gone'], { kind: 'sent' }],
    ['gone while out of paper', [jobBits.paperOut, 'gone'], partial('paper-out')],
    ['removed by somebody', [0, jobBits.deleting, 'gone'], partial('printer-error')],
    ['gone while paused', [jobBits.paused, 'gone'], partial('printer-error')],
    ['pulled out while printing', [jobBits.printing, pulledOut, 'gone'], partial('offline')],
    ['a spooler that died', [0, 'dead'], { kind: 'unknown' }],
    ['out of paper for long', [jobBits.paperOut], partial('paper-out'), 'cancel'],
    ['offline for long', [jobBits.error | jobBits.offline], partial('offline'), 'cancel'],
    ['an open cover', [doorOpen], partial('cover-open'), 'cancel'],
    ['a pulled cable', [pulledOut], partial('offline'), 'cancel'],
  ] as const)('%s', async (_name, looks, outcome, step?: string) => {
    const { transport, options, steps } = bench({ looks });
    expect(await transport.send(job, options)).toMatchObject(outcome);
    // A job that is stuck is cancelled: otherwise it would print beside the badge that the desk
    // prints meanwhile.
    expect(steps.includes('cancel')).toBe(step === 'cancel');
    expect(steps.at(-1)).toBe('close');
  });

  test('a job that was never seen printing and is gone after long asks the desk', async () => {
    const looks = [...Array.from({ length: 50 }, () => 0), 'gone'] as const;
    const { transport, options } = bench({ looks }, { watch: 5 });
    expect(await transport.send(job, options)).toMatchObject({ kind: 'unknown' });
  });

  test('a job that stands behind others is taken out after a while', async () => {
    const { transport, options, steps } = bench({ looks: [0] }, { stand: 20 });
    expect(await transport.send(job, options)).toMatchObject(partial('printer-error'));
    expect(steps).toContain('cancel');
  });

  test.each(['stays', 'fails'] as const)(
    'one that cannot be taken out (%s) says so',
    async (cancels) => {
      const { transport, options } = bench({ looks: [jobBits.paperOut], cancels });
      expect(await transport.send(job, options)).toMatchObject({
        kind: 'failed-partial',
        detail: expect.stringContaining('or it prints later'),
      });
    },
  );
});

function partial(reason: string) {
  return { kind: 'failed-partial', reason };
}

describe('a printer of the spooler', () => {
  const zebra = { queue, driver: 'ZDesigner ZD421' };
  test.each([
    [{ ...zebra, ...well }, 'unknown'],
    [{ ...zebra, ...well, attributes: workOffline }, 'offline'],
    [{ ...zebra, ...well, status: printerBits.offline }, 'offline'],
    [{ ...zebra, ...well, status: printerBits.paperOut }, 'paper-out'],
    [{ ...zebra, ...well, status: printerBits.doorOpen | 0x2 }, 'cover-open'],
    [{ ...zebra, ...well, status: printerBits.paused }, 'printer-error'],
    [{ ...zebra, ...well, queue: 'office' }, 'offline'],
  ] as const)('%j is %s, and gets no job unless it can print', async (printer, condition) => {
    const { transport, options, steps } = bench({ printers: [printer] });
    expect(await transport.status()).toMatchObject({ condition });
    const outcome = await transport.send(job, options);
    const kinds = { unknown: 'sent', offline: 'retryable' } as const;
    expect(outcome.kind).toBe(condition in kinds ? kinds[condition as 'offline'] : 'held');
    expect(steps.length > 0).toBe(condition === 'unknown');
  });

  test('whose spooler does not answer is offline', async () => {
    const { transport } = bench({ printers: new SpoolerError('EnumPrintersW', 1722) });
    expect(await transport.status()).toMatchObject({
      condition: 'offline',
      detail: expect.stringContaining('1722'),
    });
  });

  test('speaks a language of its own and answers nothing', async () => {
    const settings = tcpPrinter(
      { host: '', port: 0 },
      { language: 'zpl', connection: { kind: 'spooler', queue }, ability: 'blind' },
    );
    expect(printerSettingsSchema.safeParse(settings).success).toBe(true);
    expect(printerSettingsSchema.safeParse({ ...settings, ability: 'status' }).success).toBe(false);
    expect(printerSettingsSchema.safeParse({ ...settings, language: 'driver' }).success).toBe(
      false,
    );
    expect(() => openTransport(settings)).toThrow('no spooler of Windows here');
    const { spooler, steps } = fakeSpooler();
    const transport = openTransport(settings, undefined, undefined, { spooler });
    expect(await transport.status()).toMatchObject({ condition: 'unknown' });
    await transport.close();
    const brother = { head: 720, modelCode: null, roll: '62' } as const;
    const labels = openTransport(
      { ...settings, language: 'brother', brother },
      undefined,
      undefined,
      {
        spooler,
      },
    );
    const wide = { ...job, bitmap: { ...job.bitmap, width: 697 } };
    expect(await labels.send(wide, bench({}).options)).toMatchObject({ reason: 'wrong-medium' });
    expect(steps).toEqual([]);
    await labels.close();
  });
});
