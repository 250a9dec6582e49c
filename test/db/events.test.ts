import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../db/base/migrate.ts';
import type { WritableDatabase } from '../../db/base/types.ts';
import { findEvent, findTicketSecrets, forgetSecrets, saveEvent } from '../../db/event/events.ts';
import { insertAttendanceEvent } from '../../db/ledger/attendance.ts';
import { toHex } from '../../domain/base/bytes.ts';
import { hubAuthor } from '../../domain/ledger/chain.ts';
import { sampleEvent } from '../support/sample-event.ts';

test('a secret that is forgotten lies on no page of the store, free ones included', () => {
  const db = new BetterSqlite3(':memory:') as WritableDatabase;
  db.pragma('secure_delete = FAST');
  migrate(db, ':memory:');
  const secret = Buffer.from('5ec2e7'.repeat(11).slice(0, 64), 'hex');
  // So long that the secret is on its own page, which becomes free.
  const file = { ...sampleEvent, name: { en: 'x'.repeat(20_000), fr: 'x' } };
  saveEvent(db, { file, secret }, 1);
  // As if a hub had given the desk the payload of its fact since.
  const renewed = 'a5ec2e7'.repeat(10).slice(0, 64);
  const author = hubAuthor('7f1c1f4e-4a55-4f63-9a55-0d6d3f6f1a02');
  const fact = {
    id: 'renewal',
    eventId: file.id,
    station: author,
    type: 'secret-renewed' as const,
  };
  insertAttendanceEvent(db, {
    ...fact,
    incarnation: 1,
    kseq: 1,
    delegateId: null,
    checkpoint: null,
    targetId: null,
    operatorId: null,
    localDay: '2018-10-02',
    badgeSerial: null,
    after: '',
    wall: 1,
    hlc: '000000000000001-00000',
    version: 1,
    payload: '{"number":2}',
    commitment: null,
    hash: '0'.repeat(64),
  });
  const person = (name: string) => ({ kind: 'administrator', id: name, name });
  const said = { secret: renewed, requestedBy: person('Anna'), approvedBy: person('Bruno') };
  db.prepare('INSERT INTO attendance_personal VALUES (?, ?, ?)').run(
    fact.id,
    Buffer.alloc(16),
    JSON.stringify(said),
  );
  expect(findTicketSecrets(db, file.id, secret).map(toHex)).toEqual([renewed, toHex(secret)]);
  expect(db.serialize().includes(secret)).toBe(true);
  expect(forgetSecrets(db)).toBe(true);
  expect(db.serialize().includes(secret)).toBe(false);
  expect(db.serialize().includes(renewed)).toBe(false);
  expect(findTicketSecrets(db, file.id, secret)).toEqual([secret]);
  expect(findEvent(db, file.id)).toMatchObject({ file, version: 1, secret: null });
  expect(forgetSecrets(db)).toBe(false);
  expect(db.pragma('secure_delete', { simple: true })).toBe(2);
});
