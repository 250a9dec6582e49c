import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findDelegateByRegistrationCode } from '../../db/roster/roster.ts';
import type { GroupWord } from '../../domain/event/group-words.ts';
import { runImportCommand } from '../../main/roster/import/command.ts';
import { type ImportDesk, makeImportDesk } from '../support/import-desk.ts';
import { sampleEvent } from '../support/sample-event.ts';

let desk: ImportDesk;
beforeEach(() => {
  desk = makeImportDesk();
});
afterEach(() => desk.closeAll());

const header = 'Code,Given name,Family name,Delegation,Phone';

async function run(
  content: string | Uint8Array,
  options: {
    yes?: boolean;
    answer?: boolean | null;
    acceptMended?: boolean;
    encoding?: string;
    groupWord?: GroupWord;
  } = {},
): Promise<{ code: number; lines: string[]; asked: number }> {
  const lines: string[] = [];
  let asked = 0;
  const answer = options.answer ?? null;
  const code = await runImportCommand({
    imports: desk.imports,
    groupWord: options.groupWord ?? 'delegation',
    file: desk.file('people.csv', content),
    yes: options.yes === true,
    acceptMended: options.acceptMended === true,
    encoding: options.encoding ?? null,
    print: (line) => lines.push(line),
    ask:
      answer === null
        ? null
        : async () => {
            asked += 1;
            return answer;
          },
  });
  return { code, lines, asked };
}

const familyName = () =>
  findDelegateByRegistrationCode(desk.context.db, sampleEvent.id, 'A1')?.familyName;

describe('the import command', () => {
  test('prints columns, counts and rejected rows, and writes a first import without asking', async () => {
    const { code, lines, asked } = await run(
      `${header}\nA1,Anna,Smith,BEL,1\nA2,Bea,Jones,Atlantis,2\n`,
      { answer: false },
    );
    expect({ code, asked }).toEqual({ code: 0, asked: 0 });
    expect(lines).toEqual(
      expect.arrayContaining([
        'people.csv (CSV, utf-8, separator ",")',
        '  registrationCode <- Code',
        '  not taken: Phone',
        'Rows: 2. New: 1. Changed: 0. Unchanged: 0. Rejected: 1.',
        "  line 3: Delegation not in the event's table: Atlantis",
      ]),
    );
    expect(lines.at(-1)).toBe('Written: 1 added, 0 changed.');
    expect(familyName()).toBe('Smith');
  });

  test('names the groups of a rejected row as the event does', async () => {
    const rows = `${header}\nA1,Anna,Smith,Atlantis,1\n`;
    const { lines } = await run(rows, { groupWord: 'company' });
    expect(lines).toContain("  line 2: Company not in the event's table: Atlantis");
  });

  test.each([
    ['asks before it changes anybody, and keeps them on a no', { answer: false }, 1, 1, 'Smith'],
    ['writes on a yes', { answer: true }, 0, 1, 'Jones'],
    ['does not ask where --yes was given', { answer: false, yes: true }, 0, 0, 'Jones'],
    ['does not ask where there is no terminal', { answer: null }, 0, 0, 'Jones'],
  ])('%s', async (_, options, code, asked, name) => {
    await run(`${header}\nA1,Anna,Smith,BEL,1\n`);
    expect(await run(`${header}\nA1,Anna,Jones,BEL,1\n`, options)).toMatchObject({ code, asked });
    expect(familyName()).toBe(name);
  });

  describe('of a file with odd cells', () => {
    const odd = `${header}\nA1\u200B,Anna,Smith,BEL,1\nA2,Bea,Jones,BEL,2\n`;

    test.each([
      ['nobody can be asked', { yes: true }, 1, undefined],
      ['the answer is no', { answer: false }, 1, undefined],
      ['the answer is yes', { answer: true }, 0, 'Smith'],
      ['they are accepted by a word', { acceptMended: true }, 0, 'Smith'],
    ])('names them, and where %s …', async (_, options, code, name) => {
      const ended = await run(odd, options);
      expect(ended.code).toBe(code);
      expect(ended.lines).toContain(
        "  line 2, registrationCode: characters that nobody sees, not like this event's registration codes: A1[U+200B] -> A1",
      );
      expect(familyName()).toBe(name);
      if (code === 1) {
        expect(ended.lines.at(-1)).toContain('--accept-mended, or correct the file');
      }
    });
  });

  test('asks for the character set where it is not certain, and shows the lines that differ', async () => {
    const bytes = Buffer.from(`${header}\nA1,Ren\xe9,Smith,BEL,1\n`, 'latin1');
    const refused = await run(bytes);
    expect(refused.code).toBe(1);
    expect(refused.lines).toEqual(
      expect.arrayContaining(['  --encoding windows-1251', '    line 2: A1,Renй,Smith,BEL,1']),
    );
    expect(refused.lines.at(-1)).toContain('[import-encoding-doubtful]');
    expect((await run(bytes, { encoding: 'latin-9' })).lines.at(-1)).toContain('windows-1252');
    expect((await run(bytes, { encoding: 'windows-1252' })).code).toBe(0);
    expect(familyName()).toBe('Smith');
  });

  test('says what is wrong with the file and what to do, and ends with 1', async () => {
    expect(await run('%PDF-1.7')).toEqual({
      code: 1,
      asked: 0,
      lines: [
        'The file is not a table, whatever its name says. Export the roster as CSV or XLSX. It is: PDF [import-file-is-not-a-table]',
      ],
    });
    const { code, lines } = await run('City,Phone\nLiège,1\n');
    expect(code).toBe(1);
    expect(lines.at(-1)).toContain('missing: printedName [import-mapping-incomplete]');
  });
});
