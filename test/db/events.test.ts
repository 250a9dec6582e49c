import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { forgetSecrets } from '../../db/event-secrets.ts';
import { findEvent, saveEvent } from '../../db/events.ts';
import { migrations } from '../../db/migrations/index.ts';
import type { WritableDatabase } from '../../db/types.ts';
import { sampleEvent } from '../support/sample-event.ts';

test('a secret that is forgotten lies on no page of the store, free ones included', () => {
  const db = new BetterSqlite3(':memory:') as WritableDatabase;
  db.pragma('secure_delete = FAST');
  for (const { sql } of migrations) db.exec(sql);
  const secret = Buffer.from('5ec2e7'.repeat(11).slice(0, 64), 'hex');
  // So long that the secret lies on a page of its own, which becomes free.
  const file = { ...sampleEvent, name: { en: 'x'.repeat(20_000), fr: 'x' } };
  saveEvent(db, { file, secret }, 1);
  expect(db.serialize().includes(secret)).toBe(true);
  expect(forgetSecrets(db)).toBe(true);
  expect(db.serialize().includes(secret)).toBe(false);
  expect(findEvent(db, file.id)).toEqual({ file, secret: null });
  expect(forgetSecrets(db)).toBe(false);
  expect(db.pragma('secure_delete', { simple: true })).toBe(2);
});
