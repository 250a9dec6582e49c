import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertPurgeOrder } from '../../../db/privacy/purge-orders.ts';
import { peopleColumns } from '../../../domain/people/people-list.ts';
import type { PurgeOrder } from '../../../domain/privacy/order.ts';
import { defaultRetention } from '../../../domain/privacy/retention.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { peopleAnswers } from '../../../main/people/people-calls.ts';
import { peopleFile } from '../../../main/people/people-file.ts';
import { PeopleIndex } from '../../../main/people/people-index.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { sampleEvent } from '../../support/sample-event.ts';

let desk: DeskContext;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-people-'));
  desk = makeDeskContext({ folder });
});
afterEach(() => desk.close());

function named(number: number, familyName: string, other: object = {}) {
  return desk.addDelegate(number, { familyName, printedName: familyName, email: '', ...other }).id;
}

const asShown = {
  columns: [...peopleColumns],
  sort: { by: 'name', descending: false },
  day: null,
} as const;

async function rows(ids: string[], other: Partial<Parameters<typeof peopleFile>[2]> = {}) {
  const asked = { ...asShown, columns: [...peopleColumns], ids, ...other };
  const { text, people } = await peopleFile(desk.context, new PeopleIndex(), asked);
  expect(text).toMatch(/^\uFEFF[\s\S]*\r\n$/);
  const lines = text.slice(1, -2).split('\r\n');
  expect(people).toBe(lines.length - 1);
  return lines;
}

describe('the file of chosen people', () => {
  it('has the chosen ones only, with the columns of the list in its order', async () => {
    const c = named(3, 'Cesar', { delegation: '', administration: 'Acme', status: 'cancelled' });
    const a = named(1, 'Abel', { email: 'a@example.org', days: [sampleEvent.days[0]] });
    named(2, 'Blanc');
    const key = { key: a, target: { kind: 'delegate', delegateId: a }, identity: null } as const;
    checkIn(desk.context, desk.caller, key);
    expect(await rows([c, a])).toEqual([
      'Name;Organisation;Category;State;Days;Badge printed;Ticket sent;E-mail',
      `Abel;Belgium;Delegate;Present;${sampleEvent.days[0]};No;No;a@example.org`,
      'Cesar;Acme;Delegate;Cancelled;Every day;No;No;',
    ]);
    const sort = { by: 'name', descending: true } as const;
    expect(await rows([a, c], { columns: ['email', 'state'], sort })).toEqual([
      'Name;State;E-mail',
      'Cesar;Cancelled;',
      'Abel;Present;a@example.org',
    ]);
    // Not present on another day, but still in the file.
    expect(await rows([a], { columns: ['state'], day: sampleEvent.days[1] ?? '' })).toEqual([
      'Name;State',
      'Abel;Registered',
    ]);
  });

  it('can run no formula, and splits at no separator of a name', async () => {
    const ids = [named(1, '=1+1'), named(2, 'B;C')];
    expect(await rows(ids, { columns: [] })).toEqual(['Name', "'=1+1", '"B;C"']);
  });

  it('has everyone once where they are more than one stretch', async () => {
    const ids = Array.from({ length: 401 }, (_, at) => named(at + 1, `N${1_000 + at}`));
    expect(await rows([...ids, ...ids], { columns: [] })).toEqual([
      'Name',
      ...ids.map((_, at) => `N${1_000 + at}`),
    ]);
  });
});

describe('the export', () => {
  function exporting(choosePath: () => string | null) {
    const { handlers } = peopleAnswers({
      context: desk.context,
      dialogs: { savePeople: async () => choosePath() },
      onPurged: () => {},
      log: { info: () => {} },
    } as unknown as Parameters<typeof peopleAnswers>[0]);
    return async (ids: string[]) =>
      await handlers.exportPeople({ ...asShown, columns: [], ids }, desk.caller);
  }

  function orderPurge(): void {
    const order: PurgeOrder = {
      formatVersion: 1,
      id: '00000000-0000-4000-8000-000000000009',
      event: sampleEvent.id,
      cause: 'command',
      issuer: { kind: 'hub', id: '00000000-0000-4000-8000-00000000000a' },
      ordered: desk.context.clock(),
      rule: defaultRetention,
      requestedBy: { kind: 'account', id: '1', name: 'Odile Renard' },
      approvedBy: { kind: 'account', id: '2', name: 'Tomasz Wójcik' },
    };
    insertPurgeOrder(desk.context.db, { order, signature: 'AAAA' }, order.ordered);
  }

  it('writes the file and counts them, or nothing where the dialog was closed', async () => {
    const path = join(folder, 'people.csv');
    const ids = [named(1, 'Abel'), named(2, 'Blanc')];
    expect(await exporting(() => path)(ids)).toBe(2);
    expect(readFileSync(path, 'utf8')).toBe('\uFEFFName\r\nAbel\r\nBlanc\r\n');
    expect(await exporting(() => null)(ids)).toBeNull();
  });

  it('writes no name after a purge', async () => {
    const ids = [named(1, 'Abel')];
    const write = exporting(() => {
      orderPurge();
      return join(folder, 'people.csv');
    });
    await expect(write(ids)).rejects.toMatchObject({ code: 'event-purged' });
    expect(() => readFileSync(join(folder, 'people.csv'))).toThrow('ENOENT');
  });
});
