import { writeFile } from 'node:fs/promises';
import { listOperators } from '../../db/operators.ts';
import { countPhotos } from '../../db/photos.ts';
import { officeCalls } from '../../preload/contract/office-calls.ts';
import { CallFailure } from '../call-failure.ts';
import { readPrinters, readStationSettings } from '../config/station-settings.ts';
import type { RosterHub } from '../import/messages.ts';
import { SubnetError } from '../printing/find/subnet.ts';
import { loadPrinterModels } from '../printing/printer-models.ts';
import { type Caller, operatorIdOf } from '../use-cases/context.ts';
import { leaveStation } from '../use-cases/leave-station.ts';
import { type SignInAnswer, signIn } from '../use-cases/operators.ts';
import { batchViews, changeBatch, previewBatch, startBatch } from '../use-cases/print-batches.ts';
import { printerHistory } from '../use-cases/printer-history.ts';
import { correctSpelling, registerWalkIn, replaceDelegate } from '../use-cases/roster-changes.ts';
import { withSecondPerson } from '../use-cases/second-person.ts';
import { badgeBalanceHandlers } from './badge-balance-handlers.ts';
import { badgeTemplateHandlers } from './badge-template-handlers.ts';
import { type CallGroup, callGroup } from './call-groups.ts';
import { dayCloseHandlers } from './day-close-handlers.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';
import { jobBytesHandlers } from './job-bytes-handlers.ts';
import { privacyHandlers } from './privacy-handlers.ts';
import { reportHandlers } from './report-handlers.ts';
import { setUpHandlers } from './set-up-handlers.ts';
import { stickHandlers } from './stick-handlers.ts';

/** The calls before and after the event: set-up, lists, templates, printers, reports, day close. */
export function officeCallsOf(desk: Desk): CallGroup {
  return callGroup(officeCalls, {
    ...printBatchHandlers(desk),
    ...printerModelHandlers(desk),
    ...printerHistoryHandlers(desk),
    ...badgeBalanceHandlers(desk),
    ...badgeTemplateHandlers(desk),
    ...findPrintersHandlers(desk),
    ...jobBytesHandlers(desk),
    ...photoHandlers(desk),
    ...rosterHandlers(desk),
    ...rosterChangeHandlers(desk),
    ...reportHandlers(desk),
    ...setUpHandlers(desk),
    ...stationExitHandlers(desk),
    ...stickHandlers(desk),
    ...dayCloseHandlers(desk),
    ...privacyHandlers(desk),
    ...securityHandlers(desk),
    ...updateHandlers(desk),
  });
}

/** The call about a printer's history. */
function printerHistoryHandlers({ context }: Desk): Pick<Handlers, 'getPrinterHistory'> {
  return { getPrinterHistory: ({ printerId }) => printerHistory(context, printerId) };
}

/** The call about printer models. The file is read each time: a corrected one counts at once. */
function printerModelHandlers({ parts }: Desk): Pick<Handlers, 'getPrinterModels'> {
  return { getPrinterModels: () => loadPrinterModels(parts.config.printerModels ?? null) };
}

/** Updates of the app on this station. */
function updateHandlers({
  updates,
}: Desk): Pick<Handlers, 'getUpdates' | 'lookForUpdate' | 'planUpdate' | 'installUpdate'> {
  return {
    getUpdates: () => updates.view(),
    lookForUpdate: async () => {
      await updates.look();
      return updates.view();
    },
    planUpdate: ({ tonight }) => updates.planTonight(tonight),
    installUpdate: () => updates.installNow(),
  };
}

type PhotoHandlers = Pick<Handlers, 'getPhotoCount' | 'importPhotos' | 'cancelPhotoImport'>;

/** The calls of the portraits' import. Paths stay in the main process. */
function photoHandlers(desk: Desk): PhotoHandlers {
  const { context, photos, dialogs, notify } = desk;
  return {
    getPhotoCount: () => countPhotos(context.db, context.event.file.id),
    importPhotos: async () => {
      const folder = await dialogs.choosePhotoFolder();
      if (folder === null) return null;
      return await photos.run(folder, (progress) => notify('photoImportProgress', progress));
    },
    cancelPhotoImport: () => photos.cancel(),
  };
}

/** The only way to leave a kiosk or a door. */
function stationExitHandlers(desk: Desk): Pick<Handlers, 'leaveStation'> {
  return {
    leaveStation: async (input) => {
      const answer = await leaveStation(desk.context, input);
      const operator = answer.result === 'approved' ? answer.operator.id : null;
      desk.log.info({ to: input.to, result: answer.result, operator }, 'the way out was asked for');
      if (answer.result !== 'approved') return answer;
      // Only after the answer has been sent.
      if (input.to === 'settings') setImmediate(() => desk.restart());
      if (input.to === 'leave') setImmediate(() => desk.leave());
      return answer;
    },
  };
}

type FindPrintersHandlers = Pick<Handlers, 'findPrinters' | 'cancelPrinterSearch'>;

/** The calls by which a supervisor looks for printers. */
function findPrintersHandlers(desk: Desk): FindPrintersHandlers {
  const { printerSearch, notify } = desk;
  return {
    findPrinters: async (input) => {
      try {
        return await printerSearch.find(input, (progress) =>
          notify('printerSearchProgress', progress),
        );
      } catch (error) {
        if (error instanceof SubnetError) throw new CallFailure(error.code, input.subnet ?? '');
        throw error;
      }
    },
    cancelPrinterSearch: () => printerSearch.cancel(),
  };
}

type RosterChangeHandlers = Pick<
  Handlers,
  'registerWalkIn' | 'correctSpelling' | 'replaceDelegate'
