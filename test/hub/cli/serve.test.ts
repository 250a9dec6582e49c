import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { parseInvite } from '../../../domain/sync/enrolment.ts';
import { enrolAtHub } from '../../../main/hub-client/enrol.ts';
import type { Program } from '../../support/program.ts';
import { newEvent } from '../http/begin.ts';
import { cleanUp, newStation, sendRaw } from '../http/support.ts';
import { type HubBench, hubBench } from './support.ts';

let bench: HubBench;
beforeEach(() => {
  bench = hubBench();
});
afterEach(async () => {
  await cleanUp();
  await bench.cleanUp();
});

beforeAll(async () => {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = Uint8Array.from(readFileSync(file)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
});

/** The value after a label in what the hub prints: `address`, `code` … */
function printed(hub: Pick<Program, 'lines'>, label: string): string {
  const line = hub.lines.find((text) => text.trim().startsWith(`${label} `));
  if (line === undefined) throw new Error(`nothing printed: ${label}`);
  return line.trim().slice(label.length).trim();
}

describe('a hub from the command line', () => {
  test('prints a QR with which a first desk joins when asked, and the same to be typed', async () => {
    await bench.serveHere();
    const lines = (await bench.runHere('invite', '--mode', 'desk')).output.split('\n');
    const invite = parseInvite((await scan(lines))[0] ?? '');
    if (invite === null) throw new Error('no invite in the QR');
    expect(printed({ lines }, 'address')).toBe(invite.url);
    expect(printed({ lines }, 'code').replace(' ', '')).toBe(invite.code);
    expect(lines.join('\n')).toContain(invite.fingerprint?.match(/.{4}/g)?.join(' '));

    const joined = await enrolAtHub(invite, newStation('desk', 'First desk'));
    expect(joined).toMatchObject({ kind: 'enrolled', enrolment: { hubName: 'Test conference' } });
    expect((await bench.runHere('stations')).output).toMatch(/First desk +desk +enrolled/);
  });

  test('creates its event on its page, with the code that it prints, and then runs with it', async () => {
    const words = ['--port', '0', '--host', '127.0.0.1', '--data-dir', bench.dataDir];
    const hub = bench.startHere([...words, '--new-event', '--name', 'Brussels']);
    await hub.line('Waiting');
    const [url = '', code = ''] = printed(hub, 'Page:').split('/organiser/#set-up=');
    expect(printed(hub, 'Code:')).toBe(code);
    const authority = readFileSync(join(bench.dataDir, 'tls/authority.crt'), 'utf8');
    const json = { code, name: 'Marie', event: newEvent };
    const answer = await sendRaw(
      { url, authority },
      { method: 'POST', path: '/v1/organiser/begin', headers: { origin: url }, json },
    );
    expect(answer.status).toBe(200);
    await hub.line('Running');
    expect(hub.lines).toContain('Hub: Brussels');
    expect(hub.lines).toContain(`Address: ${url}`);
    expect((await bench.runHere('account', 'list')).output).toMatch(/Marie +organiser/);
    // The next start knows the event.
    hub.kill('SIGTERM');
    await hub.ended;
    const later = bench.startHere([...words, '--new-event']);
    await later.line('Running');
    expect(later.lines).toContain('Hub: Brussels');
  });

  test('stops while it waits for its event', async () => {
    const words = ['--port', '0', '--host', '127.0.0.1', '--data-dir', bench.dataDir];
    const hub = bench.startHere([...words, '--new-event']);
    await hub.line('Waiting');
    hub.kill('SIGTERM');
    expect((await hub.ended).code).toBe(0);
  });

  test('names that its authority may not certify are refused at a later start', async () => {
    const first = await bench.serveHere(['--tls-names', 'hub.example.org,10.4.0.0/16']);
    first.kill('SIGTERM');
    await first.ended;
    const later = await bench.runHere(...bench.serving, '--tls-names', 'other.example.org');
    expect(later.code).toBe(2);
    expect(later.output).toContain('authority may not certify other.example.org');
  });

  test('a port that is taken: says so, and logs it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    const hub = await bench.runHere(...bench.serving, '--port', String(address.port));
    other.close();
    expect(hub.code).toBe(1);
    expect(hub.output).toContain('The port is taken: choose another with --port.');
    expect(bench.log()).toContain('"code":"EADDRINUSE"');
  });

  test.each([
    [['--port', '99999'], '--port: a number from 0 to 65535'],
    [['--clock-start', 'soon'], '--clock-start: a time like'],
    [['--tls-names', 'hub.example.org,10.0.0.0/2'], '10.0.0.0/2 is neither a host name'],
    [['--event', 'alone.json'], '--event and --event-secret belong together'],
    [['--event', 'e', '--event-secret', 's', '--new-event'], '--new-event or --event, not both'],
    [['serve', 'what'], 'unknown command: what'],
    [['dance'], 'unknown command: dance'],
    [['--colour'], "Unknown option '--colour'"],
    [['status'], 'no hub has run yet with'],
  ])('%s is not understood, with what would be', async (words, says) => {
    const ended = await bench.runHere(...words);
    expect(ended.code).toBe(2);
    expect(ended.output).toContain(says);
    expect(ended.output).toContain('npm run hub -- COMMAND');
  });
});

/** Escape sequences around each line of a QR code. */
const blackOnWhite = '\u001b[107;30m';
const defaultColours = '\u001b[0m';

/** Reads every QR code among the lines on the terminal. */
async function scan(lines: readonly string[]): Promise<string[]> {
  const blocks = [' ', '\u2580', '\u2584', '\u2588'];
  const rows = lines
    .filter((line) => line.startsWith(blackOnWhite) && line.endsWith(defaultColours))
    .map((line) => line.slice(blackOnWhite.length, -defaultColours.length))
    .flatMap((row) =>
      [1, 2].map((half) => [...row].map((block) => (blocks.indexOf(block) & half) !== 0)),
    );
  const scale = 4;
  const width = (rows[0]?.length ?? 0) * scale;
  const height = rows.length * scale;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isDark = rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true;
      if (isDark) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  const found = await readBarcodes({ data, width, height, colorSpace: 'srgb' });
  return found.map(({ text }) => text);
}
