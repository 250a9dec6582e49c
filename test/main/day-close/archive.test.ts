import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listWrittenFiles } from '../../../db/base/written-files.ts';
import { findEvent } from '../../../db/event/events.ts';
import { countDelegates } from '../../../db/roster/roster.ts';
import { findTemplate, saveTemplate } from '../../../db/templates.ts';
import { readArchiveFile } from '../../../domain/day-close/event-archive.ts';
import { verifyArchive } from '../../../domain/day-close/verify-archive.ts';
import type { NewEvent } from '../../../domain/event/new-event.ts';
import { rollTemplate } from '../../../domain/templates/default-templates.ts';
import { CallFailure } from '../../../main/base/call-failure.ts';
import { readStationSettings } from '../../../main/base/config/station-settings.ts';
import { savePersonalFile } from '../../../main/base/saved-file.ts';
import { openSecretBox, stationKeys } from '../../../main/base/secret-box.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { registerWalkIn } from '../../../main/check-in/roster-changes.ts';
import { archiveView, makeArchive } from '../../../main/day-close/archive.ts';
import { closeDay } from '../../../main/day-close/day-close-calls.ts';
import type { DayCloseParts, DayHub } from '../../../main/day-close/day-hub.ts';
import { openArchive, readArchive } from '../../../main/day-close/open-archive.ts';
import { writeNote } from '../../../main/ledger/notes.ts';
import { createEarlierChoice } from '../../../main/station/earlier-event.ts';
import { createEventChoice } from '../../../main/station/event-choice.ts';
import { beginSetUp, chooseSource } from '../../../main/station/set-up.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { openByPhrase } from '../../../platform/crypto/sealed.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { readsOf } from '../../support/long-reads.ts';
import { noKeychain } from '../../support/no-keychain.ts';
import { eventSecret, sampleEvent } from '../../support/sample-event.ts';
import { plainPages, purgeAt } from '../privacy/support.ts';
import { cleanUp, makeDesk, person, startRig } from '../sync/support.ts';

const day = '2018-10-02';
const cost = 10;
const phrase = 'a phrase of my own';
let folder: string;
let path: string;
const desks: DeskContext[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanyard-archive-'));
  path = join(folder, 'event.lanyard-archive');
});
afterEach(async () => {
  for (const desk of desks.splice(0)) if (desk.context.db.open) desk.close();
  rmSync(folder, { recursive: true, force: true });
  await cleanUp();
});

function deskOf(options: Parameters<typeof makeDeskContext>[0] = {}) {
  const desk = makeDeskContext(options);
  desks.push(desk);
  const keys = stationKeys(openSecretBox(desk.context.db, noKeychain));
  const parts: DayCloseParts = {
    context: desk.context,
    hub: () => null,
    signingKey: () => keys.privateKey,
    reads: readsOf(desk.context, keys.publicKey),
  };
  return { ...desk, keys, parts };
}

function admit(desk: Pick<DeskContext, 'context' | 'caller'>, delegateId: string): void {
  const target = { kind: 'delegate' as const, delegateId };
  const { outcome } = checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target,
    identity: null,
  });
  expect(outcome).toBe('admitted');
}

const make = (parts: DayCloseParts, passphrase: string | null = phrase) =>
  makeArchive(parts, { passphrase }, async () => path, cost);

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CallFailure)) throw error ?? new Error('nothing failed');
  return error.code;
}

async function inside(): Promise<Buffer> {
  const read = readArchiveFile(readFileSync(path), nodeCrypto);
  if (typeof read === 'string') throw new Error(read);
  return Buffer.from((await openByPhrase(phrase, read.sealed)) ?? '');
}

const opened = async () => openArchive(await readArchive(path), phrase);

/** Data about people: none of it may be in an archive. */
const secrets = [
  'QUIXOTE',
  'Dulcinea',
  'quixote@example.org',
  'T18-00001',
  'needs a ramp',
  'Panza',
];

