import QRCode from 'qrcode';
import { CallFailure } from '../../../main/call-failure.ts';
import type { Handlers } from '../../../main/ipc/handlers.ts';
import type { InviteView } from '../../../preload/contract/sync.ts';
import type { HarnessDesk } from './desk.ts';
import type { SyncScene } from './options.ts';
import { people } from './people.ts';
import { duplicatesOf, kiosksOf, quarantinedOf, rosterChangesOf, stopsOf } from './sync-items.ts';
import { pin, syncViewOf, hubUrl as url } from './sync-model.ts';

/** The QR's dark modules as one path of squares. */
function qrOf(text: string): InviteView['qr'] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
    }
  }
  return { size: modules.size, path };
}

/** Everything that has to do with a hub, from the model. */
export function syncAnswers({ context, desk, notify, options }: HarnessDesk): Partial<Handlers> {
  const { sync, params } = options;
  let hubName: string | null = null;
  let codes = 0;
  let duplicates = duplicatesOf(sync);
  let kiosks = kiosksOf(sync, context.clock());
  let stops = stopsOf(sync);
  const become = (scene: SyncScene): void => {
    sync.scene = scene;
    notify('syncChanged', null);
  };
  const tick = (): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, Number(params.get('tick') ?? '30')));
  return {
    getSync: () => ({
      ...syncViewOf(sync, hubName, context.clock()),
      openDuplicates: duplicates.filter(({ resolution }) => resolution === null).length,
    }),
    syncNow: () => undefined,
    findHub: (input: { kind: 'scanned'; text: string } | { kind: 'typed'; code: string }) => {
      if (input.kind === 'scanned' && !input.text.startsWith('LH:ey')) {
        throw new CallFailure('invite-unreadable');
      }
      const code = input.kind === 'typed' ? input.code : 'K7WQ3XMA';
      return { url, code, pin, compare: input.kind === 'typed' };
    },
    joinHub: ({ code }: { code: string }) => {
      if (code === 'EXPIRED2') throw new CallFailure('invite-expired');
      if (!sync.restarts) become('linked');
      return { hubName: 'Registration hall', restarts: sync.restarts };
    },
    leaveHub: ({ force }: { force: boolean }) => {
      if (!force && (syncViewOf(sync, null, context.clock()).link?.state.waiting ?? 0) > 0) {
        throw new CallFailure('facts-waiting');
      }
      become('alone');
    },
    hostHub: ({ name }: { name: string }) => {
      hubName = name;
      kiosks = kiosks.filter(({ self }) => self);
      become('host');
    },
    takeOverHub: async ({ name }: { name: string }) => {
      for (const step of ['starting-hub', 'copying-roster', 'copying-facts', 'ready'] as const) {
        for (let part = 0; part <= 4; part += 1) {
          await tick();
          const total = step === 'starting-hub' ? 0 : 1_000;
          notify('takeOverProgress', { step, done: (part * total) / 4, total });
        }
      }
      hubName = name;
      become('host');
    },
    stopHosting: () => become('alone'),
    createInvite: () => {
      codes += 1;
      const code = ['K7WQ3XMA', 'P4HT8RBC', 'W9NDKE2J'][(codes - 1) % 3] ?? '';
      const text = `LH:${btoa(JSON.stringify({ url, code, pin })).replaceAll('=', '')}`;
      return {
        text,
        qr: qrOf(text),
        url,
        code,
        pin,
        expires: context.clock() + Number(params.get('inviteLasts') ?? '581000'),
      };
    },
    addPageAccount: ({ name, again }: { name: string; again: boolean }) => {
      if (name === 'Taken' && !again) return { result: 'name-taken' };
      const code = 'K7WQ-3XMA-P4HT-8RBC';
      const link = `${url}/organiser/#set-up=${code}`;
      return { result: 'made', link, qr: qrOf(link), code };
    },
    listKiosks: () => kiosks,
    revokeKiosk: ({ id }: { id: string }) => {
      kiosks = kiosks.map((one) => (one.id === id ? { ...one, state: 'revoked' } : one));
      notify('syncChanged', null);
    },
    listDuplicates: () => duplicates,
    resolveDuplicate: ({ admissionId, note }: { admissionId: string; note: string }) => {
      const resolution = {
        note,
        operatorName: desk.session.caller().operator?.name ?? null,
        wall: 0,
      };
      duplicates = duplicates.map((one) =>
        one.further.admissionId === admissionId ? { ...one, resolution } : one,
      );
      notify('syncChanged', null);
    },
    listQuarantined: () => quarantinedOf(sync),
    listRosterChanges: () => rosterChangesOf(sync),
    listStops: () => stops,
    changeStops: ({ add, remove, pin }) => {
      if (pin !== '2019') return { result: pin === '2018' ? 'same-person' : 'wrong-pin' };
      const labelOf = (value: string): string =>
        people().find(({ id }) => id === value)?.printedName ?? value;
      stops = [
        ...stops.filter(({ value }) => !remove.some((one) => one.value === value)),
        ...add.map(({ kind, value }) => ({ kind, value, label: labelOf(value) })),
      ];
      notify('syncChanged', null);
      return { result: 'done' };
    },
    exportStopList: () => true,
    importStopList: () => ({ entries: 2 }),
    backUpHub: () => true,
  };
}
