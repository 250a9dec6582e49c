import { expect, test } from 'vitest';
import type { HubChange } from '../../../hub/base/context.ts';
import { createLifetimes } from '../../../hub/base/lifetimes.ts';
import { createBooks } from '../../../hub/organiser/books.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { roster } from '../../support/sample-event.ts';
import { describeOnBothStores, noPeers, silentLog, testRandom } from '../support/test-hub.ts';

describeOnBothStores('what the hub holds in memory of its roster', (open) => {
  test('is let go of when a purge is announced, also amid a look', async () => {
    const { hub, store, time } = await open();
    await hub.seedRoster(roster(3));
    const listeners: ((change: HubChange) => void)[] = [];
    const books = createBooks({
      store,
      clock: () => time.now,
      steady: () => time.steady,
      lifetimes: createLifetimes(
        () => time.now,
        () => time.steady,
      ),
      random: testRandom,
      crypto: nodeCrypto,
      log: silentLog,
      identity: hub.identity(),
      sign: () => '',
      ...noPeers,
      told: new Map(),
      refused: new Map(),
      announce: (change) => {
        for (const listener of listeners) listener(change);
      },
      hear: (listener) => void listeners.push(listener),
    });
    const first = await books();
    expect(await books()).toBe(first);
    for (const listener of listeners) listener({ roster: 1 });
    expect(await books()).toBe(first);
    for (const listener of listeners) listener({ purged: true });
    const second = await books();
    expect(second).not.toBe(first);
    const look = books();
    for (const listener of listeners) listener({ purged: true });
    expect(await look).toBe(second);
    expect(await books()).not.toBe(second);
  });
});
