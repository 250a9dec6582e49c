import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { countWaiting } from '../../../db/ledger/hub-link.ts';
import type { AttendanceType } from '../../../domain/ledger/attendance.ts';
import { bodyOf, genesisHash, hashBody } from '../../../domain/ledger/chain.ts';
import { issueBadge } from '../../../main/badges/issue-badge.ts';
import { kioskCheckIn } from '../../../main/kiosk/kiosk-calls.ts';
import { appendEvent, type Fact } from '../../../main/ledger/append-event.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { signedRun, stationKeys } from '../../hub/support/test-chain.ts';
import {
  type Between,
  cleanUp,
  cloneDisk,
  deskFacts,
  type HubRig,
  hubFacts,
  makeDesk,
  person,
  rigWithDesk,
  type SyncDesk,
} from './support.ts';

afterEach(cleanUp);

/** A hub that accepts anything from every station, as one of another version might. */
const letsAll: Between = async (letter, deliver) => {
  const reply = await deliver();
  if (letter.method !== 'pullEvents' || !reply.ok) return reply;
  return { ok: true, text: reply.text.replaceAll('"counts":false', '"counts":true') };
};

/** The hub's directory with another mode of one station. */
function named(station: string, mode: string): Between {
  return async (letter, deliver) => {
    const reply = await deliver();
    if (!reply.ok || (letter.method !== 'directory' && letter.method !== 'handshake')) return reply;
    const answer = JSON.parse(reply.text);
    if ('directoryVersion' in answer) answer.directoryVersion = `of ${mode}`;
    else answer.version = `of ${mode}`;
    for (const one of answer.stations ?? []) if (one.id === station) one.mode = mode;
    return { ok: true, text: JSON.stringify(answer) };
  };
}

function say(desk: SyncDesk, type: AttendanceType, more: Partial<Fact> = {}): string {
  const said = { delegateId: person(2), checkpoint: 'registration', targetId: null };
  const fact = { type, ...said, operatorId: null, badgeSerial: null, payload: {}, ...more };
  return desk.context.db.transaction(() => appendEvent(desk.context, fact).id).immediate();
}

async function rigWithDoor(): Promise<{ rig: HubRig; a: SyncDesk; door: SyncDesk }> {
  const { rig, a } = await rigWithDesk();
  const door = await makeDesk(rig, { name: 'Door', mode: 'door' });
  await door.sync();
  return { rig, a, door };
}

describe('a station judges the facts of others itself', () => {
  it('what a door may not say keeps its place and counts nowhere, whatever the hub says', async () => {
    const { rig, a, door } = await rigWithDoor();
    door.admit(person(1));
    const [admitted, badge] = door.chain();
    expect(badge?.type).toBe('badge-issued');
    await door.sync();
    a.between = letsAll;
    await a.sync();
    expect(deskFacts(a)).toEqual([admitted?.id]);
    expect(countWaiting(a.context.db).quarantined).toBe(0);
    // Nothing is read again although the newest link is quarantined.
    door.admit(person(3));
    await door.sync();
    rig.heard.length = 0;
    expect(await a.sync()).toMatchObject({ newEpoch: false, facts: 1 });
  });

  it('a door undoes no admission of a desk', async () => {
    const { a, door } = await rigWithDoor();
    a.admit(person(1));
    await a.sync();
    await door.sync();
    const [admitted] = a.chain();
    if (admitted === undefined) throw new Error('an empty chain');
    const { delegateId } = admitted;
    const own = say(door, 'admitted', { payload: { identity: null, source: 'camera' } });
    const undone = say(door, 'admission-undone', { delegateId, targetId: admitted.id });
    const ownUndone = say(door, 'admission-undone', { targetId: own });
    await door.sync();
    a.between = letsAll;
    await a.sync();
    expect(deskFacts(a)).not.toContain(undone);
    expect(deskFacts(a)).toContain(ownUndone);
    expect(a.admit(person(1))).toMatchObject({ outcome: 'already-in' });
  });

  it('a kiosk speaks of no other station’s badge, and nobody but the hub changes registrations', async () => {
    const { rig, a } = await rigWithDesk();
    const b = await makeDesk(rig, { name: 'B' });
    const kiosk = await makeDesk(rig, { name: 'Kiosk', mode: 'kiosk' });
    a.admit(person(1));
    await a.sync();
    await kiosk.sync();
    const serial = a.chain().find(({ type }) => type === 'badge-issued')?.badgeSerial ?? null;
    const refused = [
      say(kiosk, 'badge-voided', { badgeSerial: serial, payload: { fate: 'lost' } }),
      say(a, 'registration-changed', { payload: { fields: 'status' } }),
      say(kiosk, 'person-changed', {
        payload: { fields: 'status' },
        personal: { change: { status: 'cancelled' } },
      }),
    ];
    await kiosk.sync();
    await a.sync();
    b.between = letsAll;
    await b.sync();
    expect(deskFacts(b)).toHaveLength(2);
    for (const id of refused) expect(deskFacts(b)).not.toContain(id);
  });

  it('a kiosk prints a badge for whom a badge waits at a desk, and says only what it may', async () => {
    const { rig, a } = await rigWithDesk();
    const kiosk = await makeDesk(rig, { name: 'Kiosk', mode: 'kiosk' });
    const operatorId = a.caller.operator?.id ?? null;
    const badge = { delegateId: person(1), operatorId, reason: 'first' } as const;
    a.context.db.transaction(() => issueBadge(a.context, badge)).immediate();
    await a.sync();
    await kiosk.sync();
    const read = { kind: 'registration-code' } as const;
    const visit = { delegateId: person(1), source: 'camera', read, admitted: null } as const;
    kioskCheckIn(kiosk.context, visit, {});
    await kiosk.sync();
    expect(await rig.hub.quarantine()).toEqual([]);
    expect(kiosk.chain().map(({ type }) => type)).not.toContain('badge-voided');
  });

  it('a station that enrols during the exchange is judged by its mode', async () => {
    const { rig, a } = await rigWithDesk();
    let door: SyncDesk | null = null;
    a.between = async (letter, deliver) => {
      if (letter.method === 'pullEvents' && door === null) {
        door = await makeDesk(rig, { name: 'Door', mode: 'door' });
        await door.sync();
        door.admit(person(1));
        await door.sync();
      }
      return await letsAll(letter, deliver);
    };
    const b = await makeDesk(rig, { name: 'B' });
    await b.sync();
    b.admit(person(2));
    await b.sync();
    await a.sync();
    expect(deskFacts(a)).toHaveLength(3);
    expect(a.admit(person(1))).toMatchObject({ outcome: 'already-in' });
  });
});

