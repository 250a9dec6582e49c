import { readStationSettings } from '../../../main/config/station-settings.ts';
import { type Found, findingOf } from '../../../main/doctor/finding.ts';
import type { Handlers } from '../../../main/ipc/handlers.ts';
import type { BackupView, RecoveryView } from '../../../preload/contract/backup.ts';
import type { Finding, StationCheck } from '../../../preload/contract/doctor.ts';
import type { HarnessDesk } from './desk.ts';
import { start } from './people.ts';

const well: readonly Found[] = [
  { check: 'store', state: 'ok', code: 'store-whole', values: { facts: 1284, delegates: 1012 } },
  { check: 'copies', state: 'ok', code: 'copies-fresh', values: { copies: 9, minutes: 7 } },
  { check: 'disk', state: 'ok', code: 'disk-well', values: { free: '182.4', flush: '1.3' } },
  { check: 'key', state: 'ok', code: 'key-guarded' },
  { check: 'permissions', state: 'ok', code: 'permissions-right' },
  { check: 'clock', state: 'ok', code: 'clock-right', values: { zone: 'Europe/Brussels' } },
  { check: 'hub', state: 'ok', code: 'hub-well', values: { name: 'Secretariat', waiting: 0 } },
  { check: 'printers', state: 'ok', code: 'printers-well', values: { count: 2 } },
  { check: 'camera', state: 'ok', code: 'camera-ready' },
  { check: 'scanner', state: 'open', code: 'scanner-open' },
  { check: 'fonts', state: 'ok', code: 'fonts-whole', values: { scripts: 19 } },
  { check: 'power', state: 'ok', code: 'power-mains' },
  {
    check: 'version',
    state: 'ok',
    code: 'version-here',
    values: { app: '0.1.0', electron: '33.2.1', system: 'linux x64' },
  },
];

const ill: Readonly<Partial<Record<Finding['check'], Found>>> = {
  copies: {
    check: 'copies',
    state: 'warning',
    code: 'copies-no-room',
    values: { folder: '/home/desk/.config/Lanyard/backups' },
  },
  disk: { check: 'disk', state: 'error', code: 'disk-full', values: { free: '0.1' } },
  key: { check: 'key', state: 'warning', code: 'key-in-file' },
  printers: {
    check: 'printers',
    state: 'error',
    code: 'printers-stopped',
    values: { names: 'Left counter' },
  },
};

const restored: RecoveryView = {
  at: start,
  cause: 'unreadable',
  source: 'copy',
  copyMade: start - 540_000,
  putAside: '/home/desk/.config/Lanyard/lanyard.db.unreadable-2018-10-02T07-41-12.000Z',
  facts: 41,
  admissions: 17,
  fromHub: 0,
  missing: 0,
  hasHub: false,
  askingJobs: 3,
  seen: false,
  settled: false,
};

/** How the station is: `health=ill`; `recovery=whole`, `missing` (a notice at the start), `read` (read, not settled). */
export function healthAnswers({ context, notify, options }: HarnessDesk): Partial<Handlers> {
  const scene = options.params.get('recovery');
  const missing = { missing: 6, fromHub: 12, hasHub: true };
  let recovery: RecoveryView | null =
    scene === null ? null : scene === 'whole' ? restored : { ...restored, ...missing };
  if (recovery !== null && scene === 'read') recovery = { ...recovery, seen: true };
  const isIll = options.params.get('health') === 'ill';
  return {
    getRecovery: () => recovery,
    noteRecoveryRead: () => {
      if (recovery !== null) recovery = { ...recovery, seen: true };
      notify('stationChanged', null);
    },
    settleRecovery: () => {
      if (recovery !== null) recovery = { ...recovery, settled: true };
      notify('stationChanged', null);
    },
    getBackups: (): BackupView => ({
      newest: start - 420_000,
      copies: 9,
      bytes: 94_000_000,
      folder: '/home/desk/.config/Lanyard/backups',
      second: isIll ? false : null,
      everyMinutes: 15,
      problem: null,
      logBytes: 3_400_000,
    }),
    copyStoreNow: () => null,
    checkStation: (): StationCheck => ({
      at: start,
      findings: well.map((found) =>
        findingOf(
          (isIll ? ill[found.check] : undefined) ?? found,
          readStationSettings(context.db, {}).language,
          start,
        ),
      ),
    }),
    previewSupportBundle: () => ({
      files: [
        { name: 'about.json', bytes: 120 },
        { name: 'check.json', bytes: 2_100 },
        { name: 'settings.json', bytes: 1_800 },
        { name: 'store.json', bytes: 900 },
        { name: 'logs/lanyard.log', bytes: 812_000 },
      ],
    }),
    saveSupportBundle: () => true,
  };
}
