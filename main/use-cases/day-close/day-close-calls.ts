import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { dayCloseCalls } from '../../../preload/contract/day-close.ts';
import { CallFailure } from '../../call-failure.ts';
import { answers, type CallParts } from '../../calls.ts';
import { createDayHub } from '../../hub-link/day-hub.ts';
import type { LinkService } from '../../hub-link/link-service.ts';
import type { LongReads } from '../long-reads.ts';
import { callDayClose, closeDay, reportFile } from './close-day.ts';
import { compareReport } from './compare-report.ts';
import type { DayCloseParts } from './day-hub.ts';
import { readDayStatus } from './day-status.ts';
import { resolveFinding } from './resolve-finding.ts';

interface DayCloseCallParts extends CallParts {
  version: string;
  link: LinkService;
  reads: LongReads;
}

/** The calls of the page that closes a day. */
export function dayCloseAnswers(desk: DayCloseCallParts) {
  const { context, notify } = desk;
  const parts = partsOf(desk);
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

function partsOf({ context, link, version, reads }: DayCloseCallParts): DayCloseParts {
  return {
    context,
    hub: () => createDayHub({ context, link, version }),
    signingKey: () => link.signingKey(),
    reads,
  };
}
