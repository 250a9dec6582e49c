import { expect, it, onTestFinished } from 'vitest';
import type { WritableDatabase } from '../../../db/base/types.ts';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { printJobsInStates } from '../../../db/printing/print-jobs.ts';
import { kioskAnswers } from '../../../main/kiosk/kiosk-calls.ts';
import { silentLog } from '../../printing/support.ts';
import { makeDeskContext } from '../../support/desk-context.ts';

/**
 * Makes every transaction that writes a fact fail at its commit, after all of its work, as on a
 * disk that has just filled up.
 *
 * @returns a function that ends it
 */
function failCommits(db: WritableDatabase): () => void {
  // COMMIT itself checks a deferred foreign key.
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS parent (id INTEGER PRIMARY KEY);
    CREATE TEMP TABLE IF NOT EXISTS child (
      parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE TEMP TRIGGER fail_commit AFTER INSERT ON main.attendance_event
    BEGIN INSERT INTO child VALUES (1); END;
  `);
  return () => db.exec('DROP TRIGGER temp.fail_commit');
}

it('says nothing of an admission whose commit failed, and admits when asked again', async () => {
  const desk = makeDeskContext();
  onTestFinished(desk.close);
  const delegate = desk.addDelegate(1);
  const woken: (string | undefined)[] = [];
  const { handlers } = kioskAnswers({
    context: desk.context,
    queue: { wake: (jobId?: string) => woken.push(jobId) },
    factWritten: () => {},
    log: silentLog,
  } as unknown as Parameters<typeof kioskAnswers>[0]);
  const call = <N extends keyof typeof handlers>(name: N, input: unknown) =>
    handlers[name](input as never, { operator: null });
  const found = await call('kioskLookUp', {
    kind: 'scan',
    scan: { source: 'hid', readings: [delegate.ticketCode], seenAt: 0 },
  });
  const { outcome, token } = found as { outcome: string; token: string };
  expect(outcome).toBe('found');
  const visit = { token };
  const mend = failCommits(desk.context.db);
  // The app makes room and repeats the call: the second call must not answer from memory.
  for (let times = 0; times < 2; times += 1) {
    expect(() => call('kioskCheckIn', { ...visit, consents: {} })).toThrow('FOREIGN KEY');
    expect(() => call('kioskPrinting', visit)).toThrow('not-found');
  }
  expect(chainOf(desk.context.db, desk.context.self.station, 1)).toEqual([]);
  expect(woken).toEqual([]);
  mend();
  expect(call('kioskCheckIn', { ...visit, consents: {} })).toMatchObject({ outcome: 'admitted' });
  expect(printJobsInStates(desk.context.db, ['queued']).map(({ id }) => id)).toEqual(woken);
});
