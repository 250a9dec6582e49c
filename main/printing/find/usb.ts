import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { codeOf } from '../transport/device-error.ts';
import { parseDeviceId } from './device-id.ts';
import type { OnFound } from './find.ts';

/** Where Linux keeps USB printers; tests use other paths. */
export interface UsbPlaces {
  /** Folder of the device files (`lp0` …), made by the kernel's `usblp`. */
  devices: string;
  /** The sysfs folder with the kernel's data on each: `lp0/device/ieee1284_id`. */
  classes: string;
}

export const usbPlaces: UsbPlaces = { devices: '/dev/usb', classes: '/sys/class/usbmisc' };

/** USB printers of this computer. Nothing is opened: the kernel has read the device id. */
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
