import type { ErrorCode } from '../../../preload/contract/errors.ts';
import type { LanyardApi, NoticeBody, NoticeName } from '../../../preload/contract.ts';
import { alertVerbs } from './alerts.ts';
import { badgeVerbs } from './badges.ts';
import { batchVerbs } from './batches.ts';
import { checkIn } from './check-in.ts';
import { dayCloseVerbs } from './day-close.ts';
import { deskWorkVerbs } from './desk-work.ts';
import { doorVerbs } from './door.ts';
import { emergencyVerbs } from './emergency.ts';
import { healthVerbs } from './health.ts';
import { kioskVerbs } from './kiosk.ts';
import { createModel, detailOf, type Model, next, recentOf } from './model.ts';
import type { HarnessOptions } from './options.ts';
import { uuid } from './people.ts';
import { badgePicture } from './picture.ts';
import { printerVerbs } from './printers.ts';
import { print, printerState, run, setJob } from './printing.ts';
import { privacyVerbs } from './privacy.ts';
import { Refusal } from './refusal.ts';
import { reportVerbs } from './reports.ts';
import { diff, photoResult, preview } from './roster.ts';
import { securityVerbs } from './security.ts';
import { setUpVerbs } from './set-up.ts';
import { stationVerbs, type Verbs } from './station.ts';
import { stickVerbs } from './stick.ts';
import { syncVerbs } from './sync-desk.ts';
import { templateVerbs } from './templates.ts';
import { updateVerbs } from './updates.ts';

type Listener = (body: never) => void;

/** What the harness lets a test do besides what the page can do. */
export interface Harness {
  model: Model;
  emit: <N extends NoticeName>(notice: N, body: NoticeBody<N>) => void;
}

/** A pretended main process: the whole contract over a model in memory. */
export function createFakeDesk(options: HarnessOptions): { api: LanyardApi; harness: Harness } {
  const listeners = new Map<NoticeName, Set<Listener>>();
  const emit: Harness['emit'] = (notice, body) => {
    for (const listener of listeners.get(notice) ?? []) listener(body as never);
  };
  const model = createModel(options, (notice) => emit(notice, null));
  const verbs = {
    ...stationVerbs(model),
    ...deskVerbs(model),
    ...kioskVerbs(model),
    ...alertVerbs(model, () => emit('alertsChanged', null)),
    ...deskWorkVerbs(model),
    ...printVerbs(model),
    ...printerVerbs(model, (progress) => emit('printerSearchProgress', progress)),
    ...badgeVerbs(model),
    ...batchVerbs(model, () => emit('printBatchesChanged', null)),
    ...rosterVerbs(model, emit),
    ...templateVerbs(model),
    ...setUpVerbs(model, globalThis.location.search),
    tellCamera: (_said: unknown) => undefined,
    ...emergencyVerbs(model),
    ...doorVerbs(model, globalThis.location.search),
    ...stickVerbs(globalThis.location.search),
    ...dayCloseVerbs(model, globalThis.location.search),
    ...reportVerbs(globalThis.location.search),
    ...privacyVerbs(model, globalThis.location.search),
    ...healthVerbs(model, globalThis.location.search),
    ...securityVerbs(model, globalThis.location.search),
    ...updateVerbs(globalThis.location.search),
    ...syncVerbs(model, (progress) => emit('takeOverProgress', progress)),
  };
  const api: Record<string, unknown> = {
    on: (notice: NoticeName, listener: Listener) => {
      const set = listeners.get(notice) ?? new Set();
      listeners.set(notice, set.add(listener));
      return () => set.delete(listener);
    },
  };
  for (const [name, verb] of Object.entries(verbs)) {
    api[name] = async (input: never) => {
      try {
        const { fails } = options;
        if (fails?.call === name) throw new Refusal(fails.code as ErrorCode);
        return { ok: true, value: await verb(input) };
      } catch (error) {
        const code = error instanceof Refusal ? error.code : 'internal';
        return {
          ok: false,
          error: { code, detail: error instanceof Refusal ? '' : String(error) },
        };
      }
    };
  }
  return { api: api as LanyardApi, harness: { model, emit } };
}

