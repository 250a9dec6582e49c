import type { FastifyInstance } from 'fastify';
import { exportUrl } from '../../../domain/wire/organiser.ts';
import { organiserMay } from '../../../domain/wire/organiser-access.ts';
import { exportQuerySchema } from '../../../domain/wire/organiser-exports.ts';
import { HubProblem } from '../../../domain/wire/problems.ts';
import { exportedReports, rightOfReport } from '../../service/organiser/exports.ts';
import { readValue } from '../body.ts';
import { addOrganiserRoute } from '../organiser/route.ts';
import { answerRoute } from './answer-route.ts';
import type { DataRoutesSetting } from './data-routes.ts';

/** Files of reports: a route for each, because each says for itself whether it names persons. */
export function addExportRoutes(app: FastifyInstance, setting: DataRoutesSetting): void {
  const { organiser } = setting.hub;
  answerRoute(app, setting, 'exports', {
    right: 'export-figures',
    audit: null,
    answer: async (_input, { session }) => {
      const reports = await organiser.reportList();
      const { role } = session.account;
      const may = new Set(exportedReports.filter((id) => organiserMay(role, rightOfReport(id))));
      return { reports: reports.filter(({ id }) => [...may].some((one) => one === id)) };
    },
  });
  for (const report of exportedReports) {
    addOrganiserRoute(app, setting, {
      method: 'GET',
      url: exportUrl.replace(':report', report) as `/v1/organiser/${string}`,
      right: rightOfReport(report),
      audit: 'exported',
      asksAgain: rightOfReport(report) === 'export-persons',
      handler: async ({ request, reply, note }) => {
        const { format, language, day } = readValue(request.query, exportQuerySchema);
        note({ detail: `${report} ${format} ${language} ${day ?? 'today'}` });
        // Nothing is sent while it is made: a silence that the limit of quiet connections must not end.
        request.raw.socket.setTimeout(0);
        const left = new AbortController();
        reply.raw.once('close', () => left.abort(new HubProblem('busy', 'export: nobody waits')));
        const file = await organiser.makeReport({ report, format, language, day }, left.signal);
        note({ count: file.rows });
        reply
          .header('content-type', file.mediaType)
          .header('content-disposition', attachment(file.name));
        // Returned and not sent: the entry of the audit is written first.
        return Buffer.from(file.bytes);
      },
    });
  }
}

/** RFC 6266: the plain name for every browser, the other form for those that read it (RFC 8187). */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
