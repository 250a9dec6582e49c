import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { reportText } from '../../../domain/day-close/seal.ts';
import { reportQuerySchema } from '../../../domain/wire/day-close.ts';
import { dayReportUrl } from '../../../domain/wire/organiser-days.ts';
import { HubProblem } from '../../../domain/wire/problems.ts';
import { countInQuery, readValue } from '../body.ts';
import { addOrganiserRoute } from '../organiser/route.ts';
import { answerRoute } from './answer-route.ts';
import type { DataRoutesSetting } from './data-routes.ts';

const reportInQuery = z
  .object({ day: z.string(), revision: countInQuery.optional() })
  .transform(({ day, revision }) => ({ day, revision: revision ?? null }))
  .pipe(reportQuerySchema);

/** The close of a day on the organiser's page: how it stands, asking the kiosks, closing it, the signed report. */
export function addDayPageRoutes(app: FastifyInstance, setting: DataRoutesSetting): void {
  const { hub } = setting;
  answerRoute(app, setting, 'dayStatus', {
    ...{ right: 'see-figures', audit: null },
    answer: ({ day }) => hub.organiser.dayStatus(day),
  });
  answerRoute(app, setting, 'callDay', {
    ...{ right: 'close-day', audit: 'day-called' },
    answer: ({ day }, { note }) => {
      note({ detail: day });
      return hub.callDay(day);
    },
  });
  answerRoute(app, setting, 'closeDay', {
    ...{ right: 'close-day', audit: 'day-closed' },
    answer: async ({ day, revision }, { note }) => {
      note({ detail: `${day} revision ${revision}` });
      const issued = (await hub.dayReports()).filter((one) => one.day === day).length;
      // Somebody else closed it meanwhile: whoever asks now has not seen that report.
      if (revision !== issued + 1) throw new HubProblem('bad-request', 'revision');
      const { report } = await hub.closeDay(day);
      const entry = (await hub.dayReports()).find(({ number }) => number === report.number);
      note({ detail: `${day} revision ${report.revision}` });
      return { revision: report.revision, number: report.number, hash: entry?.hash ?? '' };
    },
  });
  addOrganiserRoute(app, setting, {
    ...{ method: 'GET', url: dayReportUrl, right: 'export-figures', audit: 'exported' },
    handler: async ({ request, reply, note }) => {
      const query = readValue(request.query, reportInQuery);
      note({ detail: `day report ${query.day} ${query.revision ?? 'newest'}` });
      const signed = await hub.dayReport(query);
      const { day, revision } = signed.report;
      reply
        .header('content-type', 'application/json')
        .header('content-disposition', `attachment; filename="report-${day}-r${revision}.json"`);
      // To the byte as it was signed; returned and not sent: the entry of the audit is written first.
      return Buffer.from(reportText(signed), 'utf8');
    },
  });
}
