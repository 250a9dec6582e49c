import { afterEach, describe, expect, it } from 'vitest';
import { countOpenDuplicates, openDuplicates } from '../../../db/check-in/duplicates.ts';
import { chainOf } from '../../../db/ledger/attendance.ts';
import { countWaiting } from '../../../db/ledger/hub-link.ts';
import { findDelegateById } from '../../../db/roster/roster.ts';
import { verifyChain } from '../../../domain/ledger/chain.ts';
import type { NewPerson, PersonChange } from '../../../domain/roster/roster-changes.ts';
import { SyncFailure } from '../../../domain/sync/problems.ts';
import { undoCheckIn } from '../../../main/check-in/check-in-calls.ts';
import { correctSpelling } from '../../../main/check-in/correct-spelling.ts';
import { resolveDuplicate } from '../../../main/check-in/resolve-duplicate.ts';
import { registerWalkIn } from '../../../main/check-in/roster-changes.ts';
import { admissionsOf } from '../../../main/ledger/admissions.ts';
import { changePeople } from '../../../main/people/change-people.ts';
import { personView } from '../../../main/people/person.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { entry } from '../../hub/http/people.ts';
import {
  cleanUp,
  deskFacts,
  type HubRig,
  hubFacts,
  makeDesk,
  person,
  rigWithDesk,
  type SyncDesk,
  startRig,
} from './support.ts';

afterEach(cleanUp);

