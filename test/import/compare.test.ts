import { expect, test } from 'vitest';
import { openStoreForReading } from '../../db/station/open.ts';
import { createListImport } from '../../intake/list-import.ts';
import { compareWithStore } from '../../main/roster/import/plan.ts';
import { makeDeskContext } from '../support/desk-context.ts';
import { eventSecret } from '../support/sample-event.ts';

test('a file is compared with one state of the roster, whatever the desk writes meanwhile', async () => {
  const desk = makeDeskContext();
  const db = openStoreForReading(desk.location);
  try {
    // Progress is reported after two thousand.
    const many = 2_001;
    for (let number = 1; number <= many; number += 1) desk.addDelegate(number);
    const { file } = desk.context.event;
    let written = 0;
    const making = { eventId: file.id, eventSecret, ticketSecrets: [eventSecret] as const };
    const list = createListImport(making, () => []);
    const bytes = Buffer.from('Code;Name;Delegation\n');
    const { guess: mapping } = await list.open({ bytes, fileName: '' }, {}, file);
    await list.read({ mapping, markVips: false, event: file }, ({ phase }) => {
      if (phase !== 'comparing') return;
      written += 1;
      desk.addDelegate(many + written);
    });
    const diff = compareWithStore(list, db, file.id);
    expect(written).toBe(1);
    expect(diff.absent).toBe(many);
  } finally {
    db.close();
    desk.close();
  }
});
