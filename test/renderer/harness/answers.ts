import { CallFailure } from '../../../main/base/call-failure.ts';
import type { Handlers } from '../../../main/base/calls.ts';
import { syncViewAnswers } from '../../../main/hub-hosting/sync-view.ts';
import type { RecoveryView } from '../../../preload/contract/station/recovery.ts';
import { dayCloseAnswers } from './day-close.ts';
import type { HarnessDesk } from './desk.ts';
import { hubFingerprint, hubUrl } from './link.ts';
import { start, uuid } from './people.ts';
import { printerHistory } from './printers.ts';

/**
 * Answers that no use case of a scene can find out: hubs elsewhere, an earlier start. The gateway
 * parses them.
 */
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
      return { url: hubUrl, code, fingerprint: hubFingerprint, compare: input.kind === 'typed' };
    },
    writeStick: () => ({ name: 'desk-2-20181002-0741.lanyard', facts: 1_204 }),
    importStick: () =>
      params.get('stick') === 'truncated'
        ? { outcome: 'refused', reason: 'truncated', stationName: 'Kiosk hall', quarantined: 0 }
        : {
            outcome: 'imported',
            station: uuid(7, 5),
            stationName: 'Kiosk hall',
            written: start - 20 * 60_000,
            stored: 18,
            known: 212,
            quarantined: 0,
          },
  };
}

/**
 * A scene's clock is wrong on purpose, so the harness gives no warning about it; this adds the
 * warning.
 */
const withWrongClock =
  ({ desk, options }: HarnessDesk): Handlers['getSync'] =>
  async (input, caller) => {
    const view = await syncViewAnswers(desk).handlers.getSync(input, caller);
    const far = 26 * 60 * 60_000;
    const off =
      options.sync === 'clock-far'
        ? { clockOff: far, clockToConfirm: far }
        : { clockOff: -214_000 };
    return { ...view, link: view.link && { ...view.link, ...off } };
  };

/**
 * A start that restored the store: `recovery=whole`, `missing` (the notice), `read` (read, not
 * resolved).
 */
function recoveryOf(scene: string | null): RecoveryView | null {
  if (scene === null) return null;
  const putAside = '/home/desk/.config/Lanyard/lanyard.db.unreadable-2018-10-02T07-41-12.000Z';
  return {
    at: start,
    cause: 'unreadable',
    source: 'copy',
    copyMade: start - 540_000,
    putAside,
    facts: 41,
    admissions: 17,
    askingJobs: 3,
    unread: 1,
    seen: scene === 'read',
    settled: false,
    ...(scene === 'whole'
      ? { fromHub: 0, missing: 0, hasHub: false }
      : { fromHub: 12, missing: 6, hasHub: true }),
  };
}
