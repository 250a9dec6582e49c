import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { type RunningDesk, startDesk } from '../support/running-desk.ts';
import { admit, presentAt } from '../support/synced-desks.ts';

const pageBytes = 4096;
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

describe('killed during check-ins, with the newest database file damaged', () => {
  it.each<[string, (path: string) => void]>([
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
  ])('%s: every admitted delegate is back, and a notice says so', async (_what, damage) => {
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
    const { signIn } = await import('../support/sign-in.ts');
    await signIn(desk);
    expect(await presentAt(desk)).toBe(3);
    for (const id of [first, second, third]) expect(await admit(desk, id)).toBe('already-in');
    expect(readdirSync(dataDir).some((name) => name.includes('before-start'))).toBe(false);
  });
});
