import { close as closeFile, constants, fstat, open as openFile, read, write } from 'node:fs';
import { promisify } from 'node:util';
import {
  codeOf,
  deviceError,
  type Link,
  LinkError,
  type LinkListener,
  type TransportTimings,
} from './link.ts';

const openAsync = promisify(openFile);
const closeAsync = promisify(closeFile);
const statAsync = promisify(fstat);
const readAsync = promisify(read);
const writeAsync = promisify(write);

/** Milliseconds between two reads of a device: while answers are due, and while idle. */
const busyLook = 8;
const idleLook = 250;
/** Milliseconds after a write in which answers are due. */
const answersDue = 3_000;

/**
 * A USB printer's device file (Linux `/dev/usb/lp*`, or a serial line set to raw). Opened
 * non-blocking: a device that accepts no data must not block a pool thread that the app needs.
 *
 * @param readable false for a printer that is never queried (then opened for writing only)
 */
export function createDeviceLink(
  path: string,
  readable: boolean,
  timings: Pick<TransportTimings, 'stall'>,
): Link {
  let device: OpenDevice | null = null;

  const open = async (listener: LinkListener): Promise<void> => {
    const fresh = await openDevice(path, readable);
    device = fresh;
    const lost = (error: LinkError): void => {
      if (device !== fresh) return;
      device = null;
      fresh.finish();
      listener.onClosed(error);
    };
    fresh.lost = lost;
    if (readable) void readLoop(path, fresh, listener, lost);
    else fresh.loopEnded();
  };

  const close = async (): Promise<void> => {
    const last = device;
    device = null;
    await last?.finish();
  };

  return {
    where: path,
    isOpen: () => device !== null,
    open,
    write: (bytes) => writeDevice(path, device, bytes, timings.stall),
    close,
    abort: () => void close(),
  };
}

interface OpenDevice {
  fd: number;
  /** The loop ends when this is false. */
  wanted: boolean;
  lastWrite: number;
  lost: (error: LinkError) => void;
  loopEnded: () => void;
  /**
   * Ends the loop, then closes: a descriptor closed during a read may by then belong to another
   * file.
   */
  finish: () => Promise<void>;
}

async function openDevice(path: string, readable: boolean): Promise<OpenDevice> {
  const access = readable ? constants.O_RDWR : constants.O_WRONLY;
  let fd: number;
  try {
    fd = await openAsync(path, access | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch (error) {
    throw deviceError(path, error);
  }
  const stat = await statAsync(fd);
  if (!stat.isCharacterDevice() && !stat.isFIFO()) {
    await closeAsync(fd);
    throw new LinkError(
      'offline',
      `${path} is not a device: the printer's is usually /dev/usb/lp0`,
    );
  }
  let loopEnded: () => void = () => {};
  const loop = new Promise<void>((resolve) => {
    loopEnded = resolve;
  });
  let closing: Promise<void> | null = null;
  const device: OpenDevice = {
    fd,
    wanted: true,
    lastWrite: 0,
    lost: () => {},
    loopEnded,
    finish: () => {
      device.wanted = false;
      closing ??= loop.then(() => closeAsync(fd)).catch(() => undefined);
      return closing;
    },
  };
  return device;
}

async function readLoop(
  path: string,
  device: OpenDevice,
  listener: LinkListener,
  lost: (error: LinkError) => void,
): Promise<void> {
  const buffer = Buffer.alloc(512);
  try {
    while (device.wanted) {
      const count = await readSome(device.fd, buffer);
      if (count > 0) {
        if (device.wanted) listener.onBytes(Uint8Array.from(buffer.subarray(0, count)));
        continue;
      }
      const due = performance.now() - device.lastWrite < answersDue;
      await pause(due ? busyLook : idleLook);
    }
  } catch (error) {
    device.loopEnded();
    lost(deviceError(path, error));
    return;
  }
  device.loopEnded();
}

async function readSome(fd: number, buffer: Buffer): Promise<number> {
  try {
    const { bytesRead } = await readAsync(fd, buffer, 0, buffer.length, null);
    return bytesRead;
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return 0;
    throw error;
  }
}

async function writeDevice(
  path: string,
  device: OpenDevice | null,
  bytes: Uint8Array,
  stall: number,
): Promise<void> {
  let offset = 0;
  let deadline = performance.now() + stall;
  while (offset < bytes.length) {
    if (device === null || !device.wanted) throw new LinkError('offline', `${path}: not open`);
    device.lastWrite = performance.now();
    const count = await writeSome(path, device, bytes.subarray(offset));
    offset += count;
    if (count > 0) {
      deadline = performance.now() + stall;
    } else if (performance.now() > deadline) {
      throw new LinkError('offline', `${path} took no data for ${stall} ms`);
    } else {
      await pause(busyLook);
    }
  }
}

async function writeSome(path: string, device: OpenDevice, bytes: Uint8Array): Promise<number> {
  try {
    const { bytesWritten } = await writeAsync(device.fd, bytes, 0, bytes.length, null);
    return bytesWritten;
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return 0;
    const named = deviceError(path, error);
    device.lost(named);
    throw named;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