/** A day with people, a note, a walk-in, a badge template with a logo, and its report. */
async function fullDesk() {
  const desk = deskOf();
  const one = desk.addDelegate(1, {
    printedName: 'Dulcinea QUIXOTE',
    email: 'quixote@example.org',
  });
  admit(desk, one.id);
  writeNote(desk.context, desk.caller, { delegateId: one.id, text: 'needs a ramp' });
  registerWalkIn(desk.context, desk.supervisor, {
    approver: 'Panza',
    reference: 'letter',
    identity: 'passport',
    person: {
      printedName: 'Sancho Panza',
      givenName: 'Sancho',
      familyName: 'Panza',
      title: '',
      jobTitle: '',
      delegation: 'BEL',
      administration: '',
      category: 'delegate',
      extra: {},
      nativeName: '',
    },
  });
  saveTemplate(desk.context.db, { ...rollTemplate(), id: 'ours', name: 'Ours' }, 0);
  await closeDay(desk.parts, desk.supervisor, day);
  return { desk, one };
}

describe('an archive', () => {
  test('proves every chain and report, and holds nothing of a person', async () => {
    const { desk, one } = await fullDesk();
    const view = await archiveView(desk.parts);
    expect(view.days.filter(({ isClosed }) => isClosed)).toEqual([{ day, isClosed: true }]);
    expect(view).toMatchObject({ reports: 1, templates: 1, purgedAt: null });
    const made = await make(desk.parts);
    expect(made).toMatchObject({ reports: 1, passphrase: null });
    const archive = await opened();
    const found = verifyArchive(archive, nodeCrypto);
    expect(found.faults).toEqual([]);
    expect(found.chains).toMatchObject([{ count: made?.facts, signed: made?.facts }]);
    expect(found.reports).toMatchObject([{ report: { day, persons: 1 }, missing: 0 }]);
    expect(archive.content.templates.map(({ name }) => name)).toEqual(['Ours']);
    const [archived, store] = [await inside(), plainPages(desk.context.db)];
    // The store has codes only as hashes; every other text must be found there.
    const codes = [one.registrationCode, one.ticketCode];
    expect(secrets.filter((text) => store.includes(text))).toEqual(secrets);
    expect([...secrets, ...codes].filter((text) => archived.includes(text))).toEqual([]);
    for (const { name } of [desk.caller.operator, desk.supervisor.operator].flatMap((o) => o ?? []))
      expect(archived.includes(name)).toBe(false);
  });

  test('is the same after the purge, says when it was, and is no file that a purge deletes', async () => {
    const { desk } = await fullDesk();
    await makeArchive(desk.parts, { passphrase: phrase }, async () => path, cost);
    await savePersonalFile(desk.context, join(folder, 'people.csv'), 'people');
    const { db, event } = desk.context;
    expect(listWrittenFiles(db, event.file.id).map((file) => file.path)).toEqual([
      join(folder, 'people.csv'),
    ]);
    const before = await opened();
    const { orderPurge } = await import('../../../main/privacy/order-purge.ts');
    desk.setClock('2018-12-01T10:00:00+01:00');
    const [caller, approver] = [desk.supervisor, desk.caller.operator];
    if (approver === null) throw new Error('no operator');
    orderPurge(desk.context, desk.keys.privateKey, caller, approver);
    await purgeAt(desk);
    await make(desk.parts);
    const after = await opened();
    expect(after.content.purged).toBe(desk.context.clock());
    expect(after.facts).toEqual(before.facts);
    expect(verifyArchive(after, nodeCrypto).faults).toEqual([]);
    expect((await archiveView(desk.parts)).purgedAt).toBe(desk.context.clock());
  });

  test('of a hub has the hub’s reports and every station’s chain; without the hub it is not made', async () => {
    const rig = await startRig();
    await rig.importPeople(3);
    const [a, b] = [await makeDesk(rig, { name: 'A' }), await makeDesk(rig, { name: 'B' })];
    for (const desk of [a, b]) await desk.sync();
    a.admit(person(1));
    b.admit(person(2));
    for (const desk of [b, a]) await desk.sync();
    await rig.hub.closeDay(day);
    await rig.hub.closeDay(day);
    const hub = {
      report: async (query: Parameters<DayHub['report']>[0]) => {
        try {
          return await rig.hub.dayReport(query);
        } catch {
          throw new CallFailure('hub-refused', 'not-found');
        }
      },
    } as DayHub;
    const parts: DayCloseParts = {
      context: a.context,
      hub: () => hub,
      signingKey: () => a.keys.privateKey,
      reads: readsOf(a.context, a.keys.publicKey),
    };
    expect(await make(parts)).toMatchObject({ reports: 2 });
    const found = verifyArchive(await opened(), nodeCrypto);
    expect(found.faults).toEqual([]);
    expect(found.chains.filter(({ count, signed }) => signed === count)).toHaveLength(2);
    expect(found.reports.map(({ missing }) => missing)).toEqual([0, 0]);
    const away = { report: () => Promise.reject(new CallFailure('hub-unreachable')) } as never;
    rmSync(path);
    expect(await codeOf(make({ ...parts, hub: () => away }))).toBe('hub-unreachable');
    expect(await codeOf(readArchive(path))).toBe('archive-not-readable');
  });

  test('with one byte changed, cut off or of a newer version is refused with the reason', async () => {
    const { desk } = await fullDesk();
    await make(desk.parts);
    const good = readFileSync(path);
    const given = async (bytes: Uint8Array): Promise<string> => {
      writeFileSync(path, bytes);
      return await codeOf(opened());
    };
    const step = Math.floor(good.length / 60);
    const seen = new Set<string>();
    for (let at = 0; at < good.length; at += at < 150 ? 1 : step) {
      const bad = Buffer.from(good);
      bad[at] = (good[at] ?? 0) ^ (1 << (at % 7));
      seen.add(await given(bad));
    }
    const reasons = ['cut', 'damaged', 'newer', 'not-readable'].map((one) => `archive-${one}`);
    expect([...seen].sort()).toEqual(reasons);
    expect(await given(Buffer.concat([good, Buffer.from('x')]))).toBe('archive-damaged');
    expect(await given(good.subarray(0, good.length - 1))).toBe('archive-cut');
    writeFileSync(path, good);
    expect(await codeOf(openArchive(await readArchive(path), 'another'))).toBe(
      'package-wrong-passphrase',
    );
    // Not even a holder of the passphrase can change it: the maker's signature covers everything.
    expect((await opened()).content.reports).toHaveLength(1);
  });

  test('whose content was changed inside is not genuine', async () => {
    const { desk } = await fullDesk();
    await make(desk.parts);
    const archive = await opened();
    const [first, ...others] = archive.facts;
    if (first === undefined) throw new Error('no facts');
    const changed = { ...first, body: first.body?.replace('admitted', 'went-out') ?? null };
    const faultsOf = (facts: typeof archive.facts) =>
      verifyArchive({ ...archive, facts }, nodeCrypto).faults.map(({ check }) => check);
    expect(faultsOf([changed, ...others])).toContain('facts');
    expect(faultsOf(archive.facts.slice(0, -1))).toContain('facts');
    const last = archive.facts.at(-1);
    if (last === undefined) throw new Error('no facts');
    const forged = { ...last, signature: Buffer.alloc(64).toString('base64') };
    expect(faultsOf([...archive.facts.slice(0, -1), forged])).toEqual(['signature']);
  });

  test('is not made in a training, nor where the dialog is closed or the disk is full', async () => {
    const { desk } = await fullDesk();
    const training = { ...desk.parts, context: { ...desk.context, training: true } };
    expect(await codeOf(make(training))).toBe('training-without-hub');
    const closed = async () => null;
    expect(await makeArchive(desk.parts, { passphrase: null }, closed, cost)).toBeNull();
    path = join(folder, 'gone', 'a');
    expect(await codeOf(make(desk.parts))).toBe('file-not-written');
  });
});

