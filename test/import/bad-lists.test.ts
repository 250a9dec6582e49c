import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countDelegates, everyDelegate } from '../../db/roster/roster.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import type { ImportDecision } from '../../domain/roster/roster-import.ts';
import { type ImportDesk, makeImportDesk } from '../support/import-desk.ts';
import { sampleEvent } from '../support/sample-event.ts';

const event: EventFile = { ...sampleEvent, delegations: [], registrationCodePattern: null };
let desk: ImportDesk;
beforeEach(() => {
  desk = makeImportDesk({ event });
});
afterEach(() => desk.closeAll());

const people = () => [...everyDelegate(desk.context.db, event.id)];
const registered = () => countDelegates(desk.context.db, event.id).registered;

async function compared(content: string) {
  const { planId, guess } = await desk.imports.open(desk.file('list.csv', content), {});
  const diff = await desk.imports.compare(planId, guess, () => {});
  const write = (decision: Partial<ImportDecision> = {}) =>
    desk.imports.apply(planId, () => {}, { decision });
  return { planId, guess, diff, write };
}

describe('a bad list', () => {
  test('of which three rows in ten have no name: each is named by its line, the others come', async () => {
    const lines = Array.from({ length: 200 }, (_, index) =>
      index % 10 < 3 ? ` ,p${index}@example.org` : `Person ${index},p${index}@example.org`,
    );
    const { planId, diff, write } = await compared(`Name,E-mail\n${lines.join('\n')}\n`);
    expect(diff).toMatchObject({ rows: 200, added: 140, rejected: 60, asked: 0 });
    expect(diff.rejectedRows.map(({ line, reason }) => [line, reason])).toEqual(
      lines.flatMap((line, index) => (line.startsWith(' ') ? [[index + 2, 'no-name']] : [])),
    );
    const csv = await desk.imports.rejectedCsv(planId, 'en');
    expect(csv.split('\r\n')[1]).toMatch(/^2,.*p0@example\.org$/);
    expect(await write()).toEqual({ added: 140, changed: 0, bookings: null });
    expect(people().every(({ printedName }) => printedName.startsWith('Person'))).toBe(true);
  });

  test('with an e-mail of 300 characters: the row and the field, and the cell shortened', async () => {
    const email = `${'a'.repeat(288)}@example.org`;
    const { diff, write } = await compared(`Name,E-mail\nAnna,${email}\nBea,b@example.org\n`);
    expect(email).toHaveLength(300);
    expect(diff).toMatchObject({ added: 1, rejected: 1 });
    const value = 'a'.repeat(80);
    expect(diff.rejectedRows).toEqual([
      { line: 2, reason: 'too-long', field: 'email', value, sameAs: null },
    ]);
    await write();
    expect(people().map(({ email: kept }) => kept)).toEqual(['b@example.org']);
  });

  test('with a category that the event lacks: the row and the word', async () => {
    const { guess, diff, write } = await compared(
      'Name,Category,E-mail\nAnna,Astronaut,a@example.org\nBea,Delegate,b@example.org\n',
    );
    expect(guess.category).toBe(1);
    expect(diff.rejectedRows).toMatchObject([
      { line: 2, reason: 'unknown-category', field: 'category', value: 'Astronaut' },
    ]);
    expect(await write()).toEqual({ added: 1, changed: 0, bookings: null });
    expect(people().map(({ printedName }) => printedName)).toEqual(['Bea']);
  });

  test('with a language that the event lacks: the row and the word, and the person comes', async () => {
    const { guess, diff, write } = await compared(
      'Name,Language,E-mail\nAnna,Klingon,a@example.org\nBea,Spanish,b@example.org\nCarla,French,c@example.org\n',
    );
    expect(guess.language).toBe(1);
    expect(diff).toMatchObject({ added: 2, rejected: 1, odd: 1, messageLanguage: 'en' });
    expect(diff.rejectedRows).toMatchObject([
      { line: 2, reason: 'unknown-value', field: 'language', value: 'Klingon' },
    ]);
    expect(diff.findings).toEqual([
      { line: 3, field: 'language', what: ['other-language'], value: 'Spanish', mended: null },
    ]);
    expect(await write()).toEqual({ added: 2, changed: 0, bookings: null });
    const spoken = people().map(({ printedName, language }) => `${printedName} ${language}`);
    expect(spoken.sort()).toEqual(['Bea es', 'Carla fr']);
  });

  test('of two thousand identical rows: one person, and each other row names the first', async () => {
    const row = 'Anna Müller,anna@example.org';
    const { diff, write } = await compared(`Name,E-mail\n${`${row}\n`.repeat(2_000)}`);
    expect(diff).toMatchObject({ rows: 2_000, added: 1, asked: 0, rejected: 1_999 });
    const rest = diff.rejectedRows;
    expect(rest).toHaveLength(500);
    expect(rest.every((one) => one.reason === 'same-row-in-file' && one.sameAs === 2)).toBe(true);
    expect(await write()).toEqual({ added: 1, changed: 0, bookings: null });
    const again = await compared(`Name,E-mail\n${`${row}\n`.repeat(2_000)}`);
    expect(again.diff).toMatchObject({ added: 0, changed: 0, asked: 0, unchanged: 1 });
  });

  test('of two thousand rows of one name that nothing tells apart: all asked, none decided', async () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => `Anna Müller,Room ${index}`);
    const { diff, write } = await compared(`Name,Company\n${rows.join('\n')}\n`);
    expect(diff).toMatchObject({ added: 0, asked: 2_000, rejected: 0 });
    await expect(write()).rejects.toMatchObject({
      code: 'import-questions-open',
      detail: 'line 2',
    });
    expect(registered()).toBe(0);
    expect(await write({ others: 'left-out' })).toEqual({ added: 0, changed: 0, bookings: null });
    expect(registered()).toBe(0);
  });
});