describe('what lies aside', () => {
  it('at the hub counts nowhere, though a station could read it', async () => {
    const { rig, a } = await rigWithDesk();
    const b = await makeDesk(rig, { name: 'B' });
    await b.sync();
    b.admit(person(1));
    const [fact] = b.chain();
    if (fact === undefined) throw new Error('an empty chain');
    const { hash: _hash, ...fields } = fact;
    // With another fact's id it might suppress that fact.
    const body = bodyOf({ ...fields, id: randomUUID() });
    const link = { kseq: 1, body, hash: hashBody(genesisHash, body, nodeCrypto) };
    const { station } = b.station();
    stationKeys.set(station, b.keys.privateKey);
    const chain = { station, incarnation: 1 };
    const caller = await rig.hub.stationOfToken(b.token);
    if (caller === null) throw new Error('nobody has this token');
    const { epoch } = rig.hub.identity();
    const events = signedRun(chain, [{ ...link, personal: null, signature: null, receipt: null }]);
    const run = { ...chain, previous: genesisHash, events, author: null };
    await rig.hub.push(caller, { epoch, request: 9, ...run });
    expect((await rig.hub.quarantine()).map(({ reason }) => reason)).toEqual(['other-envelope']);
    await a.sync();
    expect(deskFacts(a)).toEqual([]);
  });

  it('counts once the hub tells another mode of its author; what counts goes on counting', async () => {
    const { rig, a, door } = await rigWithDoor();
    door.admit(person(1));
    await door.sync();
    a.between = letsAll;
    await a.sync();
    const { station } = door.station();
    a.between = named(station, 'desk');
    await a.sync();
    expect(deskFacts(a)).toEqual(
      door
        .chain()
        .map(({ id }) => id)
        .sort(),
    );
    expect(a.changes).toContainEqual({ facts: true });
    a.between = named(station, 'kiosk');
    await a.sync();
    expect(deskFacts(a)).toHaveLength(2);
    expect(await hubFacts(rig)).toHaveLength(1);
  });

  it('is judged again by another version of the app; what the hub put aside waits for the hub', async () => {
    const { rig, a, door } = await rigWithDoor();
    door.admit(person(1));
    await door.sync();
    a.between = letsAll;
    await a.sync();
    // A version whose rules may accept it: here it treats the author as a desk.
    a.context.db.prepare("UPDATE known_station SET mode = 'desk'").run();
    const again = async (): Promise<SyncDesk> => {
      const updated = await makeDesk(rig, { name: 'A', folder: cloneDisk(a), like: a });
      await updated.sync();
      return updated;
    };
    expect(deskFacts(await again())).toHaveLength(2);
    a.context.db.prepare('UPDATE unknown_event SET aside = 1').run();
    expect(deskFacts(await again())).toHaveLength(1);
  });
});
