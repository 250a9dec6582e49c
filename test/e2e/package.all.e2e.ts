import { chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { z } from 'zod';
import { createAdminClient } from '../../hub/admin/client.ts';
import { readAccess } from '../../hub/cli/places.ts';
import { openExchange } from '../../hub/exchange/exchange.ts';
import { demoPin } from '../../main/app/start/seed.ts';
import type { configSchema } from '../../main/base/config/config.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import {
  contentFaults,
  packedFiles,
  readFuses,
  wantedFuses,
} from '../../tools/package/check-packed.mjs';
import { packForTests } from '../../tools/package/pack.mjs';
import type { ElectronRuntime } from '../../tools/runtime.mjs';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { SimulatedKeyboard } from '../support/hid.ts';
import { launchOverCdp, type OutsideApp } from '../support/launch-over-cdp.ts';
import { type Program, startProgram } from '../support/program.ts';
import { readWithZbar } from '../support/read-with-zbar.ts';
import { signIn } from '../support/sign-in.ts';
import { type PrinterServer, serveOverTcp } from '../support/virtual-printer/tcp-server.ts';
import { VirtualPrinter } from '../support/virtual-printer/virtual-printer.ts';

/** Debian's "nobody" and "nogroup". */
const nobody = 65_534;

type PackedApp = Awaited<ReturnType<typeof packedApp>>;

/**
 * Packs the app unless that was done, and returns how to run it, if possible as a user without
 * rights.
 */