describe('an import whose writing fails in the middle', () => {
  const rows = Array.from({ length: 900 }, (_, index) => `Person ${index},p${index}@example.org`);
  const list = `Name,E-mail\n${rows.join('\n')}\nAnna Müller,other@example.org\n`;
  const known = 'Name,E-mail\nAnna Müller,anna@example.org\n';

  test('leaves each person whole or absent, and the rest comes with the same answers', async () => {
    await (await compared(known)).write();
    const { db } = desk.context;
    // The store refuses one of the people, as a full disk would somewhere on the way.
    db.exec(`CREATE TRIGGER refuse BEFORE INSERT ON delegate
      WHEN (SELECT count(*) FROM delegate) > 450 BEGIN SELECT RAISE(ABORT, 'planted'); END`);
    const decision: Partial<ImportDecision> = { others: 'same' };
    const first = await compared(list);
    expect(first.diff).toMatchObject({ added: 900, asked: 1 });
    await expect(first.write(decision)).rejects.toMatchObject({ code: 'store-unavailable' });
    const left = people();
    expect(left.length).toBeGreaterThan(1);
    expect(left.length).toBeLessThan(901);
    for (const { printedName, email, ticketHashes } of left) {
      const own = `${printedName.replace('Person ', 'p')}@example.org`;
      const anna = ['anna@example.org', 'other@example.org'];
      expect(printedName === 'Anna Müller' ? anna : [own]).toContain(email);
      expect(ticketHashes.length).toBeGreaterThan(0);
    }
    db.exec('DROP TRIGGER refuse');
    const second = await compared(list);
    expect(second.diff).toMatchObject({ added: 901 - left.length });
    await second.write(decision);
    expect(people().map(({ printedName }) => printedName)).toHaveLength(901);
    expect((await compared(list)).diff).toMatchObject({ added: 0, changed: 0 });
  });
});
