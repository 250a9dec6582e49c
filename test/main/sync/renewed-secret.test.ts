import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listHubKeys, listKnownStations } from '../../../db/ledger/known-stations.ts';
import { everyDelegate, findDelegateById } from '../../../db/roster/roster.ts';
import { toHex } from '../../../domain/base/bytes.ts';
import type { StationMode } from '../../../domain/base/protocol.ts';
import type { PurgePerson } from '../../../domain/operators/people.ts';
import { issuedCode, issueTicket, makeDelegateId } from '../../../domain/tickets/issued-codes.ts';
import { codeMaking } from '../../../main/base/context.ts';
import { examine } from '../../../main/check-in/examine.ts';
import { atDoor, hall, show } from '../../support/door-desk.ts';
import { sampleEvent, sampleMaking, signTicket, ticketCodeOf } from '../../support/sample-event.ts';
import {
  cleanUp,
  type HubRig,
  joined,
  makeDesk,
  person,
  type SyncDesk,
  startRig,
  walkIn,
} from './support.ts';

const id = person(1);
const old = ticketCodeOf({ id });
const [requestedBy, approvedBy] = (['Anna', 'Bruno'] as const).map(
  (name): PurgePerson => ({ kind: 'administrator', id: name, name }),
) as [PurgePerson, PurgePerson];

let rig: HubRig;
beforeEach(async () => {
  rig = await startRig();
  await rig.importPeople(3);
});
afterEach(cleanUp);

async function station(name: string, mode: StationMode = 'desk'): Promise<SyncDesk> {
  const made = await makeDesk(rig, { name, mode });
  await made.sync();
  return made;
}

