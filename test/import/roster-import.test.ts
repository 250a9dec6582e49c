import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  countDelegates,
  everyDelegate,
  findDelegateByRegistrationCode,
  findDelegateByTicket,
} from '../../db/roster/roster.ts';
import { searchDelegates } from '../../db/roster/search.ts';
import type { ImportProgress } from '../../domain/roster/roster-import.ts';
import { makeDelegateId, ticketHash } from '../../domain/tickets/issued-codes.ts';
import { checkIn } from '../../main/check-in/check-in.ts';
import { type ImportDesk, makeImportDesk } from '../support/import-desk.ts';
import { sampleEvent, sampleMaking, ticketCodeOf } from '../support/sample-event.ts';

let desk: ImportDesk;
beforeEach(() => {
  desk = makeImportDesk();
});
afterEach(() => desk.closeAll());

const find = (code: string) =>
  findDelegateByRegistrationCode(desk.context.db, sampleEvent.id, code);
const header = 'Code;Prénom;Nom;Délégation;Fonction;Statut;Passeport';
const first = `${header}
A1;Anna;MÜLLER;Belgique;Officer;confirmé;anna@secret.example
A2;Yuko;Tanaka;JPN;;en attente;yuko@secret.example
A3;"Jean
Marc";O’Brien;Belgium;Director;;jm@secret.example
A4;Nobody;Nowhere;Atlantis;;;x@secret.example
a1;Second;Anna;BEL;;;y@secret.example
`;

describe('a first import', () => {
  test('adds everybody who can be read and tells of the others by line', async () => {
    const { diff, added, changed } = await desk.importAll(desk.file('people.csv', first));
    expect({ added, changed }).toEqual({ added: 3, changed: 0 });
    expect(diff).toMatchObject({
      rows: 5,
      added: 3,
      changed: 0,
      unchanged: 0,
      absent: 0,
      rejected: 2,
      outdatedBadges: 0,
    });
    expect(diff.addedExamples[0]).toEqual({ registrationCode: 'A1', printedName: 'Anna MÜLLER' });
    expect(diff.rejectedRows).toEqual([
      {
        line: 6,
        reason: 'unknown-delegation',
        field: 'delegation',
        value: 'Atlantis',
        sameAs: null,
      },
      {
        line: 7,
        reason: 'look-alike-in-file',
        field: 'registrationCode',
        value: 'a1',
        sameAs: 2,
      },
    ]);
    expect(countDelegates(desk.context.db, sampleEvent.id)).toEqual({ registered: 3, expected: 2 });
    expect(find('A3')).toMatchObject({
      printedName: 'Jean Marc O’Brien',
      delegation: 'BEL',
      category: 'delegate',
      status: 'confirmed',
      role: 'member',
      days: null,
      listed: true,
    });
  });

  test('makes ids and ticket codes that every desk makes, and words for search', async () => {
    await desk.importAll(desk.file('people.csv', first));
    const { db } = desk.context;
    const id = makeDelegateId('A1', sampleMaking);
    const ticket = ticketHash(ticketCodeOf({ id }), sampleMaking);
    expect(findDelegateByTicket(db, sampleEvent.id, ticket)).toMatchObject({
      id,
      registrationCode: 'A1',
    });
    const question = {
      eventId: sampleEvent.id,
      query: 'muller anna',
      limit: 10,
      day: '2018-10-02',
      language: 'en' as const,
    };
    expect(searchDelegates(db, question).rows.map((row) => row.id)).toEqual([id]);
  });

  test('leaves nothing of unmapped columns in the store', async () => {
    await desk.importAll(desk.file('people.csv', first));
    // Every page of the store as it would be on disk without encryption.
    const pages = desk.context.db.serialize();
    expect(pages.includes(Buffer.from('Tanaka'))).toBe(true);
    expect(pages.includes(Buffer.from('secret.example'))).toBe(false);
    expect(pages.includes(Buffer.from('yuko@'))).toBe(false);
  });

  test('gives the rejected rows as CSV in the language asked for', async () => {
    const preview = await desk.imports.open(desk.file('people.csv', first), {});
    await desk.imports.compare(preview.planId, preview.guess, () => {});
    const csv = await desk.imports.rejectedCsv(preview.planId, 'fr');
    expect(csv.split('\r\n')).toEqual([
      `\uFEFFLigne;Motif;${header}`,
      '6;Délégation absente du tableau de l’événement\u202f: Atlantis;A4;Nobody;Nowhere;Atlantis;;;x@secret.example',
      '7;Code d’inscription semblable à un code plus haut\u202f: la même personne\u202f: a1 (ligne 2);a1;Second;Anna;BEL;;;y@secret.example',
      '',
    ]);
  });

  test('tells how far it is, while reading and while writing', async () => {
    const seen: ImportProgress[] = [];
    const rows = Array.from({ length: 3_000 }, (_, i) => `B${i};Given;Family${i};BEL;;;`);
    const preview = await desk.imports.open(
      desk.file('many.csv', `${header}\n${rows.join('\n')}\n`),
      {},
    );
    await desk.imports.compare(preview.planId, preview.guess, (progress) => seen.push(progress));
    await desk.imports.apply(preview.planId, (progress) => seen.push(progress));
    // On most machines the comparison with an empty roster ends before it reports progress.
    const phases = new Set(seen.map((progress) => progress.phase));
    expect([...phases].filter((phase) => phase !== 'comparing')).toEqual(['reading', 'writing']);
    expect(seen.at(-1)).toEqual({
      planId: preview.planId,
      phase: 'writing',
      fraction: 1,
      rows: 3_000,
    });
    expect(seen.every((progress) => progress.fraction >= 0 && progress.fraction <= 1)).toBe(true);
  });
});

