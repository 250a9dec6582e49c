import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { maxKseq } from '../../../domain/base/bounds.ts';
import { canonicalJson } from '../../../domain/base/json.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import { hubDayStatusSchema } from '../../../domain/day-close/day-close-wire.ts';
import { dayReportSchema } from '../../../domain/day-close/report.ts';
import {
  type StationRouteName,
  stationRoutes,
} from '../../../domain/hub-hosting/station-routes.ts';
import { attendanceEventSchema } from '../../../domain/ledger/attendance.ts';
import { bodyOf, factId } from '../../../domain/ledger/chain.ts';
import { headText } from '../../../domain/ledger/signed-head.ts';
import { stationsSchema } from '../../../domain/organiser/stations.ts';
import { HubProblem } from '../../../domain/sync/problems.ts';
import { handshakeAnswerSchema } from '../../../domain/sync/sync.ts';
import type { EnrolledStation } from '../../../hub/base/enrolled-station.ts';
import { stationAnswers } from '../../../hub/http/station-routes.ts';
import { openHubStore } from '../../../hub/store/open-store.ts';
import { readPrivateKey, signText } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { fromSchema } from '../../../tools/fuzz/generators/from-schema.ts';
import { plainAdmission } from '../../sim/people.ts';
import { extremesOf, numbersOf, withNumber } from '../../support/wire-numbers.ts';
import { stationKeys } from '../support/test-chain.ts';
import {
  describeOnBothStores,
  type TestHub,
  type TestStation,
  testHubOn,
} from '../support/test-hub.ts';
import { handshakeOf, problemOf } from '../support/test-requests.ts';

const day = '2018-10-02';
const health = {
  printers: [{ name: 'p', condition: 'ready', waiting: 1 }],
  camera: 'ready',
  unsettledJobs: 0,
  freeDisk: 2 ** 33,
  store: 'whole',
} as const;

/** A desk that wrote three facts and closed its day; others must not affect its row. */
async function provenDesk(bench: TestHub): Promise<TestStation> {
  const desk = await bench.enrol('Honest');
  const { chain } = desk;
  for (let i = 0; i < 3; i += 1) chain.add();
  closeDay(desk, 3);
  await bench.hub.handshake(await desk.caller(), handshakeOf(bench, desk));
  await bench.hub.push(await desk.caller(), chain.push(1));
  return desk;
}

function closeDay({ chain }: TestStation, count: number): void {
  const head = chain.events[count - 1]?.hash ?? '';
  const payload = canonicalJson({ day, incarnation: 1, count, head });
  chain.add({ type: 'day-closed', delegateId: null, checkpoint: null, payload });
}

const rowOf = async ({ hub }: TestHub, station: string) =>
  (await hub.dayStatus(day)).draft.stations.find((one) => one.station === station);

/** What a desk, an organiser and the close read of the day; throws if one of them cannot. */
async function readEverything(bench: TestHub, desk: TestStation): Promise<unknown> {
  const { hub } = bench;
  const { draft } = hubDayStatusSchema.parse(await hub.dayStatus(day));
  dayReportSchema.parse(draft);
  const stations = stationsSchema.parse(await hub.organiser.stations());
  const answer = await hub.handshake(await desk.caller(), handshakeOf(bench, desk));
  handshakeAnswerSchema.omit({ eventVersionId: true }).parse(answer);
  const { resolvedBy: _, ...row } = draft.stations.find((one) => one.station === desk.id) ?? {};
  const seen = stations.stations.find(({ id }) => id === desk.id);
  return { row, waiting: seen?.waiting, troubles: seen?.troubles, heads: answer.heads };
}

const routes = [
  'handshake',
  'push',
  'chain',
  'importRoster',
  'offerPhotos',
  'sendPhotos',
  'pullPhotos',
  'confirmPurge',
  'dayReport',
  'callDay',
  'closeDay',
] as StationRouteName[];

/** A valid request of the station with every optional number present. */
function requestOf(
  bench: TestHub,
  name: StationRouteName,
  station: TestStation,
  mode: StationMode,
  honest: TestStation,
): unknown {
  const { input } = stationRoutes[name];
  const epoch = bench.hub.identity().epoch;
  const { id } = honest;
  if (name === 'handshake') {
    const head = { lastKseq: 9, hash: 'ab'.repeat(32) };
    const held = [
      { station: id, incarnation: 1, ...head },
      { station: id, incarnation: 2, ...head, signature: Buffer.alloc(64).toString('base64') },
      { station: station.id, incarnation: 3, ...head },
    ];
    return { ...handshakeOf(bench, station, { mode, held }), health, eventVersion: undefined };
  }
  if (name === 'push') {
    station.chain.add({ type: 'help-called', delegateId: null });
    return station.chain.push(1);
  }
  const samples = fc.sample(fromSchema(input), { seed: 44, numRuns: 300 });
  const taken = samples.find((sample) => input.safeParse(sample).success);
  if (taken === undefined) throw new Error(`no ${name} that its schema takes`);
  return { ...(taken as object), ...(name === 'chain' ? { station: id } : { epoch }), day };
}

