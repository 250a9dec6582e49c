import readSheet from 'read-excel-file/node';
import { afterEach, expect, test } from 'vitest';
import { organiserMay, organiserRoleSchema } from '../../../../domain/organiser/access.ts';
import { exportUrl, organiserRoutes } from '../../../../domain/organiser/organiser.ts';
import { reportIdSchema, reportName } from '../../../../domain/reports.ts';
import { exportedReports, rightOfReport } from '../../../../hub/organiser/exports.ts';
import { organiserOf } from '../organiser/support.ts';
import { entry } from '../people.ts';
import { addFacts, cleanUp, enrolStation, pushOf, startTestHub } from '../support.ts';

afterEach(cleanUp);

const anna = entry(1, { familyName: 'Müller', printedName: 'Ms Anna MÜLLER' });
const formula = entry(2, { familyName: 'Cmd', printedName: "=cmd|' /C calc'!A0" });

async function venue() {
  const hub = await startTestHub();
  await hub.admin.importRoster([anna, formula], 'test');
  const station = await enrolStation(hub, 'desk');
  addFacts(station, [anna.id, formula.id]);
  await station.http.push(pushOf(station, 1));
  return hub;
}

const fileOf = (report: string, query: string): string =>
  `${exportUrl.replace(':report', report)}?${query}`;

test('every report comes as a file, the participants in every format, and the bytes are such a file', async () => {
  const hub = await venue();
  const protocol = await organiserOf(hub, 'protocol');
  const list = await protocol.get(organiserRoutes.exports.url);
  const { reports } = organiserRoutes.exports.answer.parse(JSON.parse(list.text));
  // No session of this event asks for a booking.
  expect(reports.map(({ id }) => id)).toEqual(exportedReports.filter((id) => id !== 'bookings'));
  for (const { id, title, formats } of reports) {
    expect([title.en, title.fr]).not.toContain(id);
    // Each report's writers have their own tests; this one tests the download.
    const tried = id === 'participants-final' ? formats : formats.slice(0, 1);
    for (const format of tried) {
      const answer = await protocol.get(fileOf(id, `format=${format}&language=fr&day=event`));
      expect([id, format, answer.status]).toEqual([id, format, 200]);
      const name = `${reportName(reportIdSchema.parse(id), 'fr')}-evenement-fr.${format}`;
      expect(answer.headers['content-disposition']).toBe(
        `attachment; filename="${name}"; filename*=UTF-8''${name}`,
      );
      const magic = { csv: '\uFEFF', xlsx: 'PK', docx: 'PK', pdf: '%PDF-' }[format];
      expect(answer.bytes.toString('utf8').startsWith(magic)).toBe(true);
    }
  }
}, 60_000);

test('a file says what the hub holds, exactly or made harmless; it is in the audit with its rows', async () => {
  const hub = await venue();
  const organiser = await organiserOf(hub, 'organiser');
  const sheet = await organiser.get(fileOf('attendance', 'format=xlsx&language=en'));
  const cells = JSON.stringify(await readSheet(sheet.bytes));
  expect(cells).toContain('Anna MÜLLER');
  expect(cells).toContain("=cmd|' /C calc'!A0");
  const csv = await organiser.get(fileOf('attendance', 'format=csv&language=en&day=2018-10-02'));
  expect(csv.text).toContain("'=cmd|' /C calc'!A0");
  const { entries } = await hub.running.accounts.audit.read({ limit: 10, action: 'exported' });
  expect(entries.map(({ detail, count, outcome }) => [detail, count, outcome])).toEqual([
    ['attendance csv en 2018-10-02', 2, 'done'],
    ['attendance xlsx en today', 2, 'done'],
  ]);
  expect((await organiser.get(fileOf('attendance', 'format=docx&language=en'))).status).toBe(400);
  expect((await organiser.get(fileOf('attendance', 'format=csv&language=de'))).status).toBe(400);
  expect((await organiser.get(fileOf('print-jobs', 'format=csv&language=en'))).status).toBe(404);
});

test('files with persons are for those who may take them out, the others see only figures', async () => {
  const hub = await venue();
  for (const role of organiserRoleSchema.options) {
    const who = await organiserOf(hub, role);
    for (const report of exportedReports) {
      const answer = await who.get(fileOf(report, 'format=none&language=en'));
      expect([role, report, answer.status]).toEqual([
        role,
        report,
        organiserMay(role, rightOfReport(report)) ? 400 : 403,
      ]);
    }
  }
  const viewer = await organiserOf(hub, 'viewer', 'another viewer');
  const list = await viewer.get(organiserRoutes.exports.url);
  const { reports } = organiserRoutes.exports.answer.parse(JSON.parse(list.text));
  expect(reports.map(({ id }) => id)).toEqual([
    'sessions',
    'totals',
    'arrivals',
    'quorum',
    'stations',
    'lanes',
  ]);
}, 30_000);
