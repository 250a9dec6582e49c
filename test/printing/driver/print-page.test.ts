import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printPage } from '../../../main/printing/driver/print-page.ts';
import { readPrinterInfo } from '../../../main/printing/driver/printer-info.ts';
import type { SystemPage } from '../../../main/printing/transport/system-printing.ts';

const png = Uint8Array.of(1, 2, 3);

function pageOf(change: Partial<SystemPage>): SystemPage {
  const badge = { queue: 'q', png, width: 576, height: 900, backRows: 0, colour: false };
  return { ...badge, dpi: 203, dotsPerInch: 203, ...change };
}

function htmlOf(address: string): string {
  const [head, body = ''] = address.split(',');
  expect(head).toBe('data:text/html;base64');
  return Buffer.from(body, 'base64').toString();
}

describe('the page of a badge', () => {
  test('holds the picture, one px a dot before the transform, and refers to nothing else', () => {
    const { address, pageSize } = printPage(pageOf({ width: 576, height: 900 }));
    const html = htmlOf(address);
    expect(html).toContain('width: 576px');
    expect(html).toContain('height: 900px');
    expect(html).toContain('image-rendering: pixelated');
    expect(html).toContain("default-src 'none'");
    expect(html.match(/(src|href)="[^"]*"/g)).toEqual(['src="data:image/png;base64,AQID"']);
    expect(html).not.toContain('<script');
    // 72.07 × 112.6 mm of dots, on paper in whole millimetres.
    expect(pageSize).toEqual({ width: 73_000, height: 113_000 });
  });

  test('of a card has its front first and its back on a second page', () => {
    const { address, pageSize } = printPage(pageOf({ width: 684, height: 864, backRows: 432 }));
    const html = htmlOf(address);
    expect(html.match(/<img class="\w+"/g)).toEqual(['<img class="front"', '<img class="back"']);
    expect(html).toContain('.front { margin-top: -432px }');
    expect(html).toContain('section + section { break-before: page }');
    // Of one side: 85.6 × 54.1 mm of dots.
    expect(pageSize).toEqual({ width: 86_000, height: 55_000 });
  });

  test('in colour has the millimetres of its template, not the dots of its printer', () => {
    const card = { width: 1027, height: 648, dpi: 300 };
    const inColour = pageOf({ ...card, colour: true, dotsPerInch: 304.8 });
    // CR80 is 85.6 × 53.98 mm.
    expect(printPage(inColour).pageSize).toEqual({ width: 86_000, height: 54_000 });
    const black = pageOf({ ...card, dotsPerInch: 300 });
    expect(printPage(black).pageSize).toEqual({ width: 87_000, height: 55_000 });
  });

  test('is on paper that holds every dot, and hardly larger', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 128, max: 4096 }),
        fc.integer({ min: 64, max: 8192 }),
        fc.constantFrom(180, 203, 300, 600),
        (width, height, dpi) => {
          const { pageSize } = printPage(pageOf({ width, height, dpi, dotsPerInch: dpi }));
          for (const [dots, microns] of [
            [width, pageSize.width],
            [height, pageSize.height],
          ] as const) {
            const spare = microns / 1000 - (dots / dpi) * 25.4;
            expect(microns % 1000).toBe(0);
            // The page is exactly as large if dots and millimetres coincide: 1500 dots of 300 dpi
            // are 127 mm.
            expect(spare).toBeGreaterThan(-1e-9);
            expect(spare).toBeLessThan(1.5);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what Electron tells of a printer', () => {
  test('is read: from CUPS', () => {
    // As `getPrintersAsync` of Electron 33 gave it for CUPS 2.4, shortened.
    const info = {
      name: 'badge',
      displayName: 'badge',
      description: 'badge',
      status: 3,
      isDefault: false,
      options: {
        'device-uri': 'socket://127.0.0.1:46863',
        'printer-info': 'Badges, Hall A',
        'printer-is-accepting-jobs': 'true',
        'printer-make-and-model': 'Zebra ZPL Label Printer',
        'printer-state': '5',
        'printer-state-reasons': 'media-empty-error,offline-report,paused',
        // CUPS_PRINTER_BW, _COLOR, _DUPLEX and others (cups/cups.h).
        'printer-type': '8433756',
      },
    };
    expect(readPrinterInfo(info)).toEqual({
      queue: 'badge',
      name: 'Badges, Hall A',
      model: 'Zebra ZPL Label Printer',
      state: {
        activity: 'stopped',
        acceptsJobs: true,
        reasons: ['media-empty', 'offline', 'paused'],
      },
      can: { colour: true, bothSides: true },
    });
  });

  test('is read: with hardly anything in it, as on Windows', () => {
    const info = { name: 'ZDesigner ZD421', displayName: '', description: '', options: {} };
    expect(readPrinterInfo(info)).toEqual({
      queue: 'ZDesigner ZD421',
      name: 'ZDesigner ZD421',
      model: '',
      state: { activity: 'unknown', acceptsJobs: true, reasons: [] },
      can: null,
    });
  });

  test.each([
    ['4', { colour: false, bothSides: false }],
    ['12', { colour: true, bothSides: false }],
    ['20', { colour: false, bothSides: true }],
    ['many', null],
  ])('a printer-type of %s: %j', (type, can) => {
    expect(readPrinterInfo({ name: 'q', options: { 'printer-type': type } }).can).toEqual(can);
  });
});
