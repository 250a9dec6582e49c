import { expect, it } from 'vitest';
import { CallFailure } from '../../../main/base/call-failure.ts';
import { leaveHub } from '../../../main/hub-hosting/sync-calls.ts';

/** A station with an unsent fact, and a record of what happens to it. */
function waitingStation() {
  const done: string[] = [];
  const link = {
    leave: async (force: boolean) => {
      if (!force) throw new CallFailure('facts-waiting', '1');
      done.push('left');
    },
  };
  const host = { stopHosting: async () => void done.push('stopped hosting') };
  return { done, link, host };
}

it('a desk that stays because facts wait goes on hosting the hub', async () => {
  const station = waitingStation();
  await expect(leaveHub(station, false)).rejects.toMatchObject({ code: 'facts-waiting' });
  expect(station.done).toEqual([]);
});

it('a desk that leaves all the same hosts no longer', async () => {
  const station = waitingStation();
  await leaveHub(station, true);
  expect(station.done).toEqual(['left', 'stopped hosting']);
});
