import { expect, test } from 'vitest';
import { openStoreForReading } from '../../db/station/open.ts';
import { rosterDefaultsOf } from '../../domain/roster/roster-entry.ts';
import { comparePeople } from '../../main/roster/import/plan.ts';
import { bulkCrypto } from '../../platform/crypto/node-crypto.ts';
import { makeDeskContext } from '../support/desk-context.ts';
import { eventSecret } from '../support/sample-event.ts';

test('a file is compared with one state of the roster, whatever the desk writes meanwhile', () => {
  const desk = makeDeskContext();
  const db = openStoreForReading(desk.location);
  try {
    // Progress is reported after two thousand.
    const many = 2_001;
    for (let number = 1; number <= many; number += 1) desk.addDelegate(number);
    const { file } = desk.context.event;
    let written = 0;
    const plan = comparePeople(
      { rows: 0, people: new Map(), rejected: [], findings: [], unknownDelegations: [] },
      {
        db,
        eventId: file.id,
        eventSecret,
        ticketSecrets: [eventSecret],
        defaults: rosterDefaultsOf(file),
        extraFields: [],
        markVips: false,
        crypto: bulkCrypto(eventSecret),
        onProgress: () => {
          written += 1;
          desk.addDelegate(many + written);
        },
      },
    );
    expect(written).toBe(1);
    expect(plan.diff.absent).toBe(many);
  } finally {
    db.close();
    desk.close();
  }
});
