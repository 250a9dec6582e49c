import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { languageOf, type PrinterLanguage } from '../../../domain/printing/printer-languages.ts';
import { codeOf } from '../transport/link.ts';
import type { OnFound } from './find.ts';

/** Where Linux keeps USB printers; tests use other paths. */
export interface UsbPlaces {
  /** Folder of the device files (`lp0` …), made by the kernel's `usblp`. */
  devices: string;
  /** The sysfs folder with the kernel's data on each: `lp0/device/ieee1284_id`. */
  classes: string;
}

const usbPlaces: UsbPlaces = { devices: '/dev/usb', classes: '/sys/class/usbmisc' };

/** Finds USB printers of this computer. Opens nothing: the kernel has read the device id. */
export async function findUsb(onFound: OnFound, places: UsbPlaces = usbPlaces): Promise<void> {
  for (const name of await lpNames(places.devices)) {
    const path = join(places.devices, name);
    const id = parseDeviceId(await readDeviceId(places, name));
    onFound({
      kind: 'usb',
      connection: { kind: 'device', path },
      name: id.model === '' ? path : id.model,
      model: id.model,
      language: id.language,
    });
  }
}

async function lpNames(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => /^lp\d+$/.test(name)).sort();
  } catch (error) {
    // No USB printer was ever plugged in, or this is not Linux.
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Empty where sysfs has none: the printer is still there and can be set up by hand. */
async function readDeviceId(places: UsbPlaces, name: string): Promise<string> {
  try {
    return await readFile(join(places.classes, basename(name), 'device/ieee1284_id'), 'latin1');
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ENOTDIR', 'EIO'].includes(codeOf(error))) return '';
    throw error;
  }
}

/** What a printer reports in its IEEE 1284 device id; empty fields where it reports nothing. */
export interface DeviceId {
  /** Manufacturer and model. */
  model: string;
  /** Its command set, if the app supports it. */
  language: PrinterLanguage | null;
}

/**
 * Reads an IEEE 1284.4 device id: `KEY:value;` pairs in ASCII, with long or short keys
 * (`MANUFACTURER`/`MFG`, `MODEL`/`MDL`, `COMMAND SET`/`CMD`).
 */
export function parseDeviceId(text: string): DeviceId {
  const fields = new Map<string, string>();
  for (const pair of text.split(';')) {
    const colon = pair.indexOf(':');
    if (colon > 0)
      fields.set(pair.slice(0, colon).trim().toUpperCase(), pair.slice(colon + 1).trim());
  }
  const maker = fields.get('MFG') ?? fields.get('MANUFACTURER') ?? '';
  const model = fields.get('MDL') ?? fields.get('MODEL') ?? '';
  const commands = fields.get('CMD') ?? fields.get('COMMAND SET') ?? '';
  return { model: modelName(maker, model), language: languageOf(commands) };
}

/** "Zebra" and "Zebra ZD421" give "Zebra ZD421", not "Zebra Zebra ZD421". */
export function modelName(maker: string, model: string): string {
  if (model.toUpperCase().startsWith(maker.toUpperCase())) return model;
  return `${maker} ${model}`.trim();
}