describe('a second import', () => {
  const second = `Code;Given name;Family name;Delegation;Status
A1;Anna;MÜLLER-SMITH;BEL;confirmed
a2;Yuko;Tanaka;JPN;confirmed
A9;New;Person;JPN;
`;

  test('shows the difference field by field and writes exactly that', async () => {
    await desk.importAll(desk.file('first.csv', first));
    const before = [...everyDelegate(desk.context.db, sampleEvent.id)];
    const { diff, added, changed } = await desk.importAll(desk.file('second.csv', second));
    expect({ added, changed }).toEqual({ added: 1, changed: 2 });
    expect(diff).toMatchObject({
      rows: 3,
      added: 1,
      changed: 2,
      unchanged: 0,
      absent: 1,
      rejected: 0,
    });
    expect(diff.changes).toEqual(
      expect.arrayContaining([
        {
          registrationCode: 'A1',
          printedName: 'Anna MÜLLER',
          field: 'printedName',
          before: 'Anna MÜLLER',
          after: 'Anna MÜLLER-SMITH',
        },
        {
          registrationCode: 'A1',
          printedName: 'Anna MÜLLER',
          field: 'familyName',
          before: 'MÜLLER',
          after: 'MÜLLER-SMITH',
        },
        {
          registrationCode: 'A2',
          printedName: 'Yuko Tanaka',
          field: 'status',
          before: 'pending',
          after: 'confirmed',
        },
      ]),
    );
    expect(diff.changes).toHaveLength(3);
    // The id and the fields that the second file lacks stay; so do people who are not in it.
    expect(find('A1')).toMatchObject({
      id: before.find((one) => one.registrationCode === 'A1')?.id,
      jobTitle: 'Officer',
    });
    expect(find('A2')?.registrationCode).toBe('A2');
    expect(find('A3')).toEqual(before.find((one) => one.registrationCode === 'A3'));
    expect(countDelegates(desk.context.db, sampleEvent.id).registered).toBe(4);
  });

  test('of the same file changes nothing', async () => {
    const path = desk.file('first.csv', first);
    await desk.importAll(path);
    expect(await desk.importAll(path)).toMatchObject({
      added: 0,
      changed: 0,
      diff: { added: 0, changed: 0, unchanged: 3 },
    });
  });

  test('counts printed badges that would show something else', async () => {
    await desk.importAll(desk.file('first.csv', first));
    for (const code of ['A1', 'A3']) {
      const answer = checkIn(desk.context, desk.caller, {
        key:
          code === 'A1'
            ? '0192d3a0-0000-7000-8000-00000000000a'
            : '0192d3a0-0000-7000-8000-00000000000b',
        target: { kind: 'delegate', delegateId: find(code)?.id ?? '' },
        identity: null,
      });
      expect(answer.outcome).toBe('admitted');
    }
    const preview = await desk.imports.open(
      desk.file(
        'second.csv',
        `${second.replace('a2;Yuko', 'a2;Yūko')}A3;Jean Marc;O’Brien;BEL;cancelled\n`,
      ),
      {},
    );
    const diff = await desk.imports.compare(preview.planId, preview.guess, () => {});
    // A1's name is on a badge; A2 has none; A3's status is not printed.
    expect(diff).toMatchObject({ changed: 3, outdatedBadges: 1 });
  });

  test('merges with what the store says when it is written, not when it was compared', async () => {
    await desk.importAll(desk.file('first.csv', first));
    const preview = await desk.imports.open(desk.file('second.csv', second), {});
    await desk.imports.compare(preview.planId, preview.guess, () => {});
    desk.context.db
      .prepare(`UPDATE delegate SET job_title = 'Corrected here' WHERE registration_code = 'A1'`)
      .run();
    await desk.imports.apply(preview.planId, () => {});
    expect(find('A1')).toMatchObject({ familyName: 'MÜLLER-SMITH', jobTitle: 'Corrected here' });
  });
});
