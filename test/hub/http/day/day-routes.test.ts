import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { canonicalJson } from '../../../../domain/base/json.ts';
import { reportText } from '../../../../domain/day-close/report.ts';
import { verifyReport } from '../../../../domain/day-close/verify-report.ts';
import type { AttendanceEvent } from '../../../../domain/ledger/attendance.ts';
import { bodyOf, factId, genesisHash, hashBody } from '../../../../domain/ledger/chain.ts';
import { nodeCrypto } from '../../../../platform/crypto/node-crypto.ts';
import { sampleEvent } from '../../../support/sample-event.ts';
import { entry } from '../people.ts';
import {
  addFacts,
  cleanUp,
  enrolStation,
  pushOf,
  sendRaw,
  signedHeaders,
  startTestHub,
  stationHeaders,
  type TestStation,
} from '../support.ts';

afterEach(cleanUp);

const day = '2018-10-02';

/** Adds the station's close, which says how far its chain goes. */
function addClose(station: TestStation): void {
  const last = station.chain.at(-1);
  const kseq = station.chain.length + 1;
  const fact: Omit<AttendanceEvent, 'hash'> = {
    id: '',
    eventId: sampleEvent.id,
    station: station.id,
    incarnation: 1,
    kseq,
    type: 'day-closed',
    delegateId: null,
    checkpoint: null,
    targetId: null,
    operatorId: null,
    localDay: day,
    badgeSerial: null,
    after: '',
    wall: 1_538_463_700_000,
    hlc: '001538463700000-00000',
    version: 1,
    payload: canonicalJson({ day, incarnation: 1, count: kseq - 1, head: last?.hash ?? '' }),
    commitment: null,
  };
  const body = bodyOf({ ...fact, id: factId(bodyOf(fact), nodeCrypto) });
  const hash = hashBody(last?.hash ?? genesisHash, body, nodeCrypto);
  station.chain.push({ kseq, hash, body, personal: null, signature: null, receipt: null });
}

test('a desk asks, calls and closes over HTTPS, and the report is the hub’s', async () => {
  const hub = await startTestHub();
  const desk = await enrolStation(hub, 'desk');
  addFacts(desk, [entry(1).id, entry(2).id]);
  addClose(desk);
  await desk.http.push(pushOf(desk, 1));
  const { epoch } = desk.enrolment;
  const order = (request: number) => ({ epoch, request, day, operator: randomUUID() });
  await desk.http.callDay(order(2));
  expect(await desk.http.dayStatus({ day })).toMatchObject({ state: 'open', reports: [] });
  const { signed } = await desk.http.closeDay(order(3));
  expect(signed.report).toMatchObject({ persons: 2, proof: { proven: 1, open: 0, broken: 0 } });
  const file = Buffer.from(reportText((await desk.http.dayReport({ day, revision: 1 })).signed));
  const { hubKey: publicKey } = (await hub.admin.overview()).identity;
  expect(verifyReport(file, { publicKey }, nodeCrypto).genuine).toBe(true);
  expect((await desk.http.dayStatus({ day })).state).toBe('closed');
  await expect(desk.http.closeDay(order(3))).rejects.toMatchObject({ code: 'replayed' });
  await expect(desk.http.dayReport({ day, revision: 2 })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test.each(['kiosk', 'door'] as const)('a %s learns and closes nothing', async (mode) => {
  const hub = await startTestHub();
  const station = await enrolStation(hub, mode);
  const order = { epoch: station.enrolment.epoch, request: 1, day, operator: randomUUID() };
  for (const ask of [
    () => station.http.dayStatus({ day }),
    () => station.http.dayReport({ day, revision: null }),
    () => station.http.callDay(order),
    () => station.http.closeDay(order),
  ]) {
    await expect(ask()).rejects.toMatchObject({ code: 'not-allowed' });
  }
  expect(await hub.admin.dayReports()).toEqual([]);
});

test('an order without the desk’s signature, or changed after it, closes nothing', async () => {
  const hub = await startTestHub();
  const desk = await enrolStation(hub, 'desk');
  const order = { epoch: desk.enrolment.epoch, request: 1, day, operator: randomUUID() };
  const body = JSON.stringify(order);
  const path = '/v1/day/close';
  const unsigned = { ...stationHeaders(desk), 'content-type': 'application/json' };
  const changed = JSON.stringify({ ...order, day: '2018-10-03' });
  const answers = await Promise.all([
    sendRaw(hub, { method: 'POST', path, headers: unsigned, body }),
    sendRaw(hub, { method: 'POST', path, headers: signedHeaders(desk, path, body), body: changed }),
    // Signed for another address.
    sendRaw(hub, {
      method: 'POST',
      path,
      headers: signedHeaders(desk, '/v1/day/call', body),
      body,
    }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  const wrong = JSON.stringify({ ...order, day: 'yesterday' });
  const refused = await sendRaw(hub, {
    method: 'POST',
    path,
    headers: signedHeaders(desk, path, wrong),
    body: wrong,
  });
  expect(refused.status).toBe(400);
  expect(await hub.admin.dayReports()).toEqual([]);
});
