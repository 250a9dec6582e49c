import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { dayCloseCalls } from '../../preload/contract/day-close.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { callDayClose, closeDay, reportFile } from './close-day.ts';
import { compareReport } from './compare-report.ts';
import type { DayCloseParts } from './day-hub.ts';
import { readDayStatus } from './day-status.ts';
import { resolveFinding } from './resolve-finding.ts';

interface DayCloseCallParts extends CallParts {
  dayClose: DayCloseParts;
}

/** The calls of the page that closes a day. */
export function dayCloseAnswers(desk: DayCloseCallParts) {
  const { context, notify } = desk;
  const { dayClose: parts } = desk;
  return answers(dayCloseCalls, {
    getDayStatus: ({ day }) => readDayStatus(parts, day),
    compareReport: async (input) => {
      const found = await compareReport(parts, input);
      const { day, revision } = input;
      const kinds = found.findings.map(({ kiosk, kind }) => ({ kiosk, kind }));
      const fields = { day, revision, stations: found.stations, equal: found.equal, kinds };
      desk.log[kinds.length === 0 ? 'info' : 'warn'](fields, 'report compared');
      return found;
    },
    callDayClose: async ({ day }, caller) => {
      await callDayClose(parts, caller, day);
      desk.factWritten();
      notify('syncChanged', null);
    },
    resolveFinding: (input, caller) => {
      resolveFinding(context, caller, input);
      desk.factWritten();
    },
    closeDay: async ({ day }, caller) => {
      const report = await closeDay(parts, caller, day);
      const { revision, number, proof } = report;
      desk.log.info({ day, revision, number, ...proof }, 'day closed');
      desk.factWritten();
      notify('syncChanged', null);
      return report;
    },
    saveDayReport: async (input, caller) => {
      const { name, text } = await reportFile(parts, input);
      const path = await desk.dialogs.saveDayReport(name);
      if (path === null) return false;
      await writeFile(path, text).catch((error: unknown) => {
        throw new CallFailure('file-not-written', basename(path), error);
      });
      const { day, revision } = input;
      desk.log.info({ operator: caller.operator?.id, day, revision }, 'day report saved');
      return true;
    },
  });
}
