import { documentLanguage } from '../../../domain/base/language.ts';
import { readStationSettings } from '../../../main/base/config/station-settings.ts';
import type { Context } from '../../../main/base/context.ts';
import { type Found, findingOf } from '../../../main/station/doctor/finding.ts';
import type { StationCare } from '../../../main/station/station-care-calls.ts';
import type { UpdateService } from '../../../main/station/update/update-service.ts';
import { absent } from './link.ts';
import type { HarnessOptions } from './options.ts';
import { start } from './people.ts';

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

const scannerRead: Found = {
  check: 'scanner',
  state: 'ok',
  code: 'scanner-seen',
  values: { minutes: 3 },
};

/** The station's copies and its check; `health=ill` finds problems, `read` a used scanner. */
export function careOf({ params }: HarnessOptions, { db }: Context): StationCare {
  const isIll = params.get('health') === 'ill';
  const isRead = params.get('health') === 'read';
  const found = well.map((one) => {
    if (isRead && one.check === 'scanner') return scannerRead;
    return ill.find(({ check }) => isIll && check === one.check) ?? one;
  });
  return absent<StationCare>('care', {
    backups: absent<StationCare['backups']>('backups', {
      state: () => ({
        newest: start - 420_000,
        copies: 9,
        bytes: 94_000_000,
        folder,
        problem: null,
        second: isIll ? false : null,
      }),
    }),
    everyMinutes: 15,
    doctor: {
      look: async (_language, only) => {
        const language = documentLanguage(readStationSettings(db, {}).language);
        const wanted = found.filter(({ check }) => only?.includes(check) ?? true);
        return { at: start, findings: wanted.map((one) => findingOf(one, language, start)) };
      },
    },
    logs: { folder, bytes: () => 3_400_000 },
  });
}

/**
 * Updates: `updates=waiting`, `blocked` (opening hours), `failed` (went back); by default an
 * installer manages them.
 */
export function updatesOf({ params }: HarnessOptions): UpdateService {
  const scene = params.get('updates');
  const waits = scene === 'waiting' || scene === 'blocked';
  return absent<UpdateService>('updates', {
    view: () => ({
      managed: scene !== null,
      trusting: true,
      percent: null,
      problem: null,
      tonight: false,
      waiting: waits ? '0.2.0' : null,
      blockers: scene === 'blocked' ? ['opening-hours'] : [],
      last: scene === 'failed' ? { version: '0.1.1', result: 'rolled-back' } : null,
    }),
  });
}
