import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { languageOf } from '../../../domain/printing/printer-languages.ts';
import { findUsb, parseDeviceId, type UsbPlaces } from '../../../main/printing/find/device-id.ts';
import type { Finding } from '../../../main/printing/find/find.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/**
 * A computer with these printers plugged in: name of the device file → its device id, or null if
 * sysfs has none.
 */
function computer(printers: Record<string, string | null>): UsbPlaces {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-usb-'));
  folders.push(folder);
  const places = { devices: join(folder, 'dev'), classes: join(folder, 'sys') };
  mkdirSync(places.devices);
  for (const [name, id] of Object.entries(printers)) {
    writeFileSync(join(places.devices, name), '');
    if (id === null) continue;
    mkdirSync(join(places.classes, name, 'device'), { recursive: true });
    writeFileSync(join(places.classes, name, 'device/ieee1284_id'), id);
  }
  return places;
}

async function find(places: UsbPlaces): Promise<Finding[]> {
  const found: Finding[] = [];
  await findUsb((finding) => found.push(finding), places);
  return found;
}

describe('USB printers', () => {
  test('are named by their device id, or by their file', async () => {
    const places = computer({
      lp1: 'MFG:Zebra Technologies;CMD:ZPL;MDL:ZTC ZD621-300dpi ZPL;CLS:PRINTER;',
      lp0: 'MANUFACTURER:EPSON;COMMAND SET:ESC/POS;MODEL:TM-T88VI;CLASS:PRINTER;',
      lp2: null,
      lp3: 'MFG:Brother;CMD:PT-CBP;MDL:QL-820NWB;CLS:PRINTER;CID:Brother LabelPrinter;',
      hiddev0: null,
    });
    expect(await find(places)).toEqual([
      {
        kind: 'usb',
        connection: { kind: 'device', path: join(places.devices, 'lp0') },
        name: 'EPSON TM-T88VI',
        model: 'EPSON TM-T88VI',
        language: 'escpos',
      },
      {
        kind: 'usb',
        connection: { kind: 'device', path: join(places.devices, 'lp1') },
        name: 'Zebra Technologies ZTC ZD621-300dpi ZPL',
        model: 'Zebra Technologies ZTC ZD621-300dpi ZPL',
        language: 'zpl',
      },
      {
        kind: 'usb',
        connection: { kind: 'device', path: join(places.devices, 'lp2') },
        name: join(places.devices, 'lp2'),
        model: '',
        language: null,
      },
      {
        kind: 'usb',
        connection: { kind: 'device', path: join(places.devices, 'lp3') },
        name: 'Brother QL-820NWB',
        model: 'Brother QL-820NWB',
        language: 'brother',
      },
    ]);
  });

  test('are none where there never was one', async () => {
    expect(await find({ devices: '/nowhere/usb', classes: '/nowhere/sys' })).toEqual([]);
  });
});

describe('a device id', () => {
  test('does not say the maker twice, and may be rubbish', () => {
    expect(parseDeviceId('MFG:Star;MDL:Star TSP143;CMD:STAR;')).toEqual({
      model: 'Star TSP143',
      language: 'star',
    });
    expect(parseDeviceId('\0\x7f;;:;')).toEqual({ model: '', language: null });
    expect(parseDeviceId('')).toEqual({ model: '', language: null });
  });

  test.each([
    ['ESC/POS', 'escpos'],
    ['Epson ESCPOS', 'escpos'],
    ['ZPL,EPL', 'zpl'],
    ['STAR', 'star'],
    ['STAR,ESC/POS', null],
    ['PCL,PJL,POSTSCRIPT', null],
  ])('%s is %s', (commands, language) => {
    expect(languageOf(commands)).toBe(language);
  });
});
