import QRCode from 'qrcode';
import type { InviteView, TakeOverProgress } from '../../../preload/contract/sync.ts';
import { type Model, runningClock } from './model.ts';
import { uuid } from './people.ts';
import { Refusal } from './refusal.ts';
import type { Verbs } from './station.ts';
import { duplicatesOf, kiosksOf, quarantinedOf, rosterChangesOf, stopsOf } from './sync-items.ts';
import { pin, syncViewOf } from './sync-model.ts';
import type { SyncScene } from './sync-options.ts';

type Tell = (progress: TakeOverProgress) => void;

const url = 'https://192.0.2.7:7443';

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
export function syncVerbs(model: Model, tell: Tell): Verbs {
  const { sync } = model.options;
  let hubName: string | null = null;
  let codes = 0;
  let duplicates = duplicatesOf(sync);
  let kiosks = kiosksOf(sync);
  let stops = stopsOf(sync);
  const become = (scene: SyncScene): void => {
    sync.scene = scene;
    model.emit('syncChanged');
  };
  const tick = (): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, model.options.tick));
  return {
    getSync: () => ({
      ...syncViewOf(sync, hubName),
      openDuplicates: duplicates.filter(({ resolution }) => resolution === null).length,
    }),
    syncNow: () => undefined,
    findHub: (input: { kind: 'scanned'; text: string } | { kind: 'typed'; code: string }) => {
      if (input.kind === 'scanned' && !input.text.startsWith('LH:ey')) {
        throw new Refusal('invite-unreadable');
      }
      const code = input.kind === 'typed' ? input.code : 'K7WQ3XMA';
      return { url, code, pin, compare: input.kind === 'typed' };
    },
    joinHub: ({ code }: { code: string }) => {
      if (code === 'EXPIRED2') throw new Refusal('invite-expired');
      if (!sync.restarts) become('linked');
      return { hubName: 'Registration hall', restarts: sync.restarts };
    },
    leaveHub: ({ force }: { force: boolean }) => {
      if (!force && (syncViewOf(sync, null).link?.state.waiting ?? 0) > 0) {
        throw new Refusal('facts-waiting');
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
          tell({ step, done: (part * total) / 4, total });
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
        expires: runningClock() + model.options.inviteLasts,
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
      model.emit('syncChanged');
    },
    listDuplicates: () => duplicates,
    resolveDuplicate: ({ admissionId, note }: { admissionId: string; note: string }) => {
      const resolution = { note, operatorName: model.operator?.name ?? null, wall: 0 };
      duplicates = duplicates.map((one) =>
        one.further.admissionId === admissionId ? { ...one, resolution } : one,
      );
      model.emit('syncChanged');
    },
    listQuarantined: () => quarantinedOf(sync),
    listRosterChanges: () => rosterChangesOf(sync),
    listStops: () => stops,
    changeStops: ({
      add,
      remove,
      pin,
    }: {
      add: typeof stops;
      remove: typeof stops;
      pin: string;
    }) => {
      if (pin !== '2019') return { result: pin === '2018' ? 'same-person' : 'wrong-pin' };
      const labelOf = (value: string): string =>
        model.delegates.find(({ id }) => id === value)?.printedName ?? value;
      stops = [
        ...stops.filter(({ value }) => !remove.some((one) => one.value === value)),
        ...add.map(({ kind, value }) => ({ kind, value, label: labelOf(value) })),
      ];
      model.emit('syncChanged');
      return { result: 'done' };
    },
    exportStopList: () => true,
    importStopList: () => ({ entries: 2 }),
    backUpHub: () => true,
    ...personVerbs(model),
  };
}

function personVerbs(model: Model): Verbs {
  const add = (person: object): { delegateId: string } => {
    const like = model.delegates[0];
    if (like === undefined) throw new Refusal('not-found');
    const id = uuid(11, model.delegates.length);
    const registrationCode = `DESK-${model.delegates.length}`;
    model.delegates.push({ ...like, vip: false, flagged: false, ...person, id, registrationCode });
    model.emit('countsChanged');
    return { delegateId: id };
  };
  const find = (id: string): Model['delegates'][number] => {
    const delegate = model.delegates.find((one) => one.id === id);
    if (delegate === undefined) throw new Refusal('not-found');
    return delegate;
  };
  return {
    registerWalkIn: ({ person }: { person: object }) => add(person),
    correctSpelling: ({ delegateId, correction }: { delegateId: string; correction: object }) => {
      Object.assign(find(delegateId), correction);
      model.emit('countsChanged');
    },
    replaceDelegate: (input: { delegateId: string; person: object; pin: string }) => {
      const { delegateId, person, pin } = input;
      if (pin !== '2019') return { result: pin === '2018' ? 'same-person' : 'wrong-pin' };
      find(delegateId).status = 'cancelled';
      return { result: 'done', ...add(person) };
    },
  };
}
