import { describe, expect, test } from 'vitest';
import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import { openTransport } from '../../../main/printing/transport/open-transport.ts';
import type {
  SystemPage,
  SystemPrinter,
  SystemPrinterState,
  SystemPrintFault,
} from '../../../main/printing/transport/system-printing.ts';
import {
  conditionOfState,
  createSystemTransport,
  dpiOf,
} from '../../../main/printing/transport/system-transport.ts';
import type { SendOptions } from '../../../main/printing/transport/transport.ts';
import { tcpPrinter } from '../support.ts';

const idle: SystemPrinterState = { activity: 'idle', acceptsJobs: true, reasons: [] };
const printer = { queue: 'badges', name: 'Badges', model: 'Zebra' };
const badges: SystemPrinter = { ...printer, state: idle, can: null };
const bitmap: Bitmap1 = { width: 8, height: 1, bits: Uint8Array.of(0b1010_0000) };
const job = { chunks: [], bitmap };

/** An operating system with these printers, which accepts a page, or fails like this. */
function bench(change: { printers?: SystemPrinter[] | Error; fault?: SystemPrintFault }) {
  const pages: SystemPage[] = [];
  const steps: string[] = [];
  const transport = createSystemTransport('badges', 8, {
    printing: {
      printers: async () => {
        const printers = change.printers ?? [badges];
        if (printers instanceof Error) throw printers;
        return printers;
      },
      papers: async () => [],
      print: async (page, beforeSpooling) => {
        steps.push('drawn');
        const { fault = null } = change;
        if (fault?.stage === 'not-begun') return fault;
        beforeSpooling();
        steps.push('handed over');
        if (fault === null) pages.push(page);
        return fault;
      },
    },
    toPng: async ({ bits }) => bits,
  });
  const options: SendOptions = {
    confirmId: '0001',
    beforeFirstByte: () => steps.push('sending on disk'),
    onFirstRasterByte: () => steps.push('dots gone'),
    onAwaiting: () => steps.push('awaiting'),
  };
  return { transport, options, pages, steps };
}

describe('a printer of the operating system', () => {
  test('is handed the page after `sending` is on disk, and nobody says that it printed', async () => {
    const { transport, options, pages, steps } = bench({});
    expect(await transport.send(job, options)).toEqual({ kind: 'spooled' });
    expect(steps).toEqual(['drawn', 'sending on disk', 'handed over', 'dots gone']);
    expect(pages).toEqual([
      {
        queue: 'badges',
        png: bitmap.bits,
        width: 8,
        height: 1,
        backRows: 0,
        dpi: 203,
        dotsPerInch: 203,
        colour: false,
      },
    ]);
    expect(await transport.status()).toMatchObject({ condition: 'unknown' });
    await transport.close();
  });

  test('gets a card in colour in its own size, with the rows of its back', async () => {
    const { transport, options, pages } = bench({});
    const card = { ...bitmap, height: 2, colours: Uint8Array.of(1), backRows: 1 };
    await transport.send({ chunks: [], bitmap: card }, options);
    expect(pages).toMatchObject([{ backRows: 1, colour: true, dpi: 203, dotsPerInch: 203.2 }]);
  });

  test('reports what the system says of its driver, and nothing where it says nothing', async () => {
    const able = { ...badges, can: { colour: true, bothSides: false } };
    expect((await bench({ printers: [able] }).transport.status()).detail).toContain(
      'its driver prints in colour, on one side',
    );
    expect((await bench({}).transport.status()).detail).not.toContain('its driver prints');
  });

  test('that the system does not know is tried again, with its name and those there are', async () => {
    const other = { ...badges, queue: 'office' };
    const { transport, options, steps } = bench({ printers: [other] });
    expect(await transport.send(job, options)).toEqual({
      kind: 'retryable',
      reason: 'offline',
      detail: 'the system has no printer "badges"; it knows office',
    });
    expect(steps).toEqual([]);
    const none = bench({ printers: [] });
    expect(await none.transport.status()).toMatchObject({
      condition: 'offline',
      detail: expect.stringContaining('does its print service run?'),
    });
    const silent = bench({ printers: new Error('no window') });
    expect(await silent.transport.status()).toMatchObject({ condition: 'offline' });
  });

  test('that is stopped holds the badge before anything is drawn', async () => {
    const stopped: SystemPrinter = {
      ...badges,
      state: { activity: 'stopped', acceptsJobs: true, reasons: ['paused'] },
    };
    const { transport, options, steps } = bench({ printers: [stopped] });
    expect(await transport.send(job, options)).toMatchObject({
      kind: 'held',
      reason: 'printer-error',
      detail: expect.stringContaining('cupsenable badges'),
    });
    expect(steps).toEqual([]);
  });

  test.each([
    ['not-begun', 'retryable', ['drawn']],
    ['refused', 'failed-partial', ['drawn', 'sending on disk', 'handed over']],
    ['no-answer', 'unknown', ['drawn', 'sending on disk', 'handed over']],
  ] as const)('a page that is %s ends as %s', async (stage, kind, expected) => {
    const { transport, options, steps } = bench({ fault: { stage, detail: 'why' } });
    expect(await transport.send(job, options)).toMatchObject({ kind, detail: 'why' });
    expect(steps).toEqual(expected);
  });

  test('a store that fails before the page is handed over is not the printer’s trouble', async () => {
    const { transport, options } = bench({});
    const failing = {
      ...options,
      beforeFirstByte: () => {
        throw new Error('disk full');
      },
    };
    await expect(transport.send(job, failing)).rejects.toThrow('disk full');
    // And the next one is printed.
    expect(await transport.send(job, options)).toEqual({ kind: 'spooled' });
  });

  test('jobs follow one another', async () => {
    const { transport, options, steps } = bench({});
    await Promise.all([transport.send(job, options), transport.send(job, options)]);
    expect(steps.slice(0, 4)).toEqual(steps.slice(4));
  });

  test('is none where there is no operating system’s printing', () => {
    const settings = tcpPrinter(
      { host: '', port: 0 },
      { language: 'driver', connection: { kind: 'system', queue: 'badges' } },
    );
    expect(() => openTransport(settings)).toThrow('no printing of the operating system here');
  });
});

describe('what the system says of a printer', () => {
  test.each([
    [{ ...idle }, 'unknown'],
    [{ ...idle, activity: 'unknown' }, 'unknown'],
    [{ ...idle, acceptsJobs: false }, 'printer-error'],
    // Reported when the last job ended; it may be long out of date.
    [{ ...idle, reasons: ['media-empty'] }, 'unknown'],
    [{ ...idle, activity: 'printing', reasons: ['media-empty'] }, 'paper-out'],
    [{ ...idle, activity: 'printing', reasons: ['cover-open'] }, 'cover-open'],
    [{ ...idle, activity: 'printing', reasons: ['offline'] }, 'offline'],
    [{ ...idle, activity: 'printing', reasons: ['connecting-to-device'] }, 'unknown'],
    [{ ...idle, activity: 'stopped', reasons: ['media-jam'] }, 'printer-error'],
  ] as const)('%j is %s', (state, condition) => {
    expect(conditionOfState('badges', state).condition).toBe(condition);
  });

  test('resolutions have the names of the trade', () => {
    expect([7, 8, 12, 24, 6].map(dpiOf)).toEqual([180, 203, 300, 600, 152]);
  });
});
