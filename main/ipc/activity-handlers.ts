import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { CallFailure } from '../call-failure.ts';
import { readStationSettings } from '../config/station-settings.ts';
import { activityCsv, activityViews } from '../use-cases/activity.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

/** The activity log for those who may read it. */
export function activityHandlers(desk: Desk): Pick<Handlers, 'getActivity' | 'exportActivity'> {
  const { context } = desk;
  return {
    getActivity: (input) => activityViews(context, input),
    exportActivity: async (filter) => {
      const { language } = readStationSettings(context.db, desk.parts.config);
      const path = await desk.dialogs.saveActivity();
      if (path === null) return false;
      try {
        await writeFile(path, activityCsv(context, filter, language));
      } catch (error) {
        throw new CallFailure('file-not-written', basename(path), error);
      }
      return true;
    },
  };
}
