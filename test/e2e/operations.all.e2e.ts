import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { stationCheckSchema } from '../../preload/contract/station/care.ts';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { projectNode, root } from '../../tools/runtime.mjs';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';
import { signIn } from '../support/sign-in.ts';
import { admit, presentAt } from '../support/synced-desks.ts';
import { isFullRun } from '../support/test-run.ts';

const pageBytes = 4096;
/** The app starts twice, on a machine that may be busy. */
const twoStarts = 300_000;
const tickets = demoTickets();
const people = [tickets.valid, ...tickets.validOthers].map(({ delegate }) => delegate.id);

let desk: RunningDesk | undefined;
const homes: string[] = [];
afterEach(async () => {
  await desk?.end();
  desk = undefined;
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

function home(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-operations-'));
  homes.push(folder);
  return folder;
}

function spoil(path: string, change: (bytes: Buffer) => Buffer): void {
  if (existsSync(path)) writeFileSync(path, change(readFileSync(path)));
}

async function copied(running: RunningDesk, copies: number): Promise<void> {
  await waitFor('a copy of the store', 60, () => {
    const lines = running.log().filter(({ msg }) => msg === 'store copied');
    return lines.length >= copies ? true : null;
  });
}

async function warningCodes(running: RunningDesk): Promise<string[]> {
  const station = await running.page.evaluate(() => window.lanyard.getStation());
  return station.ok ? station.value.warnings.map(({ code }) => code) : [];
}

/** Kinds of damage to a store's file; test/main/station/backup tests the rules for each. */
const damages: readonly [string, (path: string) => void][] = [
  [
    'pages overwritten with random bytes',
    (path) =>
      spoil(path, (bytes) => {
        for (let page = 0; page < bytes.length / pageBytes; page += 3) {
          randomBytes(pageBytes).copy(bytes, page * pageBytes);
        }
        return bytes;
      }),
  ],
  [
    'its header zeroed, and its log cut off',
    (path) => {
      spoil(path, (bytes) => bytes.fill(0, 0, 100));
      spoil(`${path}-wal`, (bytes) => bytes.subarray(0, 40));
    },
  ],
  [
    'its end cut off, and its log spoilt',
    (path) => {
      spoil(path, (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2)));
      spoil(`${path}-wal`, (bytes) => bytes.fill(0x5a, 0, 200));
    },
  ],
  ['its log zeroed alone', (path) => spoil(`${path}-wal`, (bytes) => bytes.fill(0))],
];

describe('killed during check-ins, with the newest database file damaged', () => {
  it.each(isFullRun ? damages : damages.slice(0, 1))(
    '%s: every admitted delegate is back, and a notice says so',
    async (_what, damage) => {
      const dataDir = home();
      desk = await startDesk(inject('electron'), { dataDir });
      await copied(desk, 1);
      const [first, second, third] = people;
      if (first === undefined || second === undefined || third === undefined)
        throw new Error('too few');
      for (const id of [first, second, third]) expect(await admit(desk, id)).toBe('admitted');
      await desk.kill();
      damage(join(dataDir, 'lanyard.db'));
      await desk.server.close();
      desk = await startDesk(inject('electron'), { dataDir, signedIn: false });
      expect(await warningCodes(desk)).toContain('store-restored');
      const restored = desk.log().find(({ msg }) => msg === 'store restored');
      expect(restored).toMatchObject({ isWhole: true, admissions: 3 });
      const notice = desk.page.getByRole('dialog');
      await notice
        .getByText(/restored/)
        .first()
        .waitFor();
      await notice.getByRole('button').last().press('Enter');
      await notice.waitFor({ state: 'detached' });
      await signIn(desk);
      expect(await presentAt(desk)).toBe(3);
      for (const id of [first, second, third]) expect(await admit(desk, id)).toBe('already-in');
      expect(readdirSync(dataDir).some((name) => name.includes('before-start'))).toBe(false);
    },
    twoStarts,
  );
});

describe('a disk that fills up during check-ins', () => {
  it(
    'goes on admitting on its reserve; killed and damaged then, nobody is lost',
    async ({ skip }) => {
      const dataDir = home();
      try {
        // In memory, using only what is written: large enough for the app to keep a reserve.
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1400m,mode=700', 'none', dataDir], {
          stdio: 'ignore',
        });
      } catch {
        return skip('this account may not mount a small disk');
      }
      try {
        await fillUp(dataDir);
      } finally {
        await desk?.end();
        desk = undefined;
        execFileSync('umount', ['-l', dataDir]);
      }
    },
    twoStarts,
  );
});

/** Ids of the demo's delegates, for as many check-ins as a test needs. */
async function delegates(running: RunningDesk, count: number): Promise<string[]> {
  const found = await running.page.evaluate(
    (limit) => window.lanyard.searchDelegates({ query: 'a', limit }),
    count,
  );
  if (!found.ok) throw new Error(found.error.code);
  return found.value.rows.map(({ id }) => id);
}

/** The state of each check in `npm run doctor -- --json`. */
function doctorFinds(dataDir: string): Record<string, string> {
  const words = [join(root, 'tools/doctor/run.ts'), '--json', `--data-dir=${dataDir}`];
  const { stdout, status } = spawnSync(projectNode, words, { cwd: root, encoding: 'utf8' });
  // Here the key is in a file: a warning.
  expect(status).toBe(1);
  const { findings } = stationCheckSchema.parse(JSON.parse(stdout));
  return Object.fromEntries(findings.map(({ check, state }) => [check, state]));
}

async function fillUp(dataDir: string): Promise<void> {
  desk = await startDesk(inject('electron'), { dataDir });
  const running = desk;
  await copied(running, 1);
  await waitFor('the reserve', 60, () =>
    existsSync(join(dataDir, 'ledger-reserve')) ? true : null,
  );
  const waiting = await delegates(running, 50);
  // Another file, such as a film, fills the disk.
  const film = join(dataDir, 'film');
  const { bavail, bsize } = statfsSync(dataDir);
  execFileSync('fallocate', ['-l', String(bavail * bsize), film]);
  const admitted: string[] = [];
  for (const id of waiting) {
    const outcome = await admit(running, id);
    if (outcome === 'admitted') admitted.push(id);
  }
  expect(admitted.length).toBeGreaterThan(30);
  await waitFor('the reserve given up', 60, () =>
    running.log().some(({ msg }) => msg.startsWith('disk full')) ||
    !existsSync(join(dataDir, 'ledger-reserve'))
      ? true
      : null,
  );
  await waitFor('the warning', 60, async () =>
    (await warningCodes(running)).includes('disk-full') ? true : null,
  );
  await running.kill();
  await running.server.close();
  rmSync(film);
  spoil(join(dataDir, 'lanyard.db'), (bytes) => bytes.fill(0, 0, 100));
  spoil(join(dataDir, 'lanyard.db-wal'), (bytes) => bytes.fill(0, 0, 32));
  desk = await startDesk(inject('electron'), { dataDir, signedIn: false });
  await desk.page.getByRole('dialog').getByRole('button').last().press('Enter');
  await signIn(desk);
  expect(await presentAt(desk)).toBe(admitted.length);
  await copied(desk, 2);
  await desk.close();
  expect(doctorFinds(dataDir)).toMatchObject({
    store: 'ok',
    copies: 'ok',
    disk: 'ok',
    fonts: 'ok',
  });
}
