import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { certificatePin } from '../../../crypto/certificate-pin.ts';
import { parseInvite } from '../../../domain/wire/enrolment.ts';
import { enrolAtHub } from '../../../main/sync/http/enrol.ts';
import { startPostgres } from '../../support/postgres.ts';
import { beginPush } from '../server/begun-push.ts';
import {
  addFacts,
  cleanUp,
  enrolKiosk,
  newKiosk,
  pushOf,
  type TestKiosk,
} from '../server/support.ts';
import { type HubBench, type HubCommandLine, hubBench, printed } from './support.ts';

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

describe('a hub from the command line', () => {
  test('prints a QR with which a first desk joins, and the same to be typed', async () => {
    const hub = await bench.serve();
    const invite = parseInvite((await scan(hub.lines))[0] ?? '');
    if (invite === null) throw new Error('no invite in the QR');
    expect(printed(hub, 'address')).toBe(invite.url);
    expect(printed(hub, 'code').replace(' ', '')).toBe(invite.code);
    expect(hub.lines.join('\n')).toContain(invite.pin?.match(/.{4}/g)?.join(' '));

    const joined = await enrolAtHub(invite, newKiosk('desk', 'First desk'));
    expect(joined).toMatchObject({ kind: 'enrolled', enrolment: { hubName: 'Test conference' } });
    expect((await bench.run('kiosks')).output).toMatch(/First desk +desk +enrolled/);
  });

  test('SIGTERM: finishes the request under way, takes no other, ends with 0', async () => {
    const hub = await bench.serve();
    const desk = await joinedDesk(hub);
    addFacts(desk, [desk.id, desk.id]);
    const upload = await beginPush(desk.url, desk);
    hub.kill('SIGTERM');
    await hub.line('Stopping');
    // Refused on a connection that is open still, or a new one not taken.
    await expect(desk.http.directory()).rejects.toMatchObject({
      code: expect.stringMatching(/^(busy|unreachable)$/),
    });
    expect(await upload.finish()).toEqual({ status: 200, connection: 'close' });
    expect(await hub.ended).toMatchObject({ code: 0 });
    expect(bench.log()).toContain('"msg":"stopped"');

    await bench.serve();
    const { facts } = await bench.admin().overview();
    expect(facts).toEqual({ admitted: 2 });
  });

  test('a second one on the same data directory refuses; the first goes on', async () => {
    const hub = await bench.serve();
    const second = await bench.start(bench.serving).ended;
    expect(second.code).toBe(1);
    expect(second.output).toContain('A hub runs with this data directory already');
    expect(await bench.run('status')).toMatchObject({ code: 0 });
    hub.kill('SIGKILL');
    await hub.ended;
    // Nobody has to clean up after a crash.
    await bench.serve();
  });

  test('started again it is the same hub: kiosks come back with token and pin', async () => {
    const first = await bench.serve();
    const desk = await joinedDesk(first);
    const { port } = new URL(desk.url);
    first.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 0 });
    await bench.serve(['--port', port]);
    expect((await desk.http.directory()).kiosks).toMatchObject([{ id: desk.id }]);
  });

  test('a port that is taken: says so, and logs it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    const hub = await bench.start([...bench.serving, '--port', String(address.port)]).ended;
    other.close();
    expect(hub.code).toBe(1);
    expect(hub.output).toContain('The port is taken: choose another with --port.');
    expect(bench.log()).toContain('"code":"EADDRINUSE"');
  });

  test('on PostgreSQL: the password is printed and logged nowhere', async () => {
    const postgres = await startPostgres({ fsync: false });
    try {
      const url = await postgres.createDatabase();
      const hub = await bench.serve(['--database-url', url]);
      const desk = await joinedDesk(hub);
      addFacts(desk, [desk.id]);
      expect(await desk.http.push(pushOf(desk, 1))).toMatchObject({ stored: 1 });
      expect((await bench.run('check')).output).toContain('All is well.');
      hub.kill('SIGTERM');
      expect(await hub.ended).toMatchObject({ code: 0 });

      const wrong = new URL(url);
      wrong.password = 'not-the-password';
      const refused = await bench.start([...bench.serving, '--database-url', wrong.href]).ended;
      expect(refused.code).toBe(1);
      expect(refused.output).toContain('PostgreSQL does not answer, or does not let this user in');
      const said = [...hub.lines, refused.output, bench.log()].join('\n');
      expect(said).not.toContain(new URL(url).password);
      expect(said).not.toContain('not-the-password');
    } finally {
      await postgres.dispose();
    }
  });

  test.each([
    [['--port', '99999'], '--port: a number from 0 to 65535'],
    [['--clock-start', 'soon'], '--clock-start: a time like'],
    [['--event', 'alone.json'], '--event and --event-secret belong together'],
    [['serve', 'what'], 'unknown command: what'],
    [['dance'], 'unknown command: dance'],
    [['--colour'], "Unknown option '--colour'"],
    [['status'], 'no hub has run yet with'],
  ])('%s is not understood, with what would be', async (words, says) => {
    const ended = await bench.run(...words);
    expect(ended.code).toBe(2);
    expect(ended.output).toContain(says);
    expect(ended.output).toContain('npm run hub -- COMMAND');
  });
});

/** Escapes around each line of a QR. */
const blackOnWhite = '\u001b[107;30m';
const usualColours = '\u001b[0m';

/** What a reader sees on the terminal: every QR among the lines. */
async function scan(lines: readonly string[]): Promise<string[]> {
  const blocks = [' ', '\u2580', '\u2584', '\u2588'];
  const rows = lines
    .filter((line) => line.startsWith(blackOnWhite) && line.endsWith(usualColours))
    .map((line) => line.slice(blackOnWhite.length, -usualColours.length))
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

async function joinedDesk(hub: HubCommandLine): Promise<TestKiosk & { url: string }> {
  const admin = bench.admin();
  const pin = certificatePin(admin.authority);
  const url = printed(hub, 'address');
  return { ...(await enrolKiosk({ admin, url, pin }, 'desk')), url };
}