describe('a new event from an archive', () => {
  const request: NewEvent = {
    languages: ['en', 'fr'],
    kind: 'meeting',
    name: { en: 'Next', fr: 'Suite' },
    place: { en: 'B', fr: 'B' },
    timeZone: 'Europe/Brussels',
    dayBoundary: '04:00',
    firstDay: '2019-10-01',
    lastDay: '2019-10-02',
    delegations: 'none',
    extraFields: [],
    signedTickets: false,
    earlier: { withSessions: true },
  };

  test('has its lists and templates, keys of its own and nobody, and admits', async () => {
    const { desk } = await fullDesk();
    await make(desk.parts);
    const other = { ...sampleEvent, id: '0192d3a0-0000-7000-8000-0000000000bb' };
    const next = deskOf({ staff: [], event: { file: other, secret: eventSecret } });
    const { db } = next.context;
    beginSetUp(db, true);
    chooseSource(db, {}, 'create');
    const earlier = createEarlierChoice();
    expect(await earlier.choose(null)).toBeNull();
    expect(await earlier.choose(path)).toEqual({
      fileName: 'event.lanyard-archive',
      event: null,
    });
    expect(() => earlier.source()).toThrow('not-found');
    expect(await codeOf(earlier.open('another'))).toBe('package-wrong-passphrase');
    expect((await earlier.open(phrase)).event).toMatchObject({ templates: 1, sessions: 0 });
    createEventChoice(next.context).create(request, {}, undefined, earlier.source());
    const event = findEvent(db, readStationSettings(db, {}).eventId ?? '');
    if (event === null) throw new Error('no event');
    const { file } = event;
    expect(file.days).toEqual(['2019-10-01', '2019-10-02']);
    expect(file.categories).toEqual(sampleEvent.categories);
    expect(file.checkpoints).toEqual(sampleEvent.checkpoints);
    expect(file.delegations).toEqual(sampleEvent.delegations);
    expect(file.id).not.toBe(sampleEvent.id);
    expect(event.secret).not.toEqual(eventSecret);
    expect(file.ticketKeys).not.toEqual(sampleEvent.ticketKeys);
    expect(countDelegates(db, file.id).registered).toBe(0);
    expect(findTemplate(db, 'ours')?.name).toBe('Ours');
    // The app starts again with the event; a person is registered and checked in.
    const [checkpoint] = file.checkpoints;
    if (checkpoint === undefined) throw new Error('no checkpoint');
    Object.assign(next.context, { event, checkpoint: () => checkpoint });
    next.setClock('2019-10-01T10:00:00+02:00');
    const { supervisor, caller } = next;
    const { delegateId } = registerWalkIn(next.context, supervisor, {
      approver: 'A',
      reference: '',
      identity: 'passport',
      person: {
        printedName: 'New PERSON',
        givenName: 'New',
        familyName: 'Person',
        title: '',
        jobTitle: '',
        delegation: 'BEL',
        administration: '',
        category: 'delegate',
        extra: {},
        nativeName: '',
      },
    });
    admit({ context: next.context, caller }, delegateId);
  });

  test('or from an event file; another file is refused with the reason', async () => {
    const earlier = createEarlierChoice();
    const given = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const json = JSON.stringify(sampleEvent);
    const view = await earlier.choose(given('event.json', json));
    expect(view?.event).toMatchObject({ templates: 0, place: sampleEvent.place });
    const newer = json.replace('"formatVersion":1', '"formatVersion":2');
    expect(await codeOf(earlier.choose(given('newer.json', newer)))).toBe('archive-newer');
    for (const text of ['a,list', '{}', json.replace('"id"', '"it"')])
      expect(await codeOf(earlier.choose(given('other', text)))).toBe('archive-not-readable');
    // The good file stays chosen until it is removed.
    expect(earlier.source().file.id).toBe(sampleEvent.id);
    earlier.drop();
    expect(() => earlier.source()).toThrow('not-found');
  });
});
