import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { saveHubLink } from '../../../db/ledger/hub-link.ts';
import { listPurges } from '../../../db/privacy/purge-orders.ts';
import { noteWarned, readRetention, writeRetention } from '../../../db/privacy/retention.ts';
import { savePhoto } from '../../../db/roster/photos.ts';
import { addTicketMails } from '../../../db/tickets.ts';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import {
  isAuthenticCertificate,
  signedCertificateSchema,
} from '../../../domain/privacy/certificate.ts';
import { personReportSchema } from '../../../domain/privacy/person-report.ts';
import type { RetentionRule } from '../../../domain/privacy/retention.ts';
import type { NewPerson } from '../../../domain/roster/roster-changes.ts';
import { savePersonalFile } from '../../../main/base/saved-file.ts';
import { registerWalkIn } from '../../../main/check-in/roster-changes.ts';
import { notPurged } from '../../../main/ledger/not-purged.ts';
import { writeNote } from '../../../main/ledger/notes.ts';
import { addOperator } from '../../../main/operators/operators.ts';
import { privacyAnswers } from '../../../main/privacy/privacy-calls.ts';
import { privacyView, purgeWarnings } from '../../../main/privacy/privacy-view.ts';
import { createStationFiles } from '../../../main/privacy/station-files.ts';
import { createStationPurge, type StationPurge } from '../../../main/privacy/station-purge.ts';
import { findDelegates } from '../../../main/roster/views.ts';
import { createActivityLog } from '../../../main/station/activity.ts';
import { makeSigningKeys } from '../../../platform/crypto/ed25519.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { filesWith, plainPages, rowsWith, sentinel } from './support.ts';

const keys = makeSigningKeys();
let desk: DeskContext;
let folder: string;
let purge: StationPurge;
let steps: number[];
let chosen: string;

beforeEach(() => {
  desk = makeDeskContext();
  folder = dirname(desk.location.path);
  chosen = join(folder, 'chosen.json');
  steps = [];
  purge = watch();
  const { id } = desk.addDelegate(1, { printedName: `Ada ${sentinel}`, familyName: sentinel });
  desk.addDelegate(2, { printedName: 'Somebody ELSE', familyName: 'Else' });
  writeNote(desk.context, desk.caller, { delegateId: id, text: `tell ${sentinel}` });
});
afterEach(async () => {
  await purge.stop();
  if (desk.context.db.open) desk.close();
});

function watch(): StationPurge {
  return createStationPurge({
    context: desk.context,
    mode: 'desk',
    files: createStationFiles(folder),
    signingKey: () => keys.privateKey,
    onProgress: (progress) => {
      if (progress !== null) steps.push(progress.done / progress.total);
    },
    onDone: () => {},
    failed: (error) => {
      throw error;
    },
  });
}

const walkIn: NewPerson = {
  title: 'Ms',
  printedName: 'Ana MARÍA',
  givenName: 'Ana',
  familyName: 'María',
  nativeName: '',
  jobTitle: 'Inspector',
  delegation: 'BEL',
  administration: 'Customs',
  category: 'delegate',
};

function handlers() {
  return privacyAnswers({
    context: desk.context,
    purge,
    notify: () => {},
    dialogs: { saveCertificate: async () => chosen, savePersonReport: async () => chosen },
    link: { signingKey: () => keys.privateKey, syncNow: () => {} },
  }).handlers;
}

function expectNothing(): void {
  const { db, self } = desk.context;
  expect(rowsWith(db, sentinel)).toEqual([]);
  expect(plainPages(db).includes(sentinel)).toBe(false);
  expect(plainPages(db).includes(sentinel.toLowerCase())).toBe(false);
  const chain = chainOf(db, self.station, self.incarnation);
  expect(chain).toHaveLength(1);
  expect(verifyChain(chain, nodeCrypto)).toMatchObject({ whole: true });
}

