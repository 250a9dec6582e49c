import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { everyDelegate } from '../../db/roster/roster.ts';
import { countRosterGaps } from '../../db/roster/roster-gaps.ts';
import { searchDelegates } from '../../db/roster/search.ts';
import { badgeContent } from '../../domain/badges/badge-content.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { reportIds, reportsFor } from '../../domain/reports.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { registerWalkIn } from '../../main/check-in/roster-changes.ts';
import { buildReports } from '../../reports/build-report.ts';
import { inputOf } from '../reports/sample-input.ts';
import { type ImportDesk, makeImportDesk } from '../support/import-desk.ts';
import { sampleEvent } from '../support/sample-event.ts';

const event: EventFile = { ...sampleEvent, delegations: [] };
let desk: ImportDesk;
beforeEach(() => {
  desk = makeImportDesk({ event });
  Object.assign(desk.context.event, { file: event });
});
afterEach(() => desk.closeAll());

const list = `Code;Name;Company;Country
A1;Anna Müller;Acme;Belgium
A2;Yuko Tanaka;Globex;Japan
`;
const people = () => [...everyDelegate(desk.context.db, event.id)];

test('a list without delegations is imported, found, checked in and printed', async () => {
  const { diff, added } = await desk.importAll(desk.file('people.csv', list));
  expect({ added, rejected: diff.rejected }).toEqual({ added: 2, rejected: 0 });
  expect(people().map(({ delegation, administration }) => [delegation, administration])).toEqual(
    expect.arrayContaining([
      ['', 'Acme'],
      ['', 'Globex'],
    ]),
  );
  expect(countRosterGaps(desk.context.db, event)).toMatchObject({ unknown: 0, withoutGroup: 0 });
  const { rows } = searchDelegates(desk.context.db, {
    eventId: event.id,
    query: 'yuko globex',
    limit: 5,
    day: '2018-10-02',
    language: 'en',
  });
  expect(rows.map(({ printedName }) => printedName)).toEqual(['Yuko Tanaka']);
  const [first] = people();
  if (first === undefined) throw new Error('nobody was imported');
  const admitted = checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'delegate', delegateId: first.id },
    identity: null,
  });
  expect(admitted).toMatchObject({ outcome: 'admitted' });
  const badge = badgeContent({
    delegate: first,
    event,
    serial: { station: 'A7F30C12', count: 1 },
    qrText: 'LBBCDF',
    attempt: 1,
    day: '2018-10-02',
    training: false,
    photo: null,
    booked: new Set(),
  });
  expect(badge.delegationName).toBe(first.administration);
});

test('a walk-in needs neither delegation, approver nor document', () => {
  const { delegateId } = registerWalkIn(desk.context, desk.caller, {
    person: {
      title: '',
      printedName: 'Ana María',
      givenName: 'Ana',
      familyName: 'María',
      nativeName: '',
      jobTitle: '',
      delegation: '',
      administration: 'Acme',
      category: 'delegate',
    },
    approver: '',
    reference: '',
    identity: null,
  });
  expect(people().map(({ id }) => id)).toEqual([delegateId]);
});

test('an approver is required where the event has delegations', () => {
  Object.assign(desk.context.event, { file: sampleEvent });
  const request = {
    person: {
      title: '',
      printedName: 'Ana María',
      givenName: 'Ana',
      familyName: 'María',
      nativeName: '',
      jobTitle: '',
      delegation: '',
      administration: '',
      category: 'delegate',
    },
    reference: '',
    identity: null,
  };
  const register = (approver: string) =>
    registerWalkIn(desk.context, desk.caller, { ...request, approver });
  expect(() => register('')).toThrow('bad-input');
  // A person of no delegation is none the less a person of the event.
  expect(register('J. Chief').delegateId).not.toBe('');
});

test('an operator who must see documents registers nobody without one', () => {
  const context = { ...desk.context, idCheck: () => true };
  const person = {
    title: '',
    printedName: 'Ana María',
    givenName: 'Ana',
    familyName: 'María',
    nativeName: '',
    jobTitle: '',
    delegation: '',
    administration: '',
    category: 'delegate',
  };
  const register = () =>
    registerWalkIn(context, desk.caller, { person, approver: '', reference: '', identity: null });
  expect(register).toThrow('not-allowed');
});

test('no report speaks of delegations, administrations or of a quorum', async () => {
  await desk.importAll(desk.file('people.csv', list));
  const ids = reportsFor(event);
  expect(reportIds.filter((id) => !ids.includes(id))).toEqual(['bookings', 'quorum']);
  const input = inputOf({ event, delegates: people() });
  for (const language of ['en', 'fr'] as const) {
    for (const report of buildReports(ids, input, language)) {
      const titles = [...report.columns, ...report.sections].map(({ title }) => title ?? '');
      expect(titles.join(' ')).not.toMatch(/d[eé]l[eé]gation|administration/i);
      for (const row of report.sections.flatMap(({ rows }) => rows))
        expect(row).toHaveLength(report.columns.length);
    }
  }
});