>;

/** The calls by which a desk changes the roster: facts first, which go to the hub. */
function rosterChangeHandlers(desk: Desk): RosterChangeHandlers {
  const { context } = desk;
  return {
    registerWalkIn: (input, caller) => {
      const registered = registerWalkIn(context, caller, input);
      desk.factWritten();
      return registered;
    },
    correctSpelling: (input, caller) => {
      correctSpelling(context, caller, input);
      // A waiting badge shows the name as it is when it prints.
      desk.queue.wake();
      desk.factWritten();
    },
    replaceDelegate: ({ pin, ...input }, caller) =>
      withSecondPerson(context, caller, { pin, right: 'approve-replacement' }, (by) => {
        const approved = { approver: by.name, approvedBy: by.id };
        const replaced = replaceDelegate(context, caller, { ...input, ...approved });
        desk.queue.wake();
        desk.factWritten();
        return replaced;
      }),
  };
}

/** The calls about badges that are printed ahead. */
function printBatchHandlers(
  desk: Desk,
): Pick<Handlers, 'previewBatch' | 'startBatch' | 'getBatches' | 'changeBatch'> {
  const { context, batches, log } = desk;
  const changed = (): void => {
    desk.notify('printBatchesChanged', null);
    batches.nudge();
  };
  return {
    previewBatch: ({ scope }) =>
      previewBatch(context, readPrinters(context.db, desk.parts.config), scope),
    startBatch: async ({ scope }, caller) => {
      const started = await startBatch(context, caller, scope);
      log.info(
        { batch: started.batchId, kind: scope.kind, operator: caller.operator?.id },
        'batch',
      );
      changed();
      return started;
    },
    getBatches: () => batchViews(context),
    changeBatch: (input, caller) => {
      changeBatch(context, input);
      log.info(
        { batch: input.batchId, action: input.action, operator: caller.operator?.id },
        'batch',
      );
      // The queue pauses the batch's jobs, or continues them.
      desk.queue.wake();
      changed();
    },
  };
}

type SecurityHandlers = Pick<Handlers, 'unlockStore' | 'getKeyProtection' | 'giveKey' | 'takeKey'>;

type Changed = { result: 'done' } | Exclude<SignInAnswer, { result: 'signed-in' }>;

/** The protection of the store's key, and whose pass phrase opens it. */
function securityHandlers({ context, keyHolders, log }: Desk): SecurityHandlers {
  const { db } = context;
  const afterPin = async (
    caller: Caller,
    pin: string,
    act: () => void | Promise<void>,
  ): Promise<Changed> => {
    // A desk that was left open must not reveal its key.
    const answer = await signIn(db, { operatorId: operatorIdOf(caller), pin });
    if (answer.result !== 'signed-in') return answer;
    await act();
    return { result: 'done' };
  };
  return {
    unlockStore: () => {
      throw new CallFailure('already-done');
    },
    getKeyProtection: () => {
      const operators = listOperators(db);
      return {
        protection: keyHolders.protection(),
        holders: keyHolders.list().map(({ id, operatorId, since }) => ({
          id,
          operator: operators.find((one) => one.id === operatorId) ?? null,
          since,
        })),
      };
    },
    giveKey: ({ operatorId, phrase, pin }, caller) => {
      if (!listOperators(db).some(({ id }) => id === operatorId))
        throw new CallFailure('not-found');
      return afterPin(caller, pin, async () => {
        await keyHolders.add(operatorId, phrase);
        log.info({ operator: operatorId, by: caller.operator?.id }, 'pass phrase given');
      });
    },
    takeKey: ({ id, pin }, caller) =>
      afterPin(caller, pin, () => {
        keyHolders.remove(id);
        const left = keyHolders.list().length;
        log.info({ left, by: caller.operator?.id }, 'pass phrase taken');
      }),
  };
}

type RosterHandlers = Pick<
  Handlers,
  | 'chooseRosterFile'
  | 'rereadRosterFile'
  | 'compareRoster'
  | 'applyRoster'
  | 'cancelRosterImport'
  | 'saveRejectedRows'
>;

/** The calls of a roster import. Paths stay in the main process; the page knows the plan's id. */
function rosterHandlers(desk: Desk): RosterHandlers {
  const { imports, dialogs, notify } = desk;
  return {
    chooseRosterFile: async () => {
      const path = await dialogs.chooseRoster();
      return path === null ? null : imports.open(path, {});
    },
    rereadRosterFile: (input) => imports.reread(input.planId, input.options),
    compareRoster: (input) =>
      imports.compare(input.planId, input.mapping, (progress) =>
        notify('importProgress', progress),
      ),
    applyRoster: async (input, caller) => {
      const write = (hub: RosterHub | null) =>
        imports.apply(input.planId, (progress) => notify('importProgress', progress), {
          hub,
          acceptMended: input.acceptMended,
        });
      const hub = (): RosterHub | null => desk.link.rosterHub(operatorIdOf(caller));
      // Asked again when its turn comes: the station may have joined another hub by then.
      const written =
        hub() === null ? await write(null) : await desk.link.resting(() => write(hub()));
      // A badge may have waited for exactly these delegates.
      desk.queue.wake();
      notify('countsChanged', null);
      notify('stationChanged', null);
      return written;
    },
    cancelRosterImport: (input) => imports.cancel(input.planId),
    saveRejectedRows: async (input) => {
      const { language } = readStationSettings(desk.context.db, desk.parts.config);
      const csv = await imports.rejectedCsv(input.planId, language);
      const path = await dialogs.saveRejectedRows();
      if (path === null) return false;
      await writeFile(path, csv);
      return true;
    },
  };
}