const newPerson: NewPerson = {
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
const approval = { approver: 'J. Chief', reference: 'Letter 12/2018' };

async function twoDesks(people = 3): Promise<{ rig: HubRig; a: SyncDesk; b: SyncDesk }> {
  const rig = await startRig();
  await rig.importPeople(people);
  const a = await makeDesk(rig, { name: 'A' });
  const b = await makeDesk(rig, { name: 'B' });
  await a.sync();
  await b.sync();
  return { rig, a, b };
}

function admissionOf(desk: SyncDesk, delegateId: string): string {
  const answer = desk.admit(delegateId);
  if (answer.outcome !== 'admitted') throw new Error(answer.outcome);
  return answer.admissionId;
}

function standing(desk: SyncDesk, delegateId: string): string[] {
  return admissionsOf(desk.context, delegateId).map(({ eventId }) => eventId);
}

function duplicates(desk: SyncDesk) {
  return openDuplicates(desk.context.db, desk.context.event.file.id);
}

function changeOne(desk: SyncDesk, id: string, change: PersonChange): void {
  changePeople(desk.context, desk.caller, { changes: [{ ids: [id], change }] });
}

describe('two desks and a hub', () => {
  it('writes a first roster page by page, and what follows beside check-ins in small portions', async () => {
    const { rig, a } = await rigWithDesk(200);
    const portions = () => a.changes.filter(({ roster }) => roster).length;
    expect(portions()).toBe(1);
    await rig.importPeople(400);
    await a.sync();
    expect(portions()).toBeGreaterThan(2);
  });

  it('share the roster, and a check-in at one is known at the other', async () => {
    const { rig, a, b } = await twoDesks();
    expect(findDelegateById(a.context.db, a.context.event.file.id, person(1))).not.toBeNull();
    const admission = admissionOf(a, person(1));
    expect(await a.sync()).toMatchObject({ pushed: 2, rechained: false, newEpoch: false });
    expect(await b.sync()).toMatchObject({ facts: 2 });
    expect(standing(b, person(1))).toEqual([admission]);
    expect(b.admit(person(1))).toMatchObject({ outcome: 'already-in' });
    expect(b.changes).toContainEqual({ facts: true });
    expect(await rig.hub.checkAll()).toEqual([]);
  });

  it('push nothing in a second sync, and ask for no page', async () => {
    const { rig, a } = await twoDesks();
    admissionOf(a, person(1));
    await a.sync();
    rig.heard.length = 0;
    expect(await a.sync()).toMatchObject({ pushed: 0, relayed: 0, facts: 0, delegates: 0 });
    expect(rig.heard.map(({ method }) => method)).toEqual(['handshake']);
    expect(countWaiting(a.context.db)).toEqual({ waiting: 0, quarantined: 0 });
  });

  it('ask for the roster after a push only where the push changed it', async () => {
    const { rig, a } = await twoDesks();
    const methods = async (): Promise<string[]> => {
      rig.heard.length = 0;
      await a.sync();
      return rig.heard.map(({ method }) => method);
    };
    admissionOf(a, person(1));
    expect(await methods()).toEqual(['handshake', 'push', 'pullEvents']);
    const correction = { printedName: 'Corrected NAME' };
    correctSpelling(a.context, a.caller, { delegateId: person(2), correction });
    expect(await methods()).toEqual(['handshake', 'push', 'pullEvents', 'pullRoster']);
    changeOne(a, person(3), { status: 'cancelled' });
    expect(await methods()).toEqual(['handshake', 'push', 'pullEvents', 'pullRoster']);
  });

  it('store nothing twice after an answer was lost', async () => {
    const { rig, a, b } = await twoDesks();
    admissionOf(a, person(1));
    a.between = async ({ method }, deliver) => {
      const reply = await deliver();
      if (method === 'push') throw new SyncFailure('unreachable');
      return reply;
    };
    await expect(a.sync()).rejects.toMatchObject({ code: 'unreachable' });
    expect(countWaiting(a.context.db).waiting).toBe(2);
    a.between = (_letter, deliver) => deliver();
    expect(await a.sync()).toMatchObject({ pushed: 0 });
    expect(countWaiting(a.context.db).waiting).toBe(0);
    await b.sync();
    expect(await hubFacts(rig)).toHaveLength(2);
    expect(deskFacts(b)).toEqual(deskFacts(a));
    expect(await rig.hub.checkAll()).toEqual([]);
  });

  it('agree on the winner whatever the order, and list the duplicate until somebody resolves it', async () => {
    const { rig, a, b } = await twoDesks();
    b.setClock('2018-10-02T09:00:05+02:00');
    const later = admissionOf(b, person(1));
    const earlier = admissionOf(a, person(1));
    // The later one reaches the hub first.
    await b.sync();
    await a.sync();
    await b.sync();
    for (const desk of [a, b]) {
      expect(standing(desk, person(1))).toEqual([earlier, later]);
      expect(duplicates(desk)).toMatchObject([
        {
          delegateId: person(1),
          first: { admissionId: earlier, station: a.context.self.station, stationName: 'A' },
          further: { admissionId: later, stationName: 'B', operatorName: 'Operator' },
          resolution: null,
        },
      ]);
      expect(countOpenDuplicates(desk.context.db, desk.context.event.file.id)).toBe(1);
    }
    expect(await rig.hub.duplicates()).toMatchObject([
      { first: { eventId: earlier }, further: { eventId: later }, resolved: null },
    ]);
    resolveDuplicate(a.context, a.supervisor, { admissionId: later, note: 'Two of them' });
    await a.sync();
    await b.sync();
    for (const desk of [a, b]) {
      expect(duplicates(desk)).toMatchObject([{ resolution: { operatorName: 'Supervisor' } }]);
      expect(countOpenDuplicates(desk.context.db, desk.context.event.file.id)).toBe(0);
    }
    expect(await rig.hub.duplicates()).toMatchObject([{ resolved: { note: 'Two of them' } }]);
  });

  it('list open duplicates before resolved ones, and none of an admission that was undone', async () => {
    const { a, b } = await twoDesks();
    const further = [1, 2, 3].map((number) => {
      admissionOf(a, person(number));
      return number;
    });
    b.setClock('2018-10-02T09:10:00+02:00');
    const [first, second, third] = further.map((number) => admissionOf(b, person(number)));
    await a.sync();
    await b.sync();
    resolveDuplicate(b.context, b.supervisor, { admissionId: third ?? '', note: 'Same person' });
    undoCheckIn(b.context, b.caller, { admissionId: first ?? '', reason: 'wrong-person' });
    await b.sync();
    await a.sync();
    for (const desk of [a, b]) {
      expect(
        duplicates(desk).map(({ further: { admissionId }, resolution }) => [
          admissionId,
          resolution === null,
        ]),
      ).toEqual([
        [second, true],
        [third, false],
      ]);
    }
  });

  it('undo each other’s admissions', async () => {
    const { a, b } = await twoDesks();
    const admission = admissionOf(a, person(1));
    await a.sync();
    await b.sync();
    undoCheckIn(b.context, b.caller, { admissionId: admission, reason: 'wrong-person' });
    await b.sync();
    await a.sync();
    expect(standing(a, person(1))).toEqual([]);
    expect(a.admit(person(1))).toMatchObject({ outcome: 'admitted' });
  });

  it('carry walk-ins and corrections up and across', async () => {
    const { rig, a, b } = await twoDesks();
    const { delegateId } = registerWalkIn(a.context, a.caller, {
      person: newPerson,
      identity: 'passport',
      ...approval,
    });
    correctSpelling(a.context, a.caller, {
      delegateId: person(1),
      correction: { printedName: 'Corrected NAME' },
    });
    await a.sync();
    await b.sync();
    for (const desk of [a, b]) {
      const find = (id: string) =>
        findDelegateById(desk.context.db, desk.context.event.file.id, id);
      expect(find(delegateId)).toMatchObject({ printedName: 'Ana MARÍA' });
      expect(find(person(1))).toMatchObject({ printedName: 'Corrected NAME' });
    }
    expect(b.admit(delegateId)).toMatchObject({ outcome: 'admitted' });
    expect(await rig.hub.delegate(delegateId)).toMatchObject({ printedName: 'Ana MARÍA' });
    expect(
      (await rig.hub.rosterChanges()).map(({ kind, stationName }) => [kind, stationName]),
    ).toEqual([
      ['spelling-corrected', 'A'],
      ['walk-in-registered', 'A'],
    ]);
  });

  it('keep what each changed of one person while apart, and refuse whom the other cancelled', async () => {
    const { rig, a, b } = await twoDesks();
    changeOne(a, person(1), { jobTitle: 'Director', email: 'first@example.org' });
    changeOne(b, person(1), { administration: 'Customs of B', email: 'second@example.org' });
    changeOne(b, person(2), { status: 'cancelled' });
    for (const desk of [a, b, a]) await desk.sync();
    const [here, there] = [a, b].map((desk) =>
      findDelegateById(desk.context.db, desk.context.event.file.id, person(1)),
    );
    expect(here).toEqual(there);
    expect(here).toEqual(await rig.hub.delegate(person(1)));
    expect(here).toMatchObject({ jobTitle: 'Director', administration: 'Customs of B' });
    expect(['first@example.org', 'second@example.org']).toContain(here?.email);
    expect(a.admit(person(2))).toMatchObject({ outcome: 'cancelled' });
    expect(await rig.hub.checkAll()).toEqual([]);
  });

  it('hear of edits, cancellations and deletions at the hub', async () => {
    const { rig, a } = await twoDesks();
    await rig.hub.changeDelegate(person(1), { status: 'cancelled' });
    await rig.hub.deleteDelegate(person(2));
    expect(await a.sync()).toMatchObject({ delegates: 2 });
    expect(a.admit(person(1))).toMatchObject({ outcome: 'cancelled' });
    expect(findDelegateById(a.context.db, a.context.event.file.id, person(2))).toBeNull();
  });

  it('hear of a change on the organiser’s page with its account, and push it nowhere again', async () => {
    const { rig, a } = await twoDesks();
    const changes = [{ ids: [person(1)], change: { status: 'cancelled' as const } }];
    await rig.hub.changePeople({ changes }, 'Marie');
    expect(await a.sync()).toMatchObject({ delegates: 1, facts: 1 });
    expect(a.admit(person(1))).toMatchObject({ outcome: 'cancelled' });
    expect(personView(a.context, person(1)).history).toMatchObject([
      { kind: 'registration-changed', by: 'Marie' },
    ]);
    const before = await hubFacts(rig);
    expect(await a.sync()).toMatchObject({ pushed: 0, relayed: 0, delegates: 0 });
    expect(await hubFacts(rig)).toEqual(before);
  });

  it('keep chains that can be checked after the personal data was purged', async () => {
    const { rig, a, b } = await twoDesks();
    registerWalkIn(a.context, a.caller, { person: newPerson, identity: 'passport', ...approval });
    await a.sync();
    await b.sync();
    await rig.store.db.deleteFrom('personal').execute();
    for (const desk of [a, b]) {
      desk.context.db.prepare('DELETE FROM attendance_personal').run();
      const chain = chainOf(desk.context.db, a.context.self.station, 1);
      expect(chain).toHaveLength(1);
      expect(verifyChain(chain, nodeCrypto)).toMatchObject({ whole: true });
    }
    expect((await rig.hub.checkAll()).filter(({ what }) => what === 'chain')).toEqual([]);
    admissionOf(a, person(1));
    expect(await a.sync()).toMatchObject({ pushed: 2 });
  });

  it('give a door and a kiosk the least data, and no personal payloads', async () => {
    const { rig, a } = await twoDesks();
    const door = await makeDesk(rig, { name: 'Door', mode: 'door' });
    registerWalkIn(a.context, a.caller, { person: newPerson, identity: 'passport', ...approval });
    await a.sync();
    await door.sync();
    expect(deskFacts(door)).toEqual(deskFacts(a));
    const rows = door.context.db.prepare('SELECT * FROM attendance_personal').all();
    expect(rows).toEqual([]);
    expect(findDelegateById(door.context.db, door.context.event.file.id, person(1))).toMatchObject({
      jobTitle: '',
    });
  });

  it('give each mode the fields of the event that it is declared to receive', async () => {
    const { rig, a } = await twoDesks();
    const extra = { diet: 'Vegan', newer: 'x', seat: 'A 12', shuttle: 'yes' };
    await rig.hub.importRoster([entry(1, { extra })], 'people.csv');
    const held = async (desk: SyncDesk): Promise<unknown> => {
      await desk.sync();
      const { db, event } = desk.context;
      return findDelegateById(db, event.file.id, person(1))?.extra;
    };
    expect(await held(a)).toEqual(extra);
    const door = await makeDesk(rig, { name: 'Door', mode: 'door' });
    expect(await held(door)).toEqual({ seat: 'A 12', shuttle: 'yes' });
    const kiosk = await makeDesk(rig, { name: 'Lobby', mode: 'kiosk' });
    expect(await held(kiosk)).toEqual({ seat: 'A 12' });

    await rig.hub.importRoster([entry(1, { extra: { seat: '', shuttle: 'no' } })], 'people.csv');
    expect(await held(a)).toEqual({ diet: 'Vegan', newer: 'x', shuttle: 'no' });
    expect(await held(door)).toEqual({ shuttle: 'no' });
    expect(await held(kiosk)).toEqual({});
  });

  it('change different fields of the event of one person while apart, and keep both', async () => {
    const { rig, a, b } = await twoDesks();
    await rig.hub.importRoster([entry(1, { extra: { shuttle: 'yes' } })], 'people.csv');
    for (const desk of [a, b]) await desk.sync();
    changeOne(a, person(1), { extra: { diet: 'Vegan' } });
    changeOne(b, person(1), { extra: { seat: 'A 12' } });
    for (const desk of [a, b, a]) await desk.sync();
    const expected = { diet: 'Vegan', seat: 'A 12', shuttle: 'yes' };
    for (const desk of [a, b]) {
      const { db, event } = desk.context;
      expect(findDelegateById(db, event.file.id, person(1))?.extra).toEqual(expected);
    }
  });

  it('keep what a desk changed after a later list, which changes the other fields', async () => {
    const { rig, a, b } = await twoDesks();
    changeOne(a, person(1), { jobTitle: 'Chief', extra: { diet: 'Vegan' } });
    for (const desk of [a, b]) await desk.sync();
    const later = { jobTitle: 'Officer', administration: 'Customs', extra: { seat: 'A 12' } };
    await rig.hub.importRoster([entry(1, later)], 'later.csv');
    for (const desk of [a, b]) {
      await desk.sync();
      const { db, event } = desk.context;
      expect(findDelegateById(db, event.file.id, person(1))).toMatchObject({
        administration: 'Customs',
        extra: { diet: 'Vegan', seat: 'A 12' },
      });
    }
  });

  it('never take a value that is not of its type', async () => {
    const { rig } = await twoDesks();
    const wrong = rig.hub.importRoster([entry(1, { extra: { shuttle: 'perhaps' } })], 'people.csv');
    await expect(wrong).rejects.toMatchObject({ code: 'bad-request', detail: 'extra.shuttle' });
    const changed = rig.hub.changeDelegate(person(1), { extra: { arrival: 'soon' } });
    await expect(changed).rejects.toMatchObject({ code: 'bad-request', detail: 'extra.arrival' });
  });
});
