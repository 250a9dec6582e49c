import { writeFile } from 'node:fs/promises';
import { readStationSettings } from '../config/station-settings.ts';
import type { RosterHub } from '../import/messages.ts';
import { operatorIdOf } from '../use-cases/context.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

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
export function rosterHandlers(desk: Desk): RosterHandlers {
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
      // Asked again once it is its turn: the station may have joined another hub by then.
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
