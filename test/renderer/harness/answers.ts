import { CallFailure } from '../../../main/call-failure.ts';
import { readStationSettings } from '../../../main/config/station-settings.ts';
import { type Found, findingOf } from '../../../main/doctor/finding.ts';
import type { StationCare } from '../../../main/ipc/desk.ts';
import type { Handlers } from '../../../main/ipc/handlers.ts';
import { syncHandlers } from '../../../main/ipc/sync-handlers.ts';
import type { UpdateService } from '../../../main/update/update-service.ts';
import type { Context } from '../../../main/use-cases/context.ts';
import type { RecoveryView } from '../../../preload/contract/backup.ts';
import { dayCloseAnswers } from './day-close.ts';
import type { HarnessDesk } from './desk.ts';
import { absent, hubFingerprint, hubUrl } from './link.ts';
import type { HarnessOptions } from './options.ts';
import { start, uuid } from './people.ts';
import { printerHistory } from './printers.ts';

/** What no use case of a scene can find out by itself: hubs elsewhere, an earlier start. The door parses it. */
export function answersOf(desk: HarnessDesk): Partial<Handlers> {
  const { params } = desk.options;
  const recovery = recoveryOf(params.get('recovery'));
  return {
    ...dayCloseAnswers(desk),
    ...(params.has('history') ? { getPrinterHistory: printerHistory } : {}),
    ...(params.has('history') ? { saveJobBytes: () => true } : {}),
    ...(desk.options.sync.startsWith('clock-') ? { getSync: withWrongClock(desk) } : {}),
    ...(recovery === null ? {} : { getRecovery: () => recovery }),
    previewSupportBundle: () => ({
      files: [
        { name: 'about.json', bytes: 120 },
        { name: 'store.json', bytes: 900 },
        { name: 'logs/lanyard.log', bytes: 812_000 },
      ],
    }),
    findHub: (input) => {
      if (input.kind === 'scanned' && !input.text.startsWith('LH:ey'))
        throw new CallFailure('invite-unreadable');
      const code = input.kind === 'typed' ? input.code : 'K7WQ3XMA';
      return { url: hubUrl, code, pin: hubFingerprint, compare: input.kind === 'typed' };
    },
    writeStick: () => ({ name: 'desk-2-20181002-0741.lanyard', facts: 1_204 }),
    importStick: () =>
      params.get('stick') === 'truncated'
        ? { outcome: 'refused', reason: 'truncated', kioskName: 'Kiosk hall', quarantined: 0 }
        : {
            ...{ outcome: 'imported', kiosk: uuid(7, 5), kioskName: 'Kiosk hall' },
            ...{ written: start - 20 * 60_000, stored: 18, known: 212, quarantined: 0 },
          },
  };
}

/** A scene's clock is wrong on purpose, for which a station warns nobody: here it does. */
const withWrongClock =
  ({ desk, options }: HarnessDesk): Handlers['getSync'] =>
  async (input, caller) => {
    const view = await syncHandlers(desk).getSync(input, caller);
    const far = 26 * 60 * 60_000;
    const off =
      options.sync === 'clock-far'
        ? { clockOff: far, clockToConfirm: far }
        : { clockOff: -214_000 };
    return { ...view, link: view.link && { ...view.link, ...off } };
  };

/** A start that restored the store: `recovery=whole`, `missing` (the notice), `read` (read, not settled). */
function recoveryOf(scene: string | null): RecoveryView | null {
  if (scene === null) return null;
  const putAside = '/home/desk/.config/Lanyard/lanyard.db.unreadable-2018-10-02T07-41-12.000Z';
  return {
    ...{ at: start, cause: 'unreadable', source: 'copy', copyMade: start - 540_000, putAside },
    ...{
      facts: 41,
      admissions: 17,
      askingJobs: 3,
      unread: 1,
      seen: scene === 'read',
      settled: false,
    },
    ...(scene === 'whole'
      ? { fromHub: 0, missing: 0, hasHub: false }
      : { fromHub: 12, missing: 6, hasHub: true }),
  };
}

const values = { app: '0.1.0', electron: '33.2.1', system: 'linux x64' };
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
  { check: 'version', state: 'ok', code: 'version-here', values },
];
const folder = '/home/desk/.config/Lanyard/backups';
const ill: readonly Found[] = [
  { check: 'copies', state: 'warning', code: 'copies-no-room', values: { folder } },
  { check: 'disk', state: 'error', code: 'disk-full', values: { free: '0.1' } },
  { check: 'key', state: 'warning', code: 'key-in-file' },
  { check: 'printers', state: 'error', code: 'printers-stopped', values: { names: 'Left' } },
];

/** The station's copies and its check; `health=ill` finds what is wrong. */
export function careOf({ params }: HarnessOptions, { db }: Context): StationCare {
  const isIll = params.get('health') === 'ill';
  const found = well.map((one) => ill.find(({ check }) => isIll && check === one.check) ?? one);
  return absent<StationCare>('care', {
    backups: absent<StationCare['backups']>('backups', {
      state: () => ({
        ...{ newest: start - 420_000, copies: 9, bytes: 94_000_000, folder, problem: null },
        second: isIll ? false : null,
      }),
    }),
    everyMinutes: 15,
    doctor: {
      look: async () => {
        const { language } = readStationSettings(db, {});
        return { at: start, findings: found.map((one) => findingOf(one, language, start)) };
      },
    },
    logs: { folder, bytes: () => 3_400_000 },
  });
}

/** Updates: `updates=waiting`, `blocked` (opening hours), `failed` (went back); else an installer looks after it. */
export function updatesOf({ params }: HarnessOptions): UpdateService {
  const scene = params.get('updates');
  const waits = scene === 'waiting' || scene === 'blocked';
  return absent<UpdateService>('updates', {
    view: () => ({
      ...{ managed: scene !== null, trusting: true, percent: null, problem: null, tonight: false },
      waiting: waits ? '0.2.0' : null,
      blockers: scene === 'blocked' ? ['opening-hours'] : [],
      last: scene === 'failed' ? { version: '0.1.1', result: 'rolled-back' } : null,
    }),
  });
}