function deskVerbs(model: Model): Verbs {
  return {
    checkIn: (input: never) => checkIn(model, input),
    undoCheckIn: ({ admissionId }: { admissionId: string }) => {
      const admission = model.admissions.find(({ eventId }) => eventId === admissionId);
      if (admission === undefined) throw new Refusal('not-found');
      if (admission.undone) throw new Refusal('already-undone');
      admission.undone = true;
      model.badges = model.badges.map((badge) =>
        badge.delegateId === admission.delegateId ? { ...badge, state: 'stale' } : badge,
      );
      model.emit('countsChanged');
    },
    getRecent: () => recentOf(model),
    searchDelegates: ({ query }: { query: string }) => {
      const fold = (text: string): string =>
        text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      const words = fold(query).split(/\s+/);
      const rows = model.delegates
        .filter((one) => {
          const text = fold(
            [
              one.printedName,
              one.nativeName,
              one.administration,
              one.delegation,
              one.registrationCode,
            ].join(' '),
          );
          return words.every((word) => text.includes(word));
        })
        .map((one) => {
          const isIn = model.admissions.some((two) => two.delegateId === one.id && !two.undone);
          return {
            id: one.id,
            registrationCode: one.registrationCode,
            title: one.title,
            printedName: one.printedName,
            nativeName: one.nativeName,
            jobTitle: one.jobTitle,
            delegation: one.delegation,
            administration: one.administration,
            category: one.category,
            role: one.role,
            status: one.status,
            vip: one.vip,
            presentToday: isIn,
            presentEvent: isIn,
          };
        });
      return { rows, more: false };
    },
    getDelegate: ({ id }: { id: string }) => {
      const delegate = model.delegates.find((one) => one.id === id);
      if (delegate === undefined) throw new Refusal('not-found');
      return detailOf(model, delegate);
    },
  };
}

function printVerbs(model: Model): Verbs {
  return {
    previewBadge: ({ delegateId }: { delegateId: string }) => {
      const delegate = model.delegates.find(({ id }) => id === delegateId);
      return badgePicture(delegate?.printedName ?? '', delegate?.nativeName ?? '');
    },
    reprintBadge: ({ delegateId }: { delegateId: string }) => {
      const delegate = model.delegates.find(({ id }) => id === delegateId);
      model.badges = model.badges.map((badge) =>
        badge.delegateId === delegateId ? { ...badge, state: 'stale' } : badge,
      );
      return print(model, delegateId, delegate?.printedName ?? '');
    },
    handOverBadge: ({ serialText }: { serialText: string }) => {
      model.badges = model.badges.map((badge) =>
        badge.serialText === serialText ? { ...badge, state: 'handed-over' } : badge,
      );
      model.emit('countsChanged');
      return { factId: uuid(8, next(model)) };
    },
    getPrintJobs: () => model.jobs,
    answerPrintJob: ({ jobId, answer }: { jobId: string; answer: string }) => {
      if (answer === 'came-out') setJob(model, jobId, 'came-out');
      else if (answer === 'give-up') setJob(model, jobId, 'did-not-come-out');
      else {
        setJob(model, jobId, 'queued');
        run(model, jobId);
      }
    },
    releasePrintJob: ({ jobId, action }: { jobId: string; action: string }) => {
      setJob(model, jobId, action === 'print' ? 'confirmed' : 'cancelled');
    },
    getPrinters: () =>
      model.printers.map((settings) => ({ settings, state: printerState(model, settings.id) })),
    savePrinter: (settings: Model['printers'][number]) => {
      const known = model.printers.some(({ id }) => id === settings.id);
      model.printers = known
        ? model.printers.map((one) => (one.id === settings.id ? settings : one))
        : [...model.printers, settings];
      model.emit('printersChanged');
    },
    removePrinter: ({ id }: { id: string }) => {
      model.printers = model.printers.filter((one) => one.id !== id);
      model.emit('printersChanged');
    },
    testPrint: ({ printerId }: { printerId: string }) => ({
      jobId: print(model, null, '', printerId).jobId,
    }),
  };
}

function rosterVerbs(model: Model, emit: Harness['emit']): Verbs {
  let cancelled = false;
  const steps = 20;
  const work = async (phase: 'comparing' | 'writing'): Promise<void> => {
    cancelled = false;
    for (let step = 0; step <= steps; step += 1) {
      await new Promise((resolve) => setTimeout(resolve, model.options.tick));
      if (cancelled) throw new Refusal('import-cancelled');
      const fraction = step / steps;
      emit('importProgress', {
        planId: preview.planId,
        phase,
        fraction,
        rows: Math.round(fraction * 1018),
      });
    }
  };
  return {
    chooseRosterFile: () => preview,
    rereadRosterFile: ({
      options,
    }: {
      options: { delimiter?: ';' | ','; encoding?: 'utf-8' };
    }) => ({
      ...preview,
      ...options,
    }),
    compareRoster: async () => {
      await work('comparing');
      return diff;
    },
    applyRoster: async () => {
      await work('writing');
      return { added: diff.added, changed: diff.changed };
    },
    cancelRosterImport: () => {
      cancelled = true;
    },
    saveRejectedRows: () => true,
    getPhotoCount: () => 214,
    importPhotos: async () => {
      for (let done = 0; done <= steps; done += 1) {
        await new Promise((resolve) => setTimeout(resolve, model.options.tick));
        emit('photoImportProgress', { done: done * 12, total: steps * 12 });
      }
      return photoResult;
    },
    cancelPhotoImport: () => {},
  };
}
