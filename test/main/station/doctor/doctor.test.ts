import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unknownLinkState } from '../../../../domain/sync/sync-status.ts';
import { runDoctorCommand } from '../../../../main/station/doctor/command.ts';
import { createDoctor } from '../../../../main/station/doctor/doctor.ts';
import { exitCodeOf, findingWords } from '../../../../main/station/doctor/finding.ts';
import type { DoctorParts } from '../../../../main/station/doctor/parts.ts';
import { diskStateOf } from '../../../../main/station/health/disk-watch.ts';
import type { CheckName, Finding } from '../../../../preload/contract/station/care.ts';
import { nodeModules } from '../../../../tools/setup/paths.mjs';
import { type DeskContext, makeDeskContext } from '../../../support/desk-context.ts';

let desk: DeskContext;
let folder: string;
beforeEach(() => {
  desk = makeDeskContext();
  folder = mkdtempSync(join(tmpdir(), 'lanyard-doctor-'));
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const now = Date.parse('2018-10-02T07:00:00Z');
const gigabyte = 1024 ** 3;

function doctor(change: Partial<DoctorParts> = {}) {
  return createDoctor({
    context: desk.context,
    location: desk.location,
    dataDir: folder,
    fonts: nodeModules,
    now: () => now,
    zone: 'Europe/Brussels',
    freeDisk: () => Promise.resolve(100 * gigabyte),
    diskState: diskStateOf,
    backups: () => ({
      newest: now - 420_000,
      copies: 3,
      bytes: 1,
      folder,
      second: null,
      problem: null,
    }),
    checkStore: () => Promise.resolve({ ok: true, facts: 5, delegates: 7 }),
    isKeyGuarded: true,
    hub: () => null,
    printers: () => [],
    devices: () => [],
    camera: () => 'ready',
    lastScan: () => null,
    onBattery: () => false,
    version: { app: '0.1.0', electron: '33.2.1', system: 'linux x64' },
    ...change,
  });
}

async function found(check: CheckName, change: Partial<DoctorParts>): Promise<Finding> {
  const { findings } = await doctor(change).look('en');
  const finding = findings.find((one) => one.check === check);
  if (finding === undefined) throw new Error(`nothing of ${check}`);
  return finding;
}

const printer = (condition: 'ready' | 'paper-out' | 'paper-low') => ({
  id: 'one',
  name: 'Left',
  condition,
  where: '192.0.2.5',
  detail: '',
  waiting: 0,
});

describe('the doctor', () => {
  it('finds nothing at a station that is well', async () => {
    const check = await doctor().look('en');
    expect(check.findings.filter(({ state }) => state === 'warning' || state === 'error')).toEqual(
      [],
    );
    expect(exitCodeOf(check)).toBe(0);
    expect(check.findings).toHaveLength(13);
  });

  const ills: [CheckName, 'warning' | 'error' | 'open', Partial<DoctorParts>][] = [
    [
      'store',
      'error',
      { checkStore: () => Promise.resolve({ ok: false, code: 'corrupt-or-wrong-key' }) },
    ],
    ['store', 'open', { checkStore: () => Promise.resolve({ ok: false, code: 'failed' }) }],
    ['disk', 'error', { freeDisk: () => Promise.resolve(1) }],
    ['disk', 'warning', { freeDisk: () => Promise.resolve(gigabyte / 2) }],
    ['disk', 'open', { freeDisk: () => Promise.resolve(null) }],
    ['key', 'warning', { isKeyGuarded: false }],
    ['clock', 'warning', { zone: 'Asia/Tokyo' }],
    ['clock', 'open', { now: () => now + 3_600_000 }],
    [
      'clock',
      'error',
      {
        hub: () => ({
          name: 'H',
          state: { ...unknownLinkState, online: true, clockOffset: -90_000 },
        }),
      },
    ],
    [
      'hub',
      'warning',
      { hub: () => ({ name: 'H', state: { ...unknownLinkState, trouble: 'unreachable' } }) },
    ],
    [
      'hub',
      'error',
      { hub: () => ({ name: 'H', state: { ...unknownLinkState, trouble: 'wrong-certificate' } }) },
    ],
    ['printers', 'error', { printers: () => [printer('ready'), printer('paper-out')] }],
    ['printers', 'warning', { printers: () => [printer('paper-low')] }],
    ['camera', 'error', { camera: () => 'failed' }],
    ['camera', 'warning', { camera: () => 'none' }],
    ['camera', 'open', { camera: () => null }],
    ['fonts', 'error', { fonts: '/nowhere' }],
    ['power', 'warning', { onBattery: () => true }],
  ];
  it.each(ills)('%s: %s, with one sentence about what to do', async (check, state, change) => {
    const finding = await found(check, change);
    expect(finding.state).toBe(state);
    expect(finding.remedy).not.toBe('');
    expect(`${finding.text} ${finding.remedy}`).not.toMatch(/[{}]/);
  });

  it('tells of copies that are missing, failing, or not in the second folder', async () => {
    const base = { newest: now, copies: 1, bytes: 1, folder, second: null, problem: null };
    const states = [
      { ...base, newest: null },
      { ...base, second: false },
      { ...base, problem: { code: 'disk-full' as const, since: now } },
    ];
    for (const state of states) {
      expect((await found('copies', { backups: () => state })).state).toBe('warning');
    }
  });

  it('tells of a folder that others may open', async ({ skip }) => {
    if (process.platform === 'win32') return skip('Windows has no such bits');
    chmodSync(folder, 0o755);
    expect((await found('permissions', {})).state).toBe('warning');
  });

  it('says since when it is so, as long as it stays so', async () => {
    let wall = now;
    let free = 100 * gigabyte;
    const watching = doctor({ now: () => wall, freeDisk: () => Promise.resolve(free) });
    const disk = async (): Promise<number | undefined> =>
      (await watching.look('en')).findings.find(({ check }) => check === 'disk')?.since;
    expect(await disk()).toBe(now);
    wall += 60_000;
    expect(await disk()).toBe(now);
    free = 1;
    expect(await disk()).toBe(now + 60_000);
  });

  it('has words for everything in both languages, and French typography', () => {
    expect(Object.keys(findingWords.fr)).toEqual(Object.keys(findingWords.en));
    for (const { text, remedy } of Object.values(findingWords.fr)) {
      expect(`${text} ${remedy}`).not.toMatch(/[^\u202f›][;:!?](?=\s|$)/u);
    }
  });

  it('as a command prints lines or JSON, and ends with the worst', async () => {
    let printed = '';
    const print = (text: string): void => {
      printed += text;
    };
    const ill = doctor({ onBattery: () => true });
    expect(await runDoctorCommand(ill, { json: false, language: 'fr', print })).toBe(1);
    expect(printed).toContain('Sur batterie.');
    expect(printed.trim().split('\n').at(-1)).toMatch(/^Checked: /);
    printed = '';
    const broken = doctor({ freeDisk: () => Promise.resolve(1) });
    expect(await runDoctorCommand(broken, { json: true, language: 'en', print })).toBe(2);
    expect(JSON.parse(printed)).toMatchObject({ at: now });
  });
});