test('a desk without a hub: another person’s PIN, a bar, a certificate; nobody comes back', async () => {
  const { db } = desk.context;
  db.prepare('DELETE FROM operator').run();
  const asker = {
    operator: await addOperator(db, { name: 'Dana', role: 'supervisor', pin: '7391' }),
  };
  await addOperator(db, { name: 'Olaf', role: 'operator', pin: '8402' });
  await addOperator(db, { name: 'Doris', role: 'data-protection-officer', pin: '5093' });
  const call = handlers();
  expect(() => call.purge({ pin: '5093' }, asker)).toThrow(/purge-on-event-days/);
  desk.setClock('2018-11-20T10:00:00+01:00');
  expect(await call.purge({ pin: '7391' }, asker)).toEqual({ result: 'same-person' });
  expect(await call.purge({ pin: '8402' }, asker)).toEqual({ result: 'wrong-pin' });
  expect(privacyView(desk.context, null)).toMatchObject({
    kept: { delegates: 2, payloads: 1 },
    mayOrder: 'here',
    purges: [],
  });
  expect(await call.purge({ pin: '5093' }, asker)).toEqual({ result: 'done' });
  expect(steps.at(0)).toBe(0);
  expect(steps.at(-1)).toBe(1);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expectNothing();
  const view = privacyView(desk.context, purge.progress());
  expect(view).toMatchObject({
    kept: { delegates: 0, payloads: 0 },
    purges: [{ issuer: 'station', cause: 'command', left: [] }],
  });
  expect(findDelegates(desk.context, { query: sentinel, limit: 5 }).rows).toEqual([]);
  expect(() => notPurged(db, desk.context.event.file.id)).toThrow(/event-purged/);
  const guest = { person: walkIn, approver: 'J. Chief', reference: '' };
  expect(() => registerWalkIn(desk.context, asker, { ...guest, identity: 'passport' })).toThrow(
    /event-purged/,
  );
  expect(purgeWarnings(desk.context)).toEqual([{ code: 'event-purged', detail: '' }]);
  createActivityLog(desk.context, () => {}).note(asker, {
    kind: 'settings',
    delegateId: null,
    detail: sentinel,
  });
  // A payload whose link is unknown here, with it or after it.
  const { id: eventId } = desk.context.event.file;
  db.prepare(
    `INSERT INTO unknown_event (station, incarnation, kseq, hash, body, personal, aside, wall)
     VALUES ('', 1, 1, ?, ?, ?, 0, 0)`,
  ).run('0'.repeat(64), eventId, sentinel);
  db.prepare("UPDATE unknown_event SET personal = ? WHERE station = ''").run(sentinel);
  expectNothing();

  const id = view.purges[0]?.id ?? '';
  expect(await call.savePurgeCertificate({ id }, asker)).toBe(true);
  const signed = signedCertificateSchema.parse(JSON.parse(readFileSync(chosen, 'utf8')));
  expect(isAuthenticCertificate(signed, keys.publicKey, nodeCrypto)).toBe(true);
  expect(signed.certificate).toMatchObject({
    complete: true,
    order: { requestedBy: { name: 'Dana' }, approvedBy: { name: 'Doris' } },
  });
  expect(readFileSync(join(folder, 'chosen.txt'), 'utf8')).toMatch(/Asked for by: Dana/);
});

test('the rule purges by itself: warned for seven days, never during the event, not after a jump of the clock', async () => {
  const { context } = desk;
  await purge.tend();
  expect(readRetention(context.db).warnedAt).toBe(null);
  desk.setClock('2018-12-20T10:00:00+01:00');
  await purge.tend();
  expect(purgeWarnings(context)).toEqual([{ code: 'purge-soon', detail: '2018-11-03' }]);
  // The clock had jumped: back at the event the warning is forgotten.
  desk.setClock('2018-10-03T10:00:00+02:00');
  await purge.tend();
  expect(readRetention(context.db).warnedAt).toBe(null);
  expect(purgeWarnings(context)).toEqual([]);
  desk.setClock('2018-12-20T10:00:00+01:00');
  await purge.tend();
  // Seven days ahead at once: they did not pass, and the warning begins again.
  desk.setClock('2018-12-27T10:00:00+01:00');
  await purge.tend();
  await purge.tend();
  expect(listPurges(context.db, context.event.file.id)).toEqual([]);
  desk.pass(7 * 86_400_000 - 1_000);
  await purge.tend();
  expect(listPurges(context.db, context.event.file.id)).toEqual([]);
  desk.pass(1_000);
  await purge.tend();
  await purge.tend();
  expect(listPurges(context.db, context.event.file.id)).toMatchObject([
    { signed: { order: { cause: 'retention', requestedBy: null } } },
  ]);
  expectNothing();
});

