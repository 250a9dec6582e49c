import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everyDelegate } from '../../db/roster/roster.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { reportIds, reportsFor } from '../../domain/reports.ts';
import { guessFor } from '../../intake/guess-mapping.ts';
import { packPaper } from '../../main/emergency/paper/pack-paper.ts';
import { buildReports } from '../../reports/build-report.ts';
import { inputOf } from '../reports/sample-input.ts';
import { type ImportDesk, makeImportDesk } from '../support/import-desk.ts';
import { sampleEvent } from '../support/sample-event.ts';

const groupOf = (code: string, name: string, order: number): EventFile['delegations'][number] => ({
  code,
  name: { en: name, fr: name },
  kind: 'member',
  order: { en: order, fr: order },
  validFrom: null,
  validTo: null,
});
const event: EventFile = {
  ...sampleEvent,
  groupWord: 'company',
  delegations: [groupOf('AC', 'Acme', 1), groupOf('GL', 'Globex', 2)],
};
let desk: ImportDesk;
beforeEach(() => {
  desk = makeImportDesk({ event });
  Object.assign(desk.context.event, { file: event });
});
afterEach(() => desk.closeAll());

const list = `Code;Name;Company;Organisation;Country
A1;Anna Müller;Acme;Sales;Belgium
A2;Yuko Tanaka;Globex;;Japan
`;
const people = () => [...everyDelegate(desk.context.db, event.id)];

describe('an event of companies', () => {
  it('takes the company of a list as the group, and the country as nothing', async () => {
    const { diff, added } = await desk.importAll(desk.file('people.csv', list));
    expect({ added, rejected: diff.rejected }).toEqual({ added: 2, rejected: 0 });
    expect(people().map(({ delegation, administration }) => [delegation, administration])).toEqual(
      expect.arrayContaining([
        ['AC', 'Sales'],
        ['GL', ''],
      ]),
    );
  });

  it('has reports by company, without what only delegations have', async () => {
    await desk.importAll(desk.file('people.csv', list));
    const ids = reportsFor(event);
    expect(reportIds.filter((id) => !ids.includes(id))).toEqual(['bookings', 'quorum']);
    const input = inputOf({ event, delegates: people() });
    for (const language of ['en', 'fr'] as const) {
      const reports = buildReports(ids, input, language);
      for (const report of reports) {
        const titles = report.columns.map(({ title }) => title ?? '').join(' ');
        expect(titles).not.toMatch(/d[eé]l[eé]gation|administration|\brole|\brôle/i);
        for (const row of report.sections.flatMap(({ rows }) => rows))
          expect(row).toHaveLength(report.columns.length);
      }
      const walkIns = reports.find(({ id }) => id === 'walk-ins');
      expect(walkIns?.columns.map(({ title }) => title).join(' ')).not.toMatch(/appro/i);
      const noShows = reports.find(({ id }) => id === 'no-shows');
      expect(noShows?.columns[0]?.title).toBe({ en: 'Company', fr: 'Société' }[language]);
      expect(noShows?.sections.map(({ title }) => title)).toEqual(['Acme', 'Globex']);
    }
  });

  it.each([
    ['en', 'by company', '<th>Company</th>'],
    ['fr', 'par société', '<th>Société</th>'],
  ] as const)('has an emergency pack by company: %s', (language, by, heading) => {
    const pack = { day: '2018-10-02', preparedAt: 0, rosterAsOf: null, people: [], numbers: [] };
    const place = { event, language, stationName: 'Desk 1', training: false, hasHub: false };
    const pages = packPaper(pack, place).pages.join('\n');
    expect(pages).toContain(by);
    expect(pages).toContain(heading);
    expect(pages).not.toMatch(/d[eé]l[eé]gation/i);
  });
});

describe('the column of the group', () => {
  const fieldAt = (change: Partial<EventFile>, heading: string): string | undefined => {
    const guess = guessFor(['Name', heading], [], { ...event, ...change });
    return Object.entries(guess).find(([, column]) => column === 1)?.[0];
  };

  it.each([
    ['company', 'Société', 'delegation'],
    ['organisation', 'Organization', 'delegation'],
    ['faculty', 'Faculté', 'delegation'],
    ['table', 'Table number', 'delegation'],
    ['table', 'Company', 'administration'],
    ['company', 'Country', undefined],
    ['delegation', 'Company', 'administration'],
    ['delegation', 'Country', 'delegation'],
  ] as const)('of %s: %s is %s', (groupWord, heading, field) => {
    expect(fieldAt({ groupWord }, heading)).toBe(field);
  });

  it('is not the company of an event without groups, but a faculty brings some', () => {
    const none = { delegations: [] };
    expect(fieldAt({ ...none, groupWord: 'company' }, 'Company')).toBe('administration');
    expect(fieldAt({ ...none, groupWord: 'faculty' }, 'Faculty')).toBe('delegation');
  });
});
