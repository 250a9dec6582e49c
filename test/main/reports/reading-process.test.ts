import { setImmediate as turn } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { defaultCertificates, defaultQuorum } from '../../../domain/reports.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { closeDay } from '../../../main/day-close/day-close-calls.ts';
import { momentOf } from '../../../main/day-close/local-day.ts';
import { readPresence } from '../../../main/delegations.ts';
import { evacuationList } from '../../../main/emergency/evacuation.ts';
import { appendEvent } from '../../../main/ledger/append-event.ts';
import type { LongReads } from '../../../main/reports/long-reads.ts';
import { createReadingProcess } from '../../../main/reports/reading/reading-process.ts';
import type { ReportQuestion } from '../../../main/reports/report-input.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import type { OnDemand } from '../../../platform/threads/on-demand.ts';
import type { ChildPort } from '../../../platform/threads/port.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { readsOf } from '../../support/long-reads.ts';
import { startReadingChild } from '../../support/reading-child.ts';
import { ticketCodeOf } from '../../support/sample-event.ts';

/** The desk's long reads in a real process. `publicKey`: the station's public key, base64. */
function readingProcessOf(
  { context, location }: DeskContext,
  publicKey: string,
  change: {
    idleMilliseconds?: number;
    start?: () => ChildPort;
    onCrash?: (error: unknown) => void;
  } = {},
): OnDemand<LongReads> {
  const { path, key } = location;
  const { event, self, stationName, training } = context;
  return createReadingProcess({
    start: change.start ?? startReadingChild,
    begin: () => ({
      location: { path, key: Uint8Array.from(key) },
      event: event.file,
      station: self.station,
      stationName,
      training,
      publicKey,
    }),
    onCrash: change.onCrash ?? (() => {}),
    idleMilliseconds: change.idleMilliseconds ?? 60_000,
  });
}

const day = '2018-10-02';
const facts = 2_000;
const { privateKey, publicKey } = makeSigningKeys();
let desk: DeskContext;
let reads: OnDemand<LongReads>;
let people: string[];
/** The next person who has not come yet. */
let next = 200;

beforeAll(() => {
  desk = makeDeskContext();
  people = Array.from({ length: 800 }, (_, i) => desk.addDelegate(i + 1).id);
  desk.context.db.transaction(() => {
    for (let i = 0; i < facts; i += 1) {
      appendEvent(desk.context, {
        type: 'admitted',
        delegateId: people[i % 200] ?? null,
        checkpoint: `room-${i % 7}`,
        targetId: null,
        operatorId: null,
        badgeSerial: null,
        payload: {},
      });
    }
  })();
  reads = readingProcessOf(desk, publicKey);
});
afterAll(async () => {
  await reads.stop();
  desk.close();
});

const localQuestion = () => ({
  day,
  operatorId: null,
  now: desk.context.clock(),
  moment: momentOf(desk.context.db),
});

function reportQuestion(): ReportQuestion {
  return {
    day,
    quorum: defaultQuorum,
    certificates: defaultCertificates,
    proof: { stations: [], isClosed: false },
    printers: new Map([['p', 'Printer']]),
    now: desk.context.clock(),
  };
}

/**
 * Admits ten people before the process has received the request for `work`, then lets it proceed.
 * If this thread did the work, it would be finished before they are admitted.
 */
async function admitWhile<T>(work: (reads: LongReads) => Promise<T>): Promise<T> {
  const unheard: (() => void)[] = [];
  const held = readingProcessOf(desk, publicKey, {
    start: () => {
      const child = startReadingChild();
      return { ...child, post: (message) => void unheard.push(() => child.post(message)) };
    },
  });
  let isDone = false;
  const answer = work(held.ask).finally(() => {
    isDone = true;
  });
  for (let admitted = 0; admitted < 10; admitted += 1) {
    await turn();
    const target = { kind: 'delegate' as const, delegateId: people[next] ?? '' };
    next += 1;
    const key = crypto.randomUUID();
    const { outcome } = checkIn(desk.context, desk.caller, { key, target, identity: null });
    expect(outcome).toBe('admitted');
  }
  expect(isDone).toBe(false);
  for (const send of unheard) send();
  try {
    return await answer;
  } finally {
    await held.stop();
  }
}