test('the rule is chosen here; own rules have a name', async () => {
  const call = handlers();
  const rule = { set: 'organisation', name: '', days: 90 } as const;
  expect(() => call.setRetention({ rule }, desk.supervisor)).toThrow(/bad-input/);
  await call.setRetention({ rule: { ...rule, name: 'ST/SGB/2007/6' } }, desk.supervisor);
  expect(privacyView(desk.context, null)).toMatchObject({
    rule: { days: 90 },
    setBy: 'Supervisor',
    state: { purgeOn: '2019-01-02' },
  });
});

test('a purge that another rule moves is warned of again', () => {
  const { db } = desk.context;
  const by = { hub: false, setBy: 'Supervisor', setAt: 0 } as const;
  const rule: RetentionRule = { set: 'gdpr', name: '', days: 30 };
  writeRetention(db, rule, by);
  noteWarned(db, 5);
  writeRetention(db, rule, by);
  expect(readRetention(db).warnedAt).toBe(5);
  writeRetention(db, { ...rule, days: 60 }, by);
  expect(readRetention(db).warnedAt).toBe(null);
});

test('a desk with a hub neither purges nor chooses the rule', () => {
  const { db } = desk.context;
  const hub = { hub: randomUUID(), hubName: 'Hub', url: 'https://hub', authority: '', hubKey: '' };
  saveHubLink(db, { ...hub, wall: 0 });
  desk.setClock('2018-11-20T10:00:00+01:00');
  const rule: RetentionRule = { set: 'gdpr', name: '', days: 30 };
  expect(() => handlers().purge({ pin: '5093' }, desk.supervisor)).toThrow(/purge-at-hub/);
  expect(() => handlers().setRetention({ rule }, desk.supervisor)).toThrow(/purge-at-hub/);
});

test('an access request: the person’s own data, searches that meant the person, and the portrait', async () => {
  const { context, caller } = desk;
  const log = createActivityLog(context, () => {});
  for (const detail of [sentinel.slice(0, 5), 'Else', `Ada ${sentinel}`]) {
    log.note(caller, { kind: 'search', delegateId: null, detail });
    log.flush();
  }
  const { id } = desk.addDelegate(1, { printedName: `Ada ${sentinel}`, familyName: sentinel });
  log.note(caller, { kind: 'opened', delegateId: id, detail: '' });
  const photo = { sha256: 'ab'.repeat(32), picture: Buffer.from('JPEG') };
  savePhoto(context.db, { eventId: context.event.file.id, delegateId: id }, photo, 1);
  const mailing = { eventId: context.event.file.id, mailing: 'first', wall: 1 };
  addTicketMails(context.db, mailing, [{ delegateId: id, address: 'ada@example.org' }]);
  const call = handlers();
  expect(await call.answerAccessRequest({ registrationCode: 't18-00001' }, caller)).toBe(true);
  const report = personReportSchema.parse(JSON.parse(readFileSync(chosen, 'utf8')));
  expect(report).toMatchObject({ delegateId: id, photo: 'chosen.jpg' });
  expect(report.facts).toMatchObject([
    { type: 'note-written', personal: { text: `tell ${sentinel}` } },
  ]);
  expect(report.ticketMails).toMatchObject([{ address: 'ada@example.org', state: 'waiting' }]);
  expect(report.log.map(({ kind, detail }) => [kind, detail])).toEqual([
    ['search', sentinel.slice(0, 5)],
    ['search', `Ada ${sentinel}`],
    ['opened', ''],
  ]);
  expect(JSON.stringify(report)).not.toMatch(/Else|ELSE/);
  expect(readFileSync(join(folder, 'chosen.txt'), 'utf8')).toMatch(/printedName: Ada/);
  expect(readFileSync(join(folder, 'chosen.jpg'), 'utf8')).toBe('JPEG');
  const unknown = call.answerAccessRequest({ registrationCode: 'T18-99999' }, caller);
  await expect(unknown).rejects.toThrow(/not-found/);
});

