import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everyDelegate } from '../../db/roster/roster.ts';
import { type ImportDesk, makeImportDesk } from '../support/import-desk.ts';

let desk: ImportDesk;
beforeEach(() => {
  desk = makeImportDesk();
});
afterEach(() => desk.closeAll());

const header = 'Code;Prénom;Nom;Délégation;Fonction;Statut;E-mail';
const first = `${header}
A1;Anna;MÜLLER;Belgique;Officer;confirmé;anna@secret.example
A2;Yuko;Tanaka;JPN;;en attente;yuko@secret.example
A3;"Jean
Marc";O’Brien;Belgium;Director;;jm@secret.example
A4;Nobody;Nowhere;Atlantis;;;x@secret.example
a1;Second;Anna;BEL;;;y@secret.example
`;

describe('opening a roster', () => {
  test('shows what was found, before anything is read to the end', async () => {
    const preview = await desk.imports.open(desk.file('people.csv', first), {});
    expect(preview).toMatchObject({
      fileName: 'people.csv',
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ';',
      headers: header.split(';'),
      guess: {
        registrationCode: 0,
        givenName: 1,
        familyName: 2,
        delegation: 3,
        jobTitle: 4,
        status: 5,
      },
    });
    expect(preview.sample).toHaveLength(5);
    expect(preview.sample[2]?.[1]).toBe('Jean\nMarc');
    const reread = await desk.imports.reread(preview.planId, { encoding: 'windows-1252' });
    expect(reread).toMatchObject({ planId: preview.planId, encoding: 'windows-1252' });
    expect(reread.headers[1]).toBe('PrÃ©nom');
  });

  test.each([
    ['a PDF named .csv', '%PDF-1.4\n%âãÏÓ\n', 'import-file-is-not-a-table', 'PDF'],
    ['an empty file', '', 'import-file-is-not-a-table', 'empty'],
  ])('refuses %s and leaves the desk usable', async (_, content, code, detail) => {
    await expect(desk.imports.open(desk.file('people.csv', content), {})).rejects.toMatchObject({
      code,
      detail,
    });
    expect(await desk.importAll(desk.file('good.csv', first))).toMatchObject({ added: 3 });
  });

  test('refuses a file that is not there and a folder', async () => {
    await expect(desk.imports.open('/nowhere/people.csv', {})).rejects.toMatchObject({
      code: 'import-file-unreadable',
      detail: 'people.csv (ENOENT)',
    });
    await expect(desk.imports.open('/tmp', {})).rejects.toMatchObject({
      code: 'import-file-unreadable',
    });
  });
});

test('a list that was pasted is read like a file, whatever its letters', async () => {
  const pasted = 'Prénom\tNom\tDélégation\nAnna\tMÜLLER\tBelgique\n小明\t王\tJPN\n';
  const { planId, guess, ...preview } = await desk.imports.open({ text: pasted }, {});
  expect(preview).toMatchObject({ fileName: '', delimiter: '\t', readings: [] });
  expect(await desk.imports.compare(planId, guess, () => {})).toMatchObject({ added: 2, rows: 2 });
  expect(await desk.imports.apply(planId, () => {})).toEqual({
    added: 2,
    changed: 0,
    bookings: null,
  });
});

describe('a plan', () => {
  test('wants its columns', async () => {
    const preview = await desk.imports.open(desk.file('first.csv', first), {});
    await expect(
      desk.imports.compare(preview.planId, { registrationCode: 0, delegation: 3 }, () => {}),
    ).rejects.toMatchObject({
      code: 'import-mapping-incomplete',
      detail: 'printedName',
    });
    expect(await desk.imports.compare(preview.planId, preview.guess, () => {})).toMatchObject({
      added: 3,
    });
  });

  test('offers the VIP flag to whom a word of the list names, and gives it where it is asked', async () => {
    const rows = [
      'Code;Nom imprimé;Délégation;Fonction;Rôle',
      'A1;Anna MÜLLER;BEL;Ministre;',
      'A2;Yuko TANAKA;JPN;Officer;Chef de délégation',
      'A3;Jean O’BRIEN;BEL;Minister of nothing;',
      'A4;Nobody;Atlantis;Minister;',
    ];
    const path = desk.file('vips.csv', rows.join('\n'));
    const { planId, guess } = await desk.imports.open(path, {});
    const compare = (mapping: typeof guess, markVips: boolean) =>
      desk.imports.compare(planId, mapping, () => {}, { markVips });
    const words = ['Ministre', 'Chef de délégation'];
    expect(await compare(guess, false)).toMatchObject({
      vips: { people: 2, words, marked: false },
    });
    // A column for VIPs is trusted.
    expect(await compare({ ...guess, vip: 4 }, false)).toMatchObject({ vips: null });
    expect(await compare(guess, true)).toMatchObject({ vips: { people: 2, words, marked: true } });
    await desk.imports.apply(planId, () => {});
    const { db } = desk.context;
    const everybody = Array.from(everyDelegate(db, desk.context.event.file.id));
    const vips = everybody.map(({ registrationCode, vip }) => [registrationCode, vip]);
    expect(Object.fromEntries(vips)).toEqual({ A1: true, A2: true, A3: false });
  });

  test('is gone after it was cancelled, after another was opened, and before it was compared', async () => {
    const path = desk.file('first.csv', first);
    const one = await desk.imports.open(path, {});
    await expect(desk.imports.apply(one.planId, () => {})).rejects.toMatchObject({
      code: 'import-plan-gone',
    });
    const two = await desk.imports.open(path, {});
    await expect(desk.imports.compare(one.planId, one.guess, () => {})).rejects.toMatchObject({
      code: 'import-plan-gone',
    });
    await desk.imports.cancel(two.planId);
    await expect(desk.imports.compare(two.planId, two.guess, () => {})).rejects.toMatchObject({
      code: 'import-plan-gone',
    });
    await desk.imports.cancel(two.planId);
  });
});
