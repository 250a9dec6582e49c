import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEvent, findTicketKey, forgetSecrets } from '../../../db/event/events.ts';
import { saveHubLink } from '../../../db/ledger/hub-link.ts';
import { listOperators } from '../../../db/operators.ts';
import {
  demoEventId,
  demoEventSecret,
  demoKeyMistakes,
  demoTicketKey,
} from '../../../domain/event/demo-event.ts';
import type { NewEvent } from '../../../domain/event/new-event.ts';
import { demoPin, seedOperators } from '../../../main/app/start/seed.ts';
import { readStationSettings } from '../../../main/base/config/station-settings.ts';
import type { Caller } from '../../../main/base/context.ts';
import { takeStartAsDesk } from '../../../main/base/next-start.ts';
import { createFirstSupervisor } from '../../../main/operators/operators.ts';
import { changeStation } from '../../../main/station/change-station.ts';
import { createEventChoice } from '../../../main/station/event-choice.ts';
import {
  beginSetUp,
  chooseSource,
  finishSetUp,
  goToSetUpStep,
  isOpenForSetUp,
  setUpPast,
  setUpView,
} from '../../../main/station/set-up.ts';
import { createEventTables } from '../../../main/station/set-up-calls.ts';
import { leaveStation } from '../../../main/station/station-care-calls.ts';
import { publicKeyOf, readPrivateKey } from '../../../platform/crypto/ed25519.ts';
import { setUpCalls } from '../../../preload/contract/station/set-up.ts';
import { answererOf } from '../../support/answerer.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { sampleEvent } from '../../support/sample-event.ts';