test.each(['before-rows', 'before-file', 'before-stores'])(
  'killed %s, it goes on at the next start',
  async (place) => {
    const own = mkdtempSync(join(tmpdir(), 'lanyard-kill-'));
    // After the desk is closed: on Windows an open file cannot be deleted.
    onTestFinished(() => rmSync(own, { recursive: true, force: true }));
    const path = join(own, 'list.csv');
    const first = makeDeskContext({ folder: own });
    const { id } = first.addDelegate(1, { printedName: `Ada ${sentinel}`, familyName: sentinel });
    writeNote(first.context, first.caller, { delegateId: id, text: sentinel });
    await savePersonalFile(first.context, path, sentinel);
    first.context.db.close();
    const child = spawnSync(
      process.execPath,
      [join(import.meta.dirname, 'kill-child.ts'), own, place],
      { encoding: 'utf8' },
    );
    expect(`${child.signal} ${child.stderr.replace(/.*Warning.*\n.*\n/, '')}`).toBe(
      // Windows has no signals: a killed process has an exit code.
      process.platform === 'win32' ? 'null ' : 'SIGKILL ',
    );
    await purge.stop();
    desk.close();
    desk = makeDeskContext({ folder: own });
    desk.setClock('2018-12-01T10:05:00+01:00');
    folder = own;
    const { db, event } = desk.context;
    expect(listPurges(db, event.file.id)).toMatchObject([{ done: null }]);
    purge = watch();
    await purge.tend();
    expectNothing();
    expect(existsSync(path)).toBe(false);
    expect(filesWith(own, sentinel)).toEqual([]);
    const [done] = listPurges(db, event.file.id);
    expect(done?.counts.get('delegates')).toBe(1);
    expect(done?.counts.get('files')).toBe(1);
  },
  60_000,
);

test('a large event is purged a little at a time: meanwhile the desk answers, and nothing is left in any page', async () => {
  const { db } = desk.context;
  for (let i = 10; i < 1_200; i += 1) {
    const printedName = `Ada ${sentinel} ${i}`;
    desk.addDelegate(i, { printedName, familyName: `${sentinel} ${i}` });
  }
  // Earlier names are in no page either.
  for (let i = 10; i < 60; i += 1) desk.addDelegate(i, { printedName: `Eve ${sentinel} ${i}` });
  desk.setClock('2018-12-01T10:00:00+01:00');
  const sizes: number[] = [];
  let looked = 0;
  let isOn = true;
  const look = (): void => {
    if (!isOn || !db.open) return;
    looked += 1;
    sizes.push(findDelegates(desk.context, { query: sentinel, limit: 5 }).rows.length);
    setImmediate(look);
  };
  const tending = purge.order(desk.caller, desk.supervisor.operator as never);
  look();
  await tending;
  isOn = false;
  // The number depends on the computer's speed; a purge in a single piece would allow no check in
  // between.
  expect(looked).toBeGreaterThan(5);
  expect(sizes.at(0)).toBeGreaterThan(0);
  expect(sizes.at(-1)).toBe(0);
  const [done] = listPurges(db, desk.context.event.file.id);
  expect(done?.counts.get('delegates')).toBe(1_192);
  expect(db.pragma('freelist_count', { simple: true })).toBe(0);
  expectNothing();
});

test('a store that an earlier version made is written anew as a whole', async () => {
  const { db } = desk.context;
  db.pragma('auto_vacuum = NONE');
  db.exec('VACUUM');
  expect(db.pragma('auto_vacuum', { simple: true })).toBe(0);
  desk.setClock('2018-12-01T10:00:00+01:00');
  await purge.order(desk.caller, desk.supervisor.operator as never);
  expect(db.pragma('auto_vacuum', { simple: true })).toBe(2);
  expectNothing();
});
