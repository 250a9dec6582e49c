import { expect, test } from 'vitest';
import { makeTicketCode } from '../../../domain/tickets/opaque-code.ts';
import { ticketProof } from '../../../domain/tickets/ticket-proof.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { eventSecret, sampleEvent } from '../../support/sample-event.ts';
import { entries, entry } from '../http/people.ts';
import { describeOnBothStores, type TestHub, type TestStation } from '../support/test-hub.ts';

const localDay = '2018-10-02';

function admit(station: TestStation, number: number, payload: object): void {
  const said = { identity: null, source: 'camera', ...payload };
  station.chain.add({ delegateId: entry(number).id, localDay, payload: JSON.stringify(said) });
}

/** What a kiosk writes after reading this person's ticket. */
function read(station: string, number: number, renewal = 0, day = localDay): object {
  const delegateId = entry(number).id;
  const code = makeTicketCode(eventSecret, delegateId, nodeCrypto, renewal);
  const of = { eventId: sampleEvent.id, station, delegateId, localDay: day };
  return { read: 'ticket', proof: ticketProof(code, of, nodeCrypto) };
}

async function push({ hub }: TestHub, station: TestStation): Promise<void> {
  await hub.push(await station.caller(), station.chain.push());
}

async function shown({ hub }: TestHub, name: string) {
  const { stations } = await hub.organiser.stations();
  return stations.find((station) => station.name === name);
}

describeOnBothStores('admissions of self-service kiosks', (open) => {
  test('are compared with the tickets of the hub, and those without one raise an alert', async () => {
    const bench = await open();
    await bench.hub.importRoster(entries(9), 'list');
    const kiosk = await bench.enrol('Lobby', 'kiosk');
    const other = await bench.enrol('Hall', 'kiosk');
    admit(kiosk, 1, read(kiosk.id, 1));
    // A kiosk without a network does not know that a ticket was replaced.
    admit(kiosk, 2, read(kiosk.id, 2, 1));
    admit(kiosk, 3, { read: 'registration-code' });
    admit(kiosk, 4, { read: 'signed-ticket' });
    await push(bench, kiosk);
    expect(await shown(bench, 'Lobby')).toMatchObject({
      tickets: { proved: 2, byRule: 2, unproved: 0 },
      troubles: [],
    });
    // Proofs without the ticket: of another station, of another day, of another person, and none at
    // all.
    admit(other, 1, read(kiosk.id, 1));
    admit(other, 2, read(other.id, 2, 0, '2018-10-03'));
    admit(other, 3, read(other.id, 4));
    admit(other, 5, { read: 'ticket', proof: entry(5).ticketHashes[0] });
    admit(other, 6, {});
    await push(bench, other);
    expect(await shown(bench, 'Hall')).toMatchObject({
      tickets: { proved: 0, byRule: 0, unproved: 5 },
      troubles: ['tickets-missing'],
    });
    const { stations } = await bench.hub.organiser.summary({});
    expect(stations.withoutTickets).toEqual([{ name: 'Hall', admissions: 5 }]);
    // They count anyway: nobody is turned away for it.
    expect(await bench.hub.quarantine()).toEqual([]);
    const desk = await bench.enrol('Desk');
    admit(desk, 7, {});
    await push(bench, desk);
    expect(await shown(bench, 'Desk')).toMatchObject({ tickets: null, troubles: [] });
  });
});