test('what the roster lacks is counted in the process', async () => {
  expect(await reads.ask.rosterGaps(null)).toEqual({
    all: people.length,
    withoutEmail: people.length,
    unknown: 0,
    withoutGroup: 0,
    otherLanguage: 0,
  });
  const here = await readsOf(desk.context, publicKey).firstMorning(null);
  expect(here.plan.checkpoints[0]?.people).toBe(people.length);
  expect(await reads.ask.firstMorning(null)).toEqual(here);
});

test('who is inside and who came of each delegation is read in the process as in this one', async () => {
  const { context } = desk;
  const { stationName, clockIsSet } = context;
  const now = context.clock();
  const asked = { language: 'en', stationName, clockIsSet, now, earlierDays: [] } as const;
  expect(JSON.parse(await reads.ask.evacuation(asked))).toEqual(evacuationList(context, 'en'));
  const { language, event } = context;
  const at = { eventId: event.file.id, checkpoint: context.checkpoint().id, day, language };
  const here = readPresence(context.db, at);
  expect(here.length).toBeGreaterThan(0);
  expect(await reads.ask.presence(at)).toEqual(here);
});

test('a text of many pieces arrives whole', async () => {
  const crowd = makeDeskContext();
  crowd.context.db.transaction(() => {
    for (let i = 0; i < 4_000; i += 1) {
      appendEvent(crowd.context, {
        type: 'admitted',
        delegateId: crowd.addDelegate(i + 1).id,
        targetId: null,
        checkpoint: 'registration',
        operatorId: null,
        badgeSerial: null,
        payload: {},
      });
    }
  })();
  const { context } = crowd;
  const { stationName, clockIsSet } = context;
  const now = context.clock();
  const asked = { language: 'en', stationName, clockIsSet, now, earlierDays: [] } as const;
  const texts: string[] = [];
  const reading = readingProcessOf(crowd, publicKey, {
    start: () => {
      const child = startReadingChild();
      child.onMessage((message) => {
        if (message.kind === 'piece') texts.push(message.text);
      });
      return child;
    },
  });
  const text = await reading.ask.evacuation(asked);
  expect(texts.length).toBeGreaterThan(1);
  expect(JSON.parse(text)).toEqual(evacuationList(context, 'en'));
  await reading.stop();
  crowd.close();
});

test('while a day is read people are admitted, and what comes out is what it was before', async () => {
  const question = localQuestion();
  const before = await readsOf(desk.context, publicKey).localDay(question);
  expect(before.facts).toBeGreaterThanOrEqual(facts);
  expect(await admitWhile((held) => held.localDay(question))).toEqual(before);
});

test('the same for a report, which says the same to the byte', async () => {
  const question = reportQuestion();
  const request = {
    ids: ['arrivals', 'sessions'],
    language: 'en',
    format: 'xlsx',
    question,
  } as const;
  const shown = { id: 'attendance', language: 'fr', question, reading: 1 } as const;
  const here = readsOf(desk.context, publicKey);
  const csv = { ...request, ids: ['attendance'], format: 'csv' } as const;
  const [preview, file] = [await here.preview(shown), await here.file(csv)];
  const work = Promise.all([
    reads.ask.preview(shown),
    reads.ask.file(csv),
    reads.ask.file(request),
  ]);
  await turn();
  const [readPreview, readFile, several] = await work;
  expect(readPreview).toEqual(preview);
  expect(readFile.name).toBe(file.name);
  expect(Buffer.from(readFile.bytes).equals(Buffer.from(file.bytes))).toBe(true);
  expect(several.name).toBe('reports-2018-10-02-en.xlsx');
  expect((await admitWhile((held) => held.file(csv))).name).toBe(file.name);
});

