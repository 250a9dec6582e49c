import { countPhotos } from '../../db/roster/photos.ts';
import { photoImportCalls, rosterCalls } from '../../preload/contract/roster.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { operatorIdOf } from '../base/context.ts';
import { savePersonalFile } from '../base/saved-file.ts';
import type { RosterHub } from './import/messages.ts';
import type { RosterImport } from './import/roster-import.ts';
import type { PhotoImport } from './photos/photo-import.ts';

interface RosterParts extends CallParts {
  imports: RosterImport;
  photos: PhotoImport;
  link: {
    rosterHub(operatorId: string): RosterHub | null;
    nudge(): void;
    resting<T>(action: () => Promise<T>): Promise<T>;
  };
  queue: { wake(): void };
  eventChanged(): void;
}

// Not with the start, which has no time for code that only an import needs.
const undoing = () => import('./undo-import.ts');

/**
 * The calls of the lists that are imported. Paths stay in the main process; the page knows the
 * plan's id.
 */
export function importAnswers(desk: RosterParts) {
  const { context, imports, photos, dialogs, notify } = desk;
  return answers(
    { ...rosterCalls, ...photoImportCalls },
    {
      chooseRosterFile: async () => {
        const path = await dialogs.chooseRoster();
        return path === null ? null : imports.open(path, {});
      },
      openPastedRoster: ({ text }) => imports.open({ text }, {}),
      rereadRosterFile: (input) => imports.reread(input.planId, input.options),
      compareRoster: (input) =>
        imports.compare(
          input.planId,
          input.mapping,
          (progress) => notify('importProgress', progress),
          { markVips: input.markVips },
        ),
      addImportDelegations: ({ planId, delegations }) => {
        const answer = imports.addDelegations(planId, delegations);
        if (answer.outcome === 'added') desk.eventChanged();
        return answer;
      },
      applyRoster: async (input, caller) => {
        const write = (hub: RosterHub | null) =>
          imports.apply(input.planId, (progress) => notify('importProgress', progress), {
            hub,
            decision: input.decision,
            operatorId: operatorIdOf(caller),
          });
        const hub = (): RosterHub | null => desk.link.rosterHub(operatorIdOf(caller));
        // Evaluated again when its turn comes: the station may have joined another hub by then.
        const written =
          hub() === null ? await write(null) : await desk.link.resting(() => write(hub()));
        // A badge may have waited for exactly these delegates.
        desk.queue.wake();
        notify('countsChanged', null);
        notify('stationChanged', null);
        return written;
      },
      cancelRosterImport: (input) => imports.cancel(input.planId),
      getLastImport: async (_input, caller) => {
        const hasHub = desk.link.rosterHub(operatorIdOf(caller)) !== null;
        if (hasHub) return { hasHub, last: null };
        const { lastImport } = await undoing();
        return { hasHub, last: lastImport(context) };
      },
      undoImport: async ({ at }, caller) => {
        const { undoImport } = await undoing();
        if (desk.link.rosterHub(operatorIdOf(caller)) !== null)
          throw new CallFailure('not-allowed');
        if (imports.isWriting()) throw new CallFailure('already-done', 'import');
        const answer = undoImport(context, at, operatorIdOf(caller));
        if (answer.result === 'done') {
          notify('countsChanged', null);
          notify('stationChanged', null);
        }
        return answer;
      },
      saveRejectedRows: async (input) => {
        const { language } = context;
        const csv = await imports.rejectedCsv(input.planId, language);
        const path = await dialogs.saveRejectedRows();
        if (path === null) return false;
        return await savePersonalFile(context, path, csv);
      },
      getPhotoCount: () => countPhotos(context.db, context.event.file.id),
      importPhotos: async ({ from: kind }) => {
        const choose = kind === 'zip' ? dialogs.choosePhotoZip : dialogs.choosePhotoFolder;
        const path = await choose();
        if (path === null) return null;
        const result = await photos.run({ kind, path }, (progress) =>
          notify('photoImportProgress', progress),
        );
        notify('photosChanged', null);
        desk.link.nudge();
        return result;
      },
      cancelPhotoImport: () => photos.cancel(),
    },
  );
}