async function packedApp(runtime: ElectronRuntime) {
  const { program, resources } = await packForTests();
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-packed-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, nobody, nobody);
  // Root cannot have Chromium's sandbox; as nobody the packed app runs with it, as at a desk.
  const command = isRoot
    ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
    : [];
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    ...(runtime.env.DISPLAY === undefined ? {} : { DISPLAY: runtime.env.DISPLAY }),
  };
  const started: OutsideApp[] = [];
  return {
    /** Path of the program and of the folder with app.asar. */
    program,
    resources,
    /** A folder that the program may write; removed by `cleanUp`. */
    folder,
    /**
     * Starts it with a configuration and drives it from outside, which only a test build allows.
     */
    start: async (config: z.input<typeof configSchema> | null, words: readonly string[] = []) => {
      const file = join(folder, `config-${started.length}.json`);
      if (config !== null) writeFileSync(file, JSON.stringify(config), { mode: 0o644 });
      const app = await launchOverCdp(
        // No environment from outside: the packed app brings its own database module.
        { ...runtime, executable: program, env: {} },
        {
          command,
          chromiumArguments: runtime.args.filter((argument) => argument !== '--no-sandbox'),
          words: [...(config === null ? [] : [`--config=${file}`]), ...words],
          env: { ...environment, LANYARD_SUPERVISED: '1' },
        },
      );
      started.push(app);
      const exitCode = new Promise<number | null>((resolve) => app.process.once('exit', resolve));
      const end = async (): Promise<void> => {
        // Only to the program, as a session ends it: it has to end its own processes.
        app.process.kill('SIGTERM');
        await exitCode;
      };
      return { ...app, exitCode, end };
    },
    hub: (words: readonly string[]): Program => {
      const wrapper = join(dirname(program), 'resources/launcher/lanyard-hub');
      const { DISPLAY: _none, ...withoutDisplay } = { DISPLAY: '', ...environment };
      return startProgram([...command, wrapper, ...words], { env: withoutDisplay });
    },
    cleanUp: (): void => {
      // A process left by a failed test would keep the whole run from ending.
      for (const { process } of started) {
        if (process.exitCode === null) process.kill('SIGKILL');
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const printer = new VirtualPrinter({ rowsPerMs: 20 });
let packed: PackedApp;
let server: PrinterServer;

beforeAll(async () => {
  packed = await packedApp(inject('electron'));
  server = await serveOverTcp(printer);
}, 300_000);
afterAll(async () => {
  await server?.close();
  packed?.cleanUp();
});

describe('the packed program', () => {
  it('has its fuses as they must be, read back from the binary', async () => {
    expect(await readFuses(packed.program)).toEqual(wantedFuses);
  });

  it('holds what runs on this system and nothing else', () => {
    expect(contentFaults(packed.resources, process)).toEqual([]);
    // For Windows these two native modules would be foreign and the spooler missing: proof that the
    // check can fail.
    expect(contentFaults(packed.resources, { platform: 'win32', arch: 'x64' })).toHaveLength(3);
    const archived = packedFiles(packed.resources).filter(({ unpacked }) => !unpacked);
    // The right size on Linux: an archive without the sources of every package.
    expect(statSync(join(packed.resources, 'app.asar')).size).toBeLessThan(50e6);
    expect(archived.length).toBeGreaterThan(500);
  });
});

describe('a desk of the packed app', () => {
  const words = (): string[] => [`--data-dir=${join(packed.folder, 'station')}`];
  const config = (): Parameters<PackedApp['start']>[0] => ({
    language: 'en',
    cameraEnabled: false,
    lockAfterMinutes: 0,
    sounds: false,
    printers: [
      {
        id: 'virtual',
        name: 'Virtual printer',
        language: 'escpos',
        connection: { kind: 'tcp', host: '127.0.0.1', port: server.port },
        ability: 'confirm',
      },
    ],
  });
  const { valid } = demoTickets();

  it('asks at its first start what to begin with, and takes the demo', async () => {
    const app = await packed.start(null, words());
    await app.page.getByRole('heading', { name: 'Welcome to Lanyard', level: 1 }).waitFor();
    // The demo is the last choice; keys must wait for the focus.
    await app.page.waitForFunction(() => document.activeElement !== document.body);
    await app.page.keyboard.press('ArrowUp');
    await app.page.getByRole('radio', { name: /Try the demo/, checked: true }).waitFor();
    await app.page.keyboard.press('Enter');
    await waitFor('the roster', 60, async () => {
      const answer = await app.page.evaluate(() => window.lanyard.getStation());
      return answer.ok && answer.value.rosterSize >= 1000 ? true : null;
    });
    await app.page.getByText(demoPin).first().waitFor();
    await app.end();
    expect(await app.exitCode).toBe(0);
  });

  it('admits a scanned ticket, and its badge reaches the printer', async () => {
    const app = await packed.start(config(), words());
    app.page.setDefaultTimeout(30_000);
    await signIn(app);
    const keyboard = await SimulatedKeyboard.at(app.page);
    await keyboard.scan(valid.text, {});
    await app.page.locator('.hero[data-kind="identity"]').waitFor();
    await app.page.keyboard.press('p');
    await app.page.locator('.hero[data-kind="answered"][data-tone="go"]').waitFor();
    await waitFor('the confirmed badge', 60, async () => {
      const jobs = await app.page.evaluate(() => window.lanyard.getPrintJobs());
      return jobs.ok && jobs.value[0]?.state === 'confirmed' ? true : null;
    });
    expect(printer.jobs).toHaveLength(1);
    expect(readWithZbar(printer.jobs[0]?.bytes ?? new Uint8Array())).toMatch(/^LB/);
    await app.end();
    expect(await app.exitCode).toBe(0);
  });

  it('knows it all after the next start', async () => {
    const app = await packed.start(config(), words());
    app.page.setDefaultTimeout(30_000);
    await signIn(app);
    const found = await app.page.evaluate((input) => window.lanyard.getDelegate(input), {
      id: valid.delegate.id,
    });
    expect(found).toMatchObject({ ok: true, value: { delegate: { id: valid.delegate.id } } });
    const jobs = await app.page.evaluate(() => window.lanyard.getPrintJobs());
    expect(jobs).toMatchObject({ ok: true, value: [{ state: 'confirmed' }] });
    const keyboard = await SimulatedKeyboard.at(app.page);
    await keyboard.scan(valid.registrationCode, {});
    await app.page.locator('.hero[data-kind="answered"][data-tone="look"]').waitFor();
    expect(printer.jobs).toHaveLength(1);
    await app.end();
  });
});

describe('a hub of the packed app, without a display', () => {
  it('answers over TLS, obeys commands, ends in order, and starts again on the same data', async () => {
    const dataDir = join(packed.folder, 'hub');
    const serving = ['--port', '0', '--host', '127.0.0.1', '--data-dir', dataDir];
    const first = await identityOf(packed, serving, dataDir);
    const invite = await first.whileItRuns(['invite', '--mode', 'desk', '--data-dir', dataDir]);
    expect(invite).toMatchObject({ code: 0 });
    expect(invite.output).toMatch(/code {5}[A-Z0-9]{4} [A-Z0-9]{4}/);
    expect(await first.end()).toBe(0);
    const second = await identityOf(packed, serving, dataDir);
    expect(second.hub).toBe(first.hub);
    expect(await second.end()).toBe(0);
  });

  it('says what it did not understand, in the words of this program', async () => {
    const { code, output } = await packed.hub(['serve', '--nonsense']).ended;
    expect(code).toBe(2);
    expect(output).toContain('lanyard --hub');
    expect(output).not.toContain('npm run hub');
  });
});

async function identityOf(packed: PackedApp, serving: readonly string[], dataDir: string) {
  const running = packed.hub(serving);
  await running.line('Running');
  const access = readAccess(dataDir);
  if (access === null) throw new Error('no hub ran');
  const exchange = openExchange(access.url, access.authority, null);
  const health = await exchange.ask({ method: 'GET', path: '/v1/health' });
  await exchange.close();
  const admin = createAdminClient(access);
  expect((await admin.overview()).facts).toEqual({});
  await admin.close();
  return {
    hub: JSON.parse(Buffer.from(health).toString()).hub as string,
    whileItRuns: (words: readonly string[]) => packed.hub(words).ended,
    end: async () => {
      running.kill('SIGTERM');
      return (await running.ended).code;
    },
  };
}