const renew = () => rig.hub.renewSecret({ requestedBy, approvedBy });
const newCode = async (): Promise<string> => {
  const [first] = await rig.hub.tickets({ after: null, limit: 1 });
  return first?.code ?? '';
};
const atDesk = ({ context }: SyncDesk, code: string): string => {
  const scan = { source: 'hid' as const, readings: [code], seenAt: 0 };
  return examine(context, { kind: 'scan', scan }).verdict.outcome;
};
/** The signed ticket of the first person, by a station that has the key. */
const signedBy = ({ context }: SyncDesk): string => {
  const delegate = findDelegateById(context.db, sampleEvent.id, id);
  if (delegate === null) throw new Error('not in the roster');
  return issueTicket(delegate, codeMaking(context), signTicket).code;
};
/** The secrets with which a station makes tickets, newest first. */
const secretsAt = ({ context }: SyncDesk): string[] => codeMaking(context).ticketSecrets.map(toHex);
describe('a new secret of the event', () => {
  it('a connected station refuses the tickets before at once, another one from its next contact', async () => {
    const [desk, door] = [await station('Desk'), await station('Door', 'door')];
    const away = [await station('Away'), await station('Away door', 'door')] as const;
    const signed = signedBy(desk);
    const hints: Promise<unknown>[] = [];
    // The hub's hint reaches stations with an open line, which then sync.
    rig.hub.onChange(({ roster }) => {
      if (roster !== undefined) hints.push(desk.sync(), door.sync());
    });
    await renew();
    expect(hints).toHaveLength(2);
    await Promise.all(hints);
    const [here, far] = [atDoor(door, [hall()]), atDoor(away[1], [hall()])];
    const replaced = { outcome: 'refused', reason: 'ticket-replaced' };
    expect(atDesk(desk, old)).toBe('ticket-replaced');
    expect(show(here, old)).toMatchObject(replaced);
    expect(atDesk(desk, signed)).toBe('ticket-replaced');
    expect(show(here, signed)).toMatchObject(replaced);
    expect(atDesk(desk, signedBy(desk))).toBe('admitted');
    expect(atDesk(away[0], signed)).toBe('admitted');
    expect(atDesk(desk, await newCode())).toBe('admitted');
    expect(show(here, await newCode())).toMatchObject({ outcome: 'passed' });
    expect(atDesk(away[0], old)).toBe('admitted');
    expect(show(far, old)).toMatchObject({ outcome: 'passed' });
    for (const one of away) await one.sync();
    for (const code of [old, signed]) expect(atDesk(away[0], code)).toBe('ticket-replaced');
    expect(show(far, old)).toMatchObject(replaced);
  });

  it('no ticket that the secret before makes is green anywhere, whoever it is for', async () => {
    const desk = await station('Desk');
    await rig.hub.renewTickets([person(2)]);
    await renew();
    // A desk that has not heard of it registers a person: the hub makes that person's ticket again.
    const newcomer = walkIn(desk);
    await desk.sync();
    await desk.sync();
    const everybody = [person(1), person(2), person(3), newcomer];
    const made = everybody.flatMap((of) => [0, 1, 2].map((n) => issuedCode(of, sampleMaking, n)));
    const green = made.filter((code) => atDesk(desk, code) === 'admitted');
    expect(green).toEqual([]);
  });

  it('a desk makes new people’s tickets with it, and their ids as before', async () => {
    const desk = await station('Desk');
    await renew();
    await desk.sync();
    const [newest, first] = secretsAt(desk);
    expect(first).toBe(toHex(sampleMaking.eventSecret));
    expect(newest).not.toBe(first);
    const newcomer = walkIn(desk);
    const { db, event } = desk.context;
    const delegate = findDelegateById(db, event.file.id, newcomer);
    expect(delegate?.ticketHashes).toHaveLength(2);
    const code = issuedCode(newcomer, codeMaking(desk.context), 0);
    expect(atDesk(desk, code)).toBe('admitted');
    await desk.sync();
    expect((await rig.hub.delegate(newcomer)).ticketHashes).toEqual(delegate?.ticketHashes);
    const registrationCode = 'T18-00001';
    expect(makeDelegateId(registrationCode, codeMaking(desk.context))).toBe(id);
  });

  it('comes to no kiosk, no door, and no desk that was revoked', async () => {
    const stolen = await station('Stolen');
    const others = [await station('Kiosk', 'kiosk'), await station('Door', 'door')];
    await rig.hub.revokeStation(stolen.context.self.station);
    await renew();
    for (const other of others) {
      await other.sync();
      expect(secretsAt(other)).toEqual([toHex(sampleMaking.eventSecret)]);
    }
    await expect(stolen.sync()).rejects.toMatchObject({ code: 'revoked' });
    expect(secretsAt(stolen)).toHaveLength(1);
  });

  it('holds at a hub that was restored from before, from the first contact of a desk on', async () => {
    const [desk, door] = [await station('Desk'), await station('Door', 'door')];
    const restore = await rig.backUp();
    await renew();
    const code = await newCode();
    for (const one of [desk, door]) await one.sync();
    await restore();
    await desk.sync();
    expect(await newCode()).toBe(code);
    for (const one of [door, desk]) await one.sync();
    expect(atDesk(desk, code)).toBe('admitted');
    expect(atDesk(desk, old)).toBe('ticket-replaced');
    expect(show(atDoor(door, [hall()]), old)).toMatchObject({ reason: 'ticket-replaced' });
    expect(await renew()).toEqual({ number: 3, renewed: 3 });
  });

  it('holds at a hub that took over', async () => {
    const desk = await station('Desk');
    await renew();
    const code = await newCode();
    await desk.sync();
    const taken = await startRig();
    const { db } = desk.context;
    await taken.hub.seedRoster([...everyDelegate(db, sampleEvent.id)]);
    await taken.hub.seedStations(listKnownStations(db), [], listHubKeys(db));
    rig.hub = taken.hub;
    const { keys } = desk;
    desk.token = await joined(taken, desk, { name: 'Desk', mode: 'desk', keys });
    await desk.sync();
    expect(await newCode()).toBe(code);
    expect((await rig.hub.delegate(id)).ticketHashes).toHaveLength(2);
    expect(atDesk(desk, old)).toBe('ticket-replaced');
    expect(await renew()).toMatchObject({ number: 3 });
  });
});
