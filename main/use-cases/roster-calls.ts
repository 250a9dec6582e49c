import { writeFile } from 'node:fs/promises';
import { countPhotos } from '../../db/photos.ts';
import { photoCalls, rosterCalls, rosterChangeCalls } from '../../preload/contract/roster.ts';
import { answers, type CallParts } from '../calls.ts';
import { readStationSettings } from '../config/station-settings.ts';
import type { LinkService } from '../hub-link/link-service.ts';
import type { RosterHub } from '../import/messages.ts';
import type { RosterImport } from '../import/roster-import.ts';
import type { PhotoImport } from '../photos/photo-import.ts';
import type { PrintQueue } from '../printing/queue.ts';
import { operatorIdOf } from './context.ts';
import { correctSpelling, registerWalkIn, replaceDelegate } from './roster-changes.ts';
import { withSecondPerson } from './second-person.ts';

interface RosterParts extends CallParts {
  imports: RosterImport;
  photos: PhotoImport;
  link: Pick<LinkService, 'resting' | 'rosterHub'>;
  queue: Pick<PrintQueue, 'wake'>;
}

/** The calls of the lists that are imported. Paths stay in the main process; the page knows the plan's id. */
export function importAnswers(desk: RosterParts) {
  const { context, imports, photos, dialogs, notify } = desk;
  return answers(
    { ...rosterCalls, ...photoCalls },
    {
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
        const { language } = readStationSettings(context.db, desk.config);
        const csv = await imports.rejectedCsv(input.planId, language);
        const path = await dialogs.saveRejectedRows();
        if (path === null) return false;
        await writeFile(path, csv);
        return true;
      },
      getPhotoCount: () => countPhotos(context.db, context.event.file.id),
      importPhotos: async () => {
        const folder = await dialogs.choosePhotoFolder();
        if (folder === null) return null;
        return await photos.run(folder, (progress) => notify('photoImportProgress', progress));
      },
      cancelPhotoImport: () => photos.cancel(),
    },
  );
}

/** The calls by which a desk changes the roster: facts first, which travel to the hub. */
export function rosterChangeAnswers(desk: RosterParts) {
  const { context } = desk;
  return answers(rosterChangeCalls, {
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
  });
}
