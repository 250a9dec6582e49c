import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ByteQueue } from './byte-queue.ts';
import type { HostSide, PrinterBody } from './printer-body.ts';

/** A virtual printer behind a character device (a pseudo terminal; needs python3). */
export async function serveAsDevice(printer: PrinterBody) {
  const bridge = spawn('python3', [join(import.meta.dirname, 'pty-bridge.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
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
    /** Path that stands for /dev/usb/lp0. */
    path,
    /** The cable is pulled: the device vanishes. */
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