async function send(
  bench: TestHub,
  name: StationRouteName,
  caller: EnrolledStation,
  request: unknown,
): Promise<'refused' | 'taken'> {
  const read = stationRoutes[name].input.safeParse(request);
  if (!read.success) return 'refused';
  const answer = stationAnswers(bench.hub)[name] as (
    station: EnrolledStation,
    input: unknown,
  ) => Promise<unknown>;
  try {
    await answer(caller, read.data);
    return 'taken';
  } catch (error) {
    if (error instanceof HubProblem) return 'refused';
    throw error;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'lanyard-claims-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// On one store: what a schema refuses reaches neither.
describe('extreme numbers in every field of the wire (sqlite)', () => {
  test.each(['kiosk', 'door', 'desk'] as const)(
    'from a %s spoil nothing but its own row',
    async (mode) => {
      const store = await openHubStore({
        kind: 'sqlite',
        path: join(folder, `${mode}.db`),
        key: null,
        nativeBinding: undefined,
      });
      const bench = await testHubOn(store);
      const honest = await provenDesk(bench);
      const bad = await bench.enrol('Bad', mode);
      bench.time.now += 60_000;
      await readEverything(bench, honest);
      const before = await readEverything(bench, honest);
      expect(before).toMatchObject({ row: { verdict: 'proven', held: 4, atLeast: 4 } });
      const caller = await bad.caller();
      const outcomes = { refused: 0, taken: 0 };
      for (const name of routes) {
        if (stationRoutes[name].access === 'desk' && mode !== 'desk') continue;
        const sample = requestOf(bench, name, bad, mode, honest);
        const fields = numbersOf(stationRoutes[name].input);
        for (const { path, ...bounds } of fields) {
          for (const number of extremesOf(bounds)) {
            const request = withNumber(sample, path, number);
            if (request === null) continue;
            outcomes[await send(bench, name, caller, request)] += 1;
          }
        }
        expect(await readEverything(bench, honest), name).toEqual(before);
      }
      expect(outcomes.refused).toBeGreaterThan(100);
      expect(outcomes.taken).toBeGreaterThan(20);
      // The close still works. After its revocation the station's requests are refused and change
      // nothing.
      dayReportSchema.parse((await bench.hub.closeDay(day)).report);
      await bench.hub.revokeStation(bad.id);
      const row = await rowOf(bench, bad.id);
      for (const name of ['handshake', 'push'] as const) {
        const request = requestOf(bench, name, bad, mode, honest);
        expect(await send(bench, name, await bad.caller(), request)).toBe('refused');
      }
      expect(await rowOf(bench, bad.id)).toEqual({ ...row });
      expect(await rowOf(bench, honest.id)).toMatchObject({ verdict: 'proven', held: 4 });
      await store.close();
    },
    60_000,
  );
});

describeOnBothStores('extreme numbers', (open) => {
  test('and in the facts that it signs', async () => {
    const bench = await open();
    const honest = await provenDesk(bench);
    bench.time.now += 60_000;
    await readEverything(bench, honest);
    const before = await readEverything(bench, honest);
    const kiosk = await bench.enrol('Bad', 'kiosk');
    const { chain } = kiosk;
    const factOf = (kseq: number) => ({
      ...plainAdmission,
      station: kiosk.id,
      incarnation: 1,
      kseq,
      delegateId: randomUUID(),
      hlc: '001538460000000-00000',
      wall: bench.time.now,
    });
    const write = (change: object) =>
      chain.addBody((kseq) => {
        const fact = { ...factOf(kseq), ...change, id: '' };
        return bodyOf({ ...fact, id: factId(bodyOf(fact), nodeCrypto) });
      });
    for (const { path, ...bounds } of numbersOf(attendanceEventSchema)) {
      for (const number of extremesOf(bounds)) write(withNumber(factOf(1), path, number) as object);
    }
    for (const number of extremesOf({ min: -8.64e15, max: 8.64e15 })) {
      write({ payload: `{"fromPaper":true,"at":${number},"clockOffset":${number}}` });
      const close = { day, incarnation: 1, count: number, head: 'ab'.repeat(32) };
      write({ type: 'day-closed', delegateId: null, payload: canonicalJson(close), wall: number });
    }
    // Sizes: a text too long for any report, or impossible in canonical JSON.
    for (const text of ['', 'x'.repeat(65), 'x'.repeat(9_000), '\\ud800']) {
      write({ checkpoint: text });
      write({ type: 'badge-issued', badgeSerial: `${kiosk.id.slice(0, 8).toUpperCase()}${text}` });
      write({ payload: `{"override":"${text}","reason":"${text}"}` });
    }
    // Looks like a close, but is not JSON.
    chain.addBody(() => '{"payload":"\\q","type":"day-closed"}');
    const last = maxKseq.toString().length;
    chain.addBody(
      () => `{"payload":"{}","wall":${'9'.repeat(40)},"n":${last},"type":"day-closed"}`,
    );
    await bench.hub.push(await kiosk.caller(), chain.push(1));
    expect(await readEverything(bench, honest)).toEqual(before);
    await bench.hub.organiser.summary({});
    await bench.hub.organiser.duplicates();
    await bench.hub.organiser.helpCalls({});
    dayReportSchema.parse((await bench.hub.closeDay(day)).report);
  });

  test('the room for lives is a station’s own: who fills it keeps nobody else from being heard', async () => {
    const bench = await open();
    const honest = await provenDesk(bench);
    const kiosk = await bench.enrol('Bad', 'kiosk');
    const own = (incarnation: number) => ({
      ...handshakeOf(bench, kiosk).own,
      incarnation,
      lastKseq: 7,
    });
    for (let life = 1; life <= 64; life += 1) {
      const said = handshakeOf(bench, kiosk, { own: own(life) });
      await bench.hub.handshake(await kiosk.caller(), said);
    }
    const beyond = bench.hub.handshake(
      await kiosk.caller(),
      handshakeOf(bench, kiosk, { own: own(65) }),
    );
    expect(await problemOf(beyond)).toMatchObject({ code: 'too-many-requests', detail: 'lives' });
    expect(await rowOf(bench, kiosk.id)).toMatchObject({ atLeast: 64 * 7 });
    for (let i = 0; i < 5; i += 1) honest.chain.add();
    bench.time.now += 2_000;
    await bench.hub.handshake(await honest.caller(), handshakeOf(bench, honest));
    expect(await rowOf(bench, honest.id)).toMatchObject({
      verdict: 'open',
      reason: 'facts-missing',
      held: 4,
      atLeast: 9,
    });
  });

  test('a desk is believed of another’s chain only what its author signed', async () => {
    const bench = await open();
    const honest = await provenDesk(bench);
    const desk = await bench.enrol('Bad');
    const last = honest.chain.add();
    const head = { station: honest.id, incarnation: 1, lastKseq: last.kseq, hash: last.hash };
    const say = async (named: object) => {
      const held = [{ ...head, ...named }];
      await bench.hub.handshake(await desk.caller(), handshakeOf(bench, desk, { held }));
      return (await rowOf(bench, honest.id))?.verdict;
    };
    const text = headText({ ...head, kseq: last.kseq });
    const signed = (id: string) => signText(readPrivateKey(stationKeys.get(id) ?? ''), text);
    expect(await say({})).toBe('proven');
    expect(await say({ signature: signed(desk.id) })).toBe('proven');
    expect(await say({ lastKseq: maxKseq, signature: signed(honest.id) })).toBe('proven');
    expect(await say({ signature: signed(honest.id) })).toBe('open');
  });

  test('a number beyond its bound is a finding of its station, until the hub starts again', async () => {
    const bench = await open();
    const [kiosk, other] = [await bench.enrol('Bad', 'kiosk'), await bench.enrol('Good')];
    const refused = async (id: string) =>
      (await bench.hub.organiser.stations()).stations.find((one) => one.id === id);
    bench.hub.noteRefused(await kiosk.caller(), new HubProblem('bad-request', 'own.hash: custom'));
    expect(await refused(kiosk.id)).toMatchObject({ refused: null });
    const beyond = new HubProblem('bad-request', 'own.lastKseq: too_big');
    bench.hub.noteRefused(await kiosk.caller(), beyond);
    kiosk.chain.add();
    await bench.hub.push(await kiosk.caller(), kiosk.chain.push());
    expect(await refused(kiosk.id)).toMatchObject({
      refused: 'beyond-bounds',
      troubles: expect.arrayContaining(['push-refused']),
    });
    expect(await refused(other.id)).toMatchObject({ refused: null });
  });
});
