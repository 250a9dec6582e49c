import { formatsOf } from '../../domain/reports.ts';
import { reportCalls } from '../../preload/contract/reports.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { readPrinters } from '../base/config/station-settings.ts';
import { savePersonalFile } from '../base/saved-file.ts';
import { createDeskReports, type ReportDay, reportRules, saveReportRules } from './reports.ts';

interface ReportParts extends CallParts {
  dayClose: ReportDay;
}

export function reportAnswers(desk: ReportParts) {
  const { context, config, dayClose } = desk;
  const reports = createDeskReports(
    {
      dayClose,
      printers: () => readPrinters(context.db, config),
    },
    () => performance.now(),
  );
  return answers(reportCalls, {
    previewReport: (input) => reports.preview(input),
    getReportRules: () => reportRules(context),
    saveReportRules: (input) => saveReportRules(context, input),
    saveReport: async (input, caller) => {
      const { ids, day, language, format } = input;
      const isPossible = ids.every((id) => formatsOf(id).includes(format));
      const isOneFile = ids.length === 1 || format === 'xlsx' || format === 'pdf';
      if (!isPossible || !isOneFile) throw new CallFailure('bad-input', format);
      const file = await reports.file({ ids, day, language, format });
      const path = await desk.dialogs.saveReport(file.name);
      if (path === null) return false;
      await savePersonalFile(context, path, file.bytes);
      const { rows } = file;
      desk.log.info({ operator: caller.operator?.id, ids, format, rows }, 'report saved');
      return true;
    },
  });
}