let desk: DeskContext;
let folder: string;
beforeEach(() => {
  desk = makeDeskContext();
  folder = mkdtempSync(join(tmpdir(), 'lanyard-setup-'));
  desk.context.db.prepare('DELETE FROM operator').run();
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const nobody = { operator: null };
const anna = { name: 'Anna', pin: '24681' };

function joinAHub(): void {
  saveHubLink(desk.context.db, {
    hub: '0192d3a0-0000-7000-8000-0000000000aa',
    hubName: 'Venue hub',
    url: 'https://192.0.2.5:7443',
    authority: 'authority',
    hubKey: 'key',
    wall: 0,
  });
}

describe('the first start', () => {
  it('goes from the beginning to ready, and survives a restart at each step', async () => {
    const { db } = desk.context;
    beginSetUp(db, true);
    expect(setUpView(db, {})?.step).toBe('begin');
    chooseSource(db, {}, 'file');
    beginSetUp(db, false);
    expect(setUpView(db, {})).toMatchObject({ step: 'station', source: 'file' });
    setUpPast(db, {}, 'event');
    expect(setUpView(db, {})?.step).toBe('supervisor');
    expect(() => finishSetUp(db)).toThrow('supervisor-needed');
    await createFirstSupervisor(db, anna);
    for (const step of ['list', 'place', 'printer', 'devices', 'ready'] as const) {
      goToSetUpStep(db, {}, step);
      beginSetUp(db, false);
      expect(setUpView(db, {})?.step).toBe(step);
    }
    finishSetUp(db);
    beginSetUp(db, false);
    expect(setUpView(db, {})).toBeNull();
  });

  it('asks nothing that is preset, no list of a hub, no printer of a door', () => {
    const { db } = desk.context;
    beginSetUp(db, true);
    chooseSource(db, {}, 'hub');
    expect(setUpView(db, {})?.steps).not.toContain('list');
    const preset = setUpView(db, { mode: 'door', stationName: 'North', checkpoint: 'a' })?.steps;
    expect(preset).toEqual(['begin', 'event', 'supervisor', 'devices', 'ready']);
    expect(() => goToSetUpStep(db, { checkpoint: 'a' }, 'place')).toThrow('not-allowed');
  });

  it('asks only for a supervisor where the event is preset, and nothing of an older store', async () => {
    const { db } = desk.context;
    beginSetUp(db, false);
    expect(setUpView(db, {})).toMatchObject({ step: 'supervisor', source: 'preset' });
    db.prepare('DELETE FROM setting').run();
    await createFirstSupervisor(db, anna);
    beginSetUp(db, false);
    expect(setUpView(db, {})).toBeNull();
  });

  it('is anybody’s until there is a supervisor, then only a supervisor’s', async () => {
    const { db } = desk.context;
    const setUpBy = async (caller: Caller) => {
      const definition = setUpCalls.dropEarlierEvent;
      const isOpen = () => isOpenForSetUp(db);
      const answerer = answererOf(
        { definition, handler: () => undefined },
        { mode: 'desk', caller: () => caller, isOpenForSetUp: isOpen },
      );
      return await answerer.answer('dropEarlierEvent', undefined);
    };
    const refused = (code: string) => ({ ok: false, error: { code, detail: '' } });
    expect(await setUpBy(nobody)).toEqual(refused('sign-in-needed'));
    beginSetUp(db, true);
    expect(await setUpBy(nobody)).toMatchObject({ ok: true });
    await createFirstSupervisor(db, anna);
    expect(await setUpBy(nobody)).toEqual(refused('sign-in-needed'));
    expect(await setUpBy(desk.caller)).toEqual(refused('supervisor-needed'));
    expect(await setUpBy(desk.supervisor)).toMatchObject({ ok: true });
  });
});

describe('an event created at the station', () => {
  const filledIn: NewEvent = {
    languages: ['en', 'fr'],
    kind: 'meeting',
    name: { en: 'Committee', fr: 'Comité' },
    place: { en: 'Brussels', fr: 'Bruxelles' },
    timeZone: 'Europe/Brussels',
    dayBoundary: '04:00',
    firstDay: '2026-12-01',
    lastDay: '2026-12-02',
    delegations: 'wco-members',
    extraFields: [],
    signedTickets: false,
  };

  it('has keys of its own, which the station alone keeps and a purge deletes', () => {
    const { db } = desk.context;
    beginSetUp(db, true);
    chooseSource(db, {}, 'create');
    createEventChoice(desk.context).create(filledIn, {});
    const eventId = readStationSettings(db, {}).eventId ?? '';
    const event = findEvent(db, eventId);
    expect(event?.file).toMatchObject({ name: filledIn.name, days: ['2026-12-01', '2026-12-02'] });
    expect(event?.secret).toHaveLength(32);
    const key = readPrivateKey(findTicketKey(db, eventId) ?? '');
    expect(event?.file.ticketKeys).toEqual([publicKeyOf(key)]);
    expect(setUpView(db, {})).toMatchObject({ step: 'supervisor', source: 'create' });
    expect(setUpView(db, {})?.steps).toContain('list');
    forgetSecrets(db);
    expect(findTicketKey(db, eventId)).toBeNull();
  });

  it('shares no key with another one, and is not made while the station belongs to a hub', () => {
    const { db } = desk.context;
    const choice = createEventChoice(desk.context);
    const create = () => {
      choice.create(filledIn, {});
      const id = readStationSettings(db, {}).eventId ?? '';
      return { id, key: findTicketKey(db, id), secret: findEvent(db, id)?.secret };
    };
    const [one, other] = [create(), create()];
    expect(one.id).not.toBe(other.id);
    expect(one.key).not.toBe(other.key);
    expect(one.secret).not.toEqual(other.secret);
    joinAHub();
    expect(() => choice.create(filledIn, {})).toThrow('leave-hub-first');
    expect(readStationSettings(db, {}).eventId).toBe(other.id);
  });
});

describe('the tables of an event created at the station', () => {
  const timing = {
    timeZone: 'Europe/Brussels',
    dayBoundary: '04:00',
    firstDay: '2026-12-01',
    lastDay: '2026-12-02',
  };
  const request: NewEvent = {
    languages: ['en', 'fr'],
    kind: 'meeting',
    name: { en: 'A', fr: 'A' },
    place: { en: 'B', fr: 'B' },
    ...timing,
    delegations: 'table',
    extraFields: [],
    signedTickets: false,
  };
  const draft = { kind: 'meeting', languages: request.languages, timing } as const;
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const delegations = 'Code;Name\nBEL;Belgium\nFRA;France\n';
  const sessions = 'Title;Day;Opens;Closes;Categories\nPlenary;2026-12-01;9:00;10:00;Observer\n';

  it('give it its delegations, and a checkpoint for each session', async () => {
    const tables = createEventTables();
    tables.choose('delegations', write('d.csv', delegations));
    tables.choose('sessions', write('s.csv', sessions));
    tables.choose('sessions', null);
    // What was read is used, whatever happens to the file.
    write('d.csv', 'gone');
    createEventChoice(desk.context).create(request, {}, await tables.take(request));
    const event = findEvent(
      desk.context.db,
      readStationSettings(desk.context.db, {}).eventId ?? '',
    );
    expect(event?.file.delegations.map(({ code }) => code)).toEqual(['BEL', 'FRA']);
    expect(event?.file.checkpoints.at(-1)).toMatchObject({
      id: 'plenary',
      kind: 'session',
      categories: ['observer'],
      windows: [{ day: '2026-12-01', opens: '09:00', closes: '10:00' }],
    });
  });

  it('are checked against the days that are filled in, and nothing is taken while one is wrong', async () => {
    const tables = createEventTables();
    await expect(tables.take(request)).rejects.toThrow('event-table-wrong');
    tables.choose('delegations', write('d.csv', `${delegations}BEL;Again\n`));
    tables.choose('sessions', write('s.csv', sessions));
    const early = await tables.check({ ...draft, timing: null });
    expect(early.sessions?.problems).toMatchObject([{ code: 'days-missing' }]);
    expect(await tables.check(draft)).toMatchObject({
      delegations: { fileName: 'd.csv', total: 2, problems: [{ code: 'code-twice', line: 4 }] },
      sessions: { fileName: 's.csv', total: 1, problems: [] },
    });
    await expect(tables.take(request)).rejects.toThrow('event-table-wrong: d.csv');
    const others = { ...request, delegations: 'none' } as const;
    expect(await tables.take(others)).toMatchObject({ delegations: [], sessions: [{}] });
    const late = { ...others, firstDay: '2026-12-02' };
    await expect(tables.take(late)).rejects.toThrow('event-table-wrong: s.csv');
    tables.drop('sessions');
    expect(await tables.take(late)).toEqual({ delegations: [], sessions: [] });
  });

  it('say what a file is that cannot be read, and keep the other one', async () => {
    const tables = createEventTables();
    tables.choose('sessions', write('s.csv', sessions));
    for (const [name, text, code] of [
      ['d.csv', '%PDF-1.7', 'import-file-is-not-a-table'],
      ['d.xlsx', 'PK\u0003\u0004 cut off', 'import-file-is-not-a-table'],
      ['large.csv', 'a'.repeat(5 * 2 ** 20), 'import-too-large'],
    ] as const) {
      tables.choose('delegations', write(name, text));
      const found = await tables.check(draft);
      expect(found.delegations?.failure?.code, name).toBe(code);
      expect(found.sessions?.total).toBe(1);
      await expect(tables.take(request)).rejects.toThrow('event-table-wrong');
    }
    tables.choose('delegations', join(folder, 'nowhere.csv'));
    const found = await tables.check(draft);
    expect(found.delegations?.failure).toMatchObject({ code: 'import-file-unreadable' });
  });

  it('ask for the character set, and take nothing before it is chosen', async () => {
    const tables = createEventTables();
    const path = join(folder, 'd.csv');
    writeFileSync(path, Buffer.from('Code;Name\nSEN;Sénégal\n', 'latin1'));
    tables.choose('delegations', path);
    const { delegations: doubtful } = await tables.check(draft);
    expect(doubtful?.readings[0]?.encoding).toBe('windows-1252');
    await expect(tables.take(request)).rejects.toThrow('event-table-wrong');
    tables.readAs('delegations', 'windows-1252');
    expect((await tables.take(request)).delegations[0]?.name.en).toBe('Sénégal');
    expect(() => createEventTables().readAs('sessions', 'utf-8')).toThrow('not-found');
  });
});

describe('the event from its files', () => {
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const other = { ...sampleEvent, id: '0192d3a0-0000-7000-8000-0000000000bb' };

  it('tells every mistake by its place, and takes nothing over before both files are good', () => {
    const choice = createEventChoice(desk.context);
    const bad = { ...other, timeZone: 'Mars/Base', extra: 1 };
    const again = choice.file(write('bad.json', JSON.stringify(bad)));
    expect(again.file?.problems.map(({ place }) => place.en)).toEqual(['“extra”', 'Time zone']);
    expect(() => choice.adopt({})).toThrow('event-not-chosen');
    choice.file(write('good.json', `\uFEFF${JSON.stringify(other)}`));
    const secret = choice.secret(write('secret.txt', 'not a secret'));
    expect(secret.secret?.problems).toHaveLength(1);
    expect(JSON.stringify(secret)).not.toContain('not a secret');
    expect(() => choice.adopt({})).toThrow('event-not-chosen');
    // A dialog closed without a choice changes nothing.
    expect(choice.secret(null)).toEqual(secret);
    choice.secret(write('secret.txt', `${'ab'.repeat(32)}\n`));
    choice.adopt({});
    expect(readStationSettings(desk.context.db, {}).eventId).toBe(other.id);
  });

  it('refuses the demo’s key and secret for another event, and says what to do', () => {
    const choice = createEventChoice(desk.context);
    const keyed = { ...other, ticketKeys: [demoTicketKey] };
    const { problems = [] } = choice.file(write('event.json', JSON.stringify(keyed))).file ?? {};
    expect(problems).toMatchObject([{ mistake: demoKeyMistakes.ticketKey }]);
    expect(problems?.[0]?.place.en).toMatch(/^Key of signed tickets/);
    choice.file(write('event.json', JSON.stringify(other)));
    const secret = choice.secret(write('secret.txt', demoEventSecret)).secret;
    expect(secret?.problems).toMatchObject([{ mistake: demoKeyMistakes.secret }]);
    expect(() => choice.adopt({})).toThrow('event-not-chosen');
    const demo = { ...other, id: demoEventId, ticketKeys: [demoTicketKey] };
    choice.file(write('event.json', JSON.stringify(demo)));
    choice.adopt({});
  });

  it('ends the demo: its PIN opens nothing, and the station asks for a supervisor', async () => {
    const { db } = desk.context;
    await seedOperators(db, {}, true);
    beginSetUp(db, false);
    expect(setUpView(db, {})).toBeNull();
    const choice = createEventChoice(desk.context);
    choice.file(write('good.json', JSON.stringify(other)));
    choice.secret(write('secret.txt', 'ab'.repeat(32)));
    choice.adopt({});
    expect(listOperators(db)).toEqual([]);
    expect(setUpView(db, {})?.step).toBe('supervisor');
    const answer = await leaveStation(desk.context, { pin: demoPin, to: 'ask' });
    expect(answer).toEqual({ result: 'wrong-pin' });
  });
});

describe('what the station is', () => {
  it('changes name, place and mode, and refuses a checkpoint that the event does not have', () => {
    const { context } = desk;
    changeStation(context, {}, { mode: 'door', stationName: 'North', direction: 'out' });
    expect(readStationSettings(context.db, {})).toMatchObject({ mode: 'door', direction: 'out' });
    expect(readStationSettings(context.db, {}).stationName).toBe('North');
    expect(() => changeStation(context, {}, { checkpoint: 'nowhere' })).toThrow('not-found');
  });

  it('keeps its mode while it belongs to a hub, which gives each mode its own data', () => {
    joinAHub();
    expect(() => changeStation(desk.context, {}, { mode: 'kiosk' })).toThrow('leave-hub-first');
    changeStation(desk.context, {}, { mode: 'desk', stationName: 'Desk 9' });
    expect(readStationSettings(desk.context.db, {}).stationName).toBe('Desk 9');
  });
});

describe('the way out of a kiosk', () => {
  it('opens to a supervisor’s PIN alone, and makes guesses wait; see approve.test.ts for a hundred', async () => {
    const { context } = desk;
    await createFirstSupervisor(context.db, anna);
    let now = 0;
    for (let guess = 0; guess < 12; guess += 1) {
      const pin = String(1000 + guess);
      const answer = await leaveStation(context, { pin, to: 'leave' }, () => now);
      expect(answer.result).not.toBe('approved');
      if (answer.result === 'wait') now += answer.milliseconds;
    }
    expect(now).toBeGreaterThan(20_000);
    expect(takeStartAsDesk(context.db)).toBe(false);
    now += 600_000;
    const right = await leaveStation(context, { pin: anna.pin, to: 'settings' }, () => now);
    expect(right).toMatchObject({ result: 'approved' });
    // Single use.
    expect(takeStartAsDesk(context.db)).toBe(true);
    expect(takeStartAsDesk(context.db)).toBe(false);
  });
});
