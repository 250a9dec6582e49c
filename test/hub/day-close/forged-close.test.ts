import { expect, test } from 'vitest';
import { canonicalJson } from '../../../domain/base/json.ts';
import { headText } from '../../../domain/ledger/signed-head.ts';
import { nextRequest } from '../support/test-chain.ts';
import { describeOnBothStores } from '../support/test-hub.ts';
import { handshakeOf, problemOf } from '../support/test-requests.ts';

const day = '2018-10-02';

describeOnBothStores('a kiosk that closes the day for a desk', (open) => {
  test('is refused, signed by itself or by nobody; the desk stays open', async () => {
    const bench = await open();
    const { hub } = bench;
    const [desk, kiosk] = [await bench.enrol('Desk'), await bench.enrol('Kiosk', 'kiosk')];
    const { chain } = desk;
    chain.add();
    await hub.handshake(await desk.caller(), handshakeOf(bench, desk));
    await hub.push(await desk.caller(), chain.push());
    const verdict = async (): Promise<unknown> => {
      const { draft } = await hub.dayStatus(day);
      return draft.stations.find(({ station: id }) => id === desk.id)?.verdict;
    };
    const before = await verdict();
    const head = chain.events.at(-1)?.hash ?? '';
    const payload = canonicalJson({ day, incarnation: 1, count: 1, head });
    const close = chain.fork(1);
    const fact = { type: 'day-closed', delegateId: null, checkpoint: null, payload } as const;
    const { kseq, hash } = close.add(fact);
    const by = { station: desk.id, incarnation: 1, kseq, hash };
    for (const signature of [null, kiosk.sign(headText(by))]) {
      const push = close.push(2);
      const events = push.events.map((event) => ({ ...event, signature }));
      const forged = { ...push, events, request: nextRequest(kiosk.id) };
      const refused = await problemOf(hub.push(await kiosk.caller(), forged));
      expect(refused.code).toBe('bad-signature');
    }
    expect(await verdict()).toEqual(before);
    expect(before).not.toBe('proven');
  });
});
