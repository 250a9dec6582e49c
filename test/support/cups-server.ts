import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { startProgram } from './program.ts';

const run = promisify(execFile);

/**
 * Starts a CUPS server of our own in a temporary folder, without systemd; resolves when it answers.
 * Its programs must run as root, as they do in CI.
 */
export async function startCups() {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-cups-'));
  // The server runs programs as the user lp, who needs access.
  chmodSync(folder, 0o755);
  const socket = join(folder, 'socket');
  const { server, files } = writeSettings(folder, socket);
  const cupsd = startProgram(['/usr/sbin/cupsd', '-f', '-c', server, '-s', files]);
  const environment = { CUPS_SERVER: socket };
  const ask = (program: string, words: string[]) =>
    run(program, words, { env: { ...process.env, ...environment } });
  const stop = async (): Promise<void> => {
    cupsd.kill('SIGTERM');
    await cupsd.ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.race([
      waitFor('cupsd', 30, () =>
        ask('/usr/bin/lpstat', ['-r']).then(
          ({ stdout }) => (stdout.includes('not running') ? null : true),
          () => null,
        ),
      ),
      cupsd.ended.then(({ output }) => {
        throw new Error(`cupsd ended at once: ${output}`);
      }),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    /** Environment variables that make programs print through this server and no other. */
    environment,
    /**
     * Adds a Zebra label printer (203 dpi, CUPS's own driver) at a raw TCP port of this computer.
     */
    addZebra: async (queue: string, port: number): Promise<void> => {
      const device = `socket://127.0.0.1:${port}`;
      const words = ['-p', queue, '-E', '-v', device, '-m', 'drv:///sample.drv/zebra.ppd'];
      await ask('/usr/sbin/lpadmin', [...words, '-o', 'Resolution=203dpi']);
    },
    /** Adds a queue that passes its data on unchanged to a raw TCP port of this computer. */
    addRaw: async (queue: string, port: number): Promise<void> => {
      await ask('/usr/sbin/lpadmin', ['-p', queue, '-E', '-v', `socket://127.0.0.1:${port}`]);
    },
    /** Takes a queue out of service, or back (`cupsdisable`, `cupsenable`). */
    setEnabled: async (queue: string, enabled: boolean): Promise<void> => {
      await ask(enabled ? '/usr/sbin/cupsenable' : '/usr/sbin/cupsdisable', [queue]);
    },
    stop,
  };
}

/**
 * The two settings files of a server that only this test can reach and that stays in its folder.
 */
function writeSettings(folder: string, socket: string): { server: string; files: string } {
  const inside = (name: string): string => join(folder, name);
  for (const name of ['root', 'cache', 'state', 'spool', 'temporary']) {
    mkdirSync(inside(name), { mode: 0o755 });
    chmodSync(inside(name), name === 'temporary' ? 0o1777 : 0o755);
  }
  const server = inside('cupsd.conf');
  writeFileSync(
    server,
    [
      `Listen ${socket}`,
      'Browsing No',
      'WebInterface No',
      'LogLevel info',
      'DefaultAuthType None',
      '<Location />',
      '  Allow all',
      '</Location>',
      '<Policy default>',
      '  JobPrivateAccess all',
      '  JobPrivateValues none',
      '  SubscriptionPrivateAccess all',
      '  SubscriptionPrivateValues none',
      '  <Limit All>',
      '    Allow all',
      '  </Limit>',
      '</Policy>',
      '',
    ].join('\n'),
  );
  const files = inside('cups-files.conf');
  writeFileSync(
    files,
    [
      `ServerRoot ${inside('root')}`,
      `CacheDir ${inside('cache')}`,
      `StateDir ${inside('state')}`,
      `RequestRoot ${inside('spool')}`,
      `TempDir ${inside('temporary')}`,
      `AccessLog ${inside('access.log')}`,
      'ErrorLog stderr',
      `PageLog ${inside('page.log')}`,
      'SystemGroup root',
      '',
    ].join('\n'),
  );
  return { server, files };
}