test('a desk closes its day with what it held at that moment; who came since reopens it', async () => {
  const station = { context: desk.context, hub: () => null, signingKey: () => privateKey };
  const closed = await admitWhile((held) =>
    closeDay({ ...station, reads: held }, desk.supervisor, day),
  );
  expect(closed.proof).toEqual({ proven: 1, open: 0, broken: 0 });
  const now = await reads.ask.localDay({ ...localQuestion(), moment: null });
  // Each admission with its badge.
  expect([now.state, now.late]).toEqual(['reopened', 20]);
});

test('what fails is told by its code, and a process that dies is started anew', async () => {
  const nothing = { ids: [], language: 'en', format: 'csv', question: reportQuestion() } as const;
  await expect(reads.ask.file(nothing)).rejects.toMatchObject({ code: 'internal' });
  const cut = expect(reads.ask.localDay(localQuestion())).rejects.toMatchObject({
    code: 'internal',
  });
  await reads.stop();
  await cut;
  expect((await reads.ask.localDay(localQuestion())).facts).toBeGreaterThan(facts);
  const other = { ...desk, location: { ...desk.location, path: '/nowhere/lanyard.db' } };
  const broken = readingProcessOf(other, publicKey);
  const failure = { code: 'store-unavailable' };
  await expect(broken.ask.localDay(localQuestion())).rejects.toMatchObject(failure);
  await broken.stop();
});

test('a process that is killed amid a read fails that read alone', async () => {
  const crashed: unknown[] = [];
  const pids: number[] = [];
  const mortal = readingProcessOf(desk, publicKey, {
    start: () => {
      const child = startReadingChild();
      pids.push(child.pid);
      return child;
    },
    onCrash: (error) => crashed.push(error),
  });
  const cut = expect(mortal.ask.localDay(localQuestion())).rejects.toMatchObject({
    code: 'internal',
  });
  process.kill(pids[0] ?? 0, 'SIGKILL');
  await cut;
  expect(crashed).toHaveLength(1);
  expect((await mortal.ask.localDay(localQuestion())).facts).toBeGreaterThan(facts);
  expect(pids).toHaveLength(2);
  await mortal.stop();
  expect(crashed).toHaveLength(1);
});

test('a process at rest ends', async () => {
  let starts = 0;
  const resting = readingProcessOf(desk, publicKey, {
    idleMilliseconds: 1,
    start: () => {
      starts += 1;
      return startReadingChild();
    },
  });
  const askAgain = async (): Promise<void> => {
    await resting.ask.compare({ stations: [], sent: [] });
    await turn();
    expect(starts).toBeGreaterThan(1);
  };
  await vi.waitFor(askAgain, { timeout: 30_000 });
  await resting.stop();
});

test('an e-mail with a ticket is made in the process too', async () => {
  const sender = { fromName: 'Secretariat', fromAddress: 'events@example.org', replyTo: null };
  const request = { sender, to: 'anna@example.org', id: 'first.1', language: 'en' } as const;
  const [delegateId = ''] = people;
  const mail = await reads.ask.ticketMail({ ...request, delegateId });
  const { text } = await PostalMime.parse(mail?.message ?? '');
  expect(text).toContain(ticketCodeOf({ id: delegateId }));
  expect(text).not.toContain('Your sessions');
  expect(await reads.ask.ticketMail({ ...request, delegateId: crypto.randomUUID() })).toBeNull();
});

test('a PDF of tickets says how far it is, in steps up to the last of them', async () => {
  const steps: [number, number][] = [];
  const { tickets } = await reads.ask.tickets(
    { format: 'pdf-four', language: 'en' },
    (done, total) => steps.push([done, total]),
  );
  expect(tickets).toBe(800);
  // Twenty tickets on five pages.
  expect(steps).toEqual(Array.from({ length: 40 }, (_, i) => [20 * (i + 1), 800]));
});
