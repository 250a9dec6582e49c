import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveEvent } from '../../../db/event/events.ts';
import type { EventFile } from '../../../domain/event/event-file.ts';
import { changeStationSettings } from '../../../main/base/config/station-settings.ts';
import { beginSetUp, chooseSource, setUpView } from '../../../main/station/set-up.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';

let desk: DeskContext;
beforeEach(() => {
  desk = makeDeskContext();
  desk.context.db.prepare('DELETE FROM operator').run();
});
afterEach(() => desk.close());

it('asks a joined desk where it stands only if there is more than one answer', () => {
  const { db, event } = desk.context;
  beginSetUp(db, true);
  chooseSource(db, {}, 'hub');
  const asks = (): boolean => setUpView(db, {})?.steps.includes('place') ?? false;
  expect(asks()).toBe(true);
  changeStationSettings(db, { eventId: event.file.id });
  expect(asks()).toBe(false);
  const [registration, ...others] = event.file.checkpoints;
  if (registration === undefined) throw new Error('no checkpoint');
  const withCheckpoints = (checkpoints: EventFile['checkpoints']): boolean => {
    saveEvent(db, { ...event, file: { ...event.file, checkpoints } }, 0);
    return asks();
  };
  // The start takes the first checkpoint: a desk is not put at a session without asking.
  expect(withCheckpoints([...others, registration])).toBe(true);
  const hall = { ...registration, id: 'hall' };
  expect(withCheckpoints([registration, hall])).toBe(true);
  expect(withCheckpoints([registration, { ...hall, retired: true }])).toBe(false);
  changeStationSettings(db, { mode: 'door' });
  expect(asks()).toBe(true);
  changeStationSettings(db, { mode: 'desk' });
  chooseSource(db, {}, 'file');
  expect(asks()).toBe(true);
});
