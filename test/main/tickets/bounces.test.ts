import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bounceTicketMails } from '../../../db/tickets.ts';
import { readAddresses } from '../../../main/tickets/read-addresses.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
});
afterEach(() => desk.close());

describe('a list of addresses that came back', () => {
  it.each([
    ['one a line', 'anna@example.org\nbo@example.org\n', ['anna@example.org', 'bo@example.org']],
    ['columns', 'a,b\n1,"Anna <anna@example.org>"\n', ['anna@example.org']],
    ['no address at all', 'name,reason\nAnna,full\n', []],
  ])('with %s', async (_what, text, addresses) => {
    const path = join(dirname(desk.location.path), 'list.csv');
    writeFileSync(path, text);
    expect(await readAddresses(path)).toEqual(addresses);
  });

  it('that is no table is refused', async () => {
    const path = join(dirname(desk.location.path), 'list.txt');
    writeFileSync(path, '%PDF-1.7 anna@example.org');
    await expect(readAddresses(path)).rejects.toThrow(/import-file-is-not-a-table/);
  });

  it('marks only what was sent', () => {
    const { db, event } = desk.context;
    expect(bounceTicketMails(db, { eventId: event.file.id, wall: 1 }, ['a@b.c'])).toEqual({
      bounced: 0,
      unknown: ['a@b.c'],
    });
  });
});
