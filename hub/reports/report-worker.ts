import { ownPort } from '../../platform/threads/port.ts';
import { serve } from '../../platform/threads/serve.ts';
import {
  assembleReport,
  makeReportFile,
  type ReportAssembly,
  type ReportHead,
} from './report-file.ts';
import type { ReportService } from './report-thread.ts';

/** The file that is being made. */
let making: { assembly: ReportAssembly; complete: (head: ReportHead) => void } | null = null;

// The thread that parses rows, makes reports and writes the files, while stations push.
serve<ReportService>(ownPort(), {
  make: async (request) => {
    const assembly = assembleReport();
    const head = await new Promise<ReportHead>((complete) => {
      making = { assembly, complete };
    });
    making = null;
    return await makeReportFile(request, assembly.input(head));
  },
  add: (part) => making?.assembly.add(part),
  head: (head) => making?.complete(head),
});
