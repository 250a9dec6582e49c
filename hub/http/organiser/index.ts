import type { FastifyInstance } from 'fastify';
import { reportQuerySchema } from '../../../domain/day-close/day-close-wire.ts';
import { reportText } from '../../../domain/day-close/report.ts';
import { organiserMay } from '../../../domain/organiser/access.ts';
import { dayReportUrl } from '../../../domain/organiser/days.ts';
import { exportQuerySchema } from '../../../domain/organiser/exports.ts';
import { exportUrl } from '../../../domain/organiser/organiser.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { exportedReports, rightOfReport } from '../../organiser/exports.ts';
import { readValue } from '../body.ts';
import type { ServerLimits } from '../limits.ts';
import { answerRoute } from './answer-route.ts';
import {
  addEventRoutes,
  addFigureRoutes,
  addImportRoutes,
  addLiveRoute,
  addPeopleRoutes,
  addPersonRoutes,
  type DataRoutesSetting,
} from './data-routes.ts';
import { createLiveLines } from './live-lines.ts';
import { addOrganiserRoute } from './route.ts';
import { addStationRoutes, type StationRoutesSetting } from './station-routes.ts';

export interface OrganiserDataSetting extends StationRoutesSetting {
  limits: Pick<ServerLimits, 'hintsBehind'>;
}

/** Adds every route of the page's data, and the live hints, which end when the server closes. */
export function addOrganiserData(app: FastifyInstance, setting: OrganiserDataSetting): void {
  const lines = createLiveLines(setting.hub, setting.log, setting.limits.hintsBehind);
  app.addHook('preClose', (done) => {
    lines.close();
    done();
  });
  addFigureRoutes(app, setting);
  addEventRoutes(app, setting);
  addPersonRoutes(app, setting);
  addPeopleRoutes(app, setting);
  addImportRoutes(app, setting);
  addStationRoutes(app, setting);
  addDayPageRoutes(app, setting);
  addExportRoutes(app, setting);
  addLiveRoute(app, setting, lines);
}

/** Adds the files of reports: one route for each, because each declares whether it names people. */
function addExportRoutes(app: FastifyInstance, setting: DataRoutesSetting): void {
  const { organiser } = setting.hub;
  answerRoute(app, setting, 'exports', async (_input, { session }) => {
    const reports = await organiser.reportList();
    const { role } = session.account;
    const may = new Set(exportedReports.filter((id) => organiserMay(role, rightOfReport(id))));
    return { reports: reports.filter(({ id }) => [...may].some((one) => one === id)) };
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
        // Nothing is sent while the report is made: the limit of silent connections must not end
        // it.
        request.raw.socket.setTimeout(0);
        const left = new AbortController();
        reply.raw.once('close', () => left.abort(new HubProblem('busy', 'export: nobody waits')));
        const file = await organiser.makeReport({ report, format, language, day }, left.signal);
        note({ count: file.rows });
        reply
          .header('content-type', file.mediaType)
          .header('content-disposition', attachment(file.name));
        // Returned and not sent: the audit's entry is written first.
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

/** Adds the close of a day: state, call to the stations, close, report. */
function addDayPageRoutes(app: FastifyInstance, setting: DataRoutesSetting): void {
  const { hub } = setting;
  answerRoute(app, setting, 'dayStatus', ({ day }) => hub.organiser.dayStatus(day));
  answerRoute(app, setting, 'callDay', ({ day }, { note }) => {
    note({ detail: day });
    return hub.callDay(day);
  });
  answerRoute(app, setting, 'closeDay', async ({ day, revision }, { note }) => {
    note({ detail: `${day} revision ${revision}` });
    const issued = (await hub.dayReports()).filter((one) => one.day === day).length;
    if (revision !== issued + 1) throw new HubProblem('bad-request', 'revision');
    const { report } = await hub.closeDay(day);
    const entry = (await hub.dayReports()).find(({ number }) => number === report.number);
    note({ detail: `${day} revision ${report.revision}` });
    return { revision: report.revision, number: report.number, hash: entry?.hash ?? '' };
  });
  addOrganiserRoute(app, setting, {
    method: 'GET',
    url: dayReportUrl,
    right: 'export-figures',
    audit: 'exported',
    handler: async ({ request, reply, note }) => {
      const query = readValue(request.query, reportQuerySchema);
      note({ detail: `day report ${query.day} ${query.revision ?? 'newest'}` });
      const signed = await hub.dayReport(query);
      const { day, revision } = signed.report;
      reply
        .header('content-type', 'application/json')
        .header('content-disposition', `attachment; filename="report-${day}-r${revision}.json"`);
      // Byte for byte as signed; returned and not sent: the audit's entry is written first.
      return Buffer.from(reportText(signed), 'utf8');
    },
  });
}
