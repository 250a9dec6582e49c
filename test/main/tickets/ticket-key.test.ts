import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEvent, findTicketKey, saveEvent } from '../../../db/event/events.ts';
import { newEventSchema } from '../../../domain/event/new-event.ts';
import { readPackageFile } from '../../../domain/station/event-package.ts';
import { readStationSettings } from '../../../main/base/config/station-settings.ts';
import { makeCopy } from '../../../main/station/backup/make-copy.ts';
import { copiesFolder } from '../../../main/station/backup/places.ts';
import { createEventChoice } from '../../../main/station/event-choice.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { openByPhrase } from '../../../platform/crypto/sealed.ts';
import { readsOf } from '../../support/long-reads.ts';
import {
  cleanUpPackages,
  make,
  makePackageFolder,
  type Station,
  stationOf,
} from '../../support/package-stations.ts';
import { eventSecret } from '../../support/sample-event.ts';
import {
  add,
  event,
  holder,
  issuerId,
  issuingStation,
  keys,
  mailingOf,
  sent,
} from '../../support/signed-event.ts';

let folder: string;
let issuer: Station;
beforeEach(() => {
  ({ folder } = makePackageFolder());
  issuer = issuingStation();
});
afterEach(cleanUpPackages);

describe('the key of signed tickets', () => {
  it('comes with an event that is to have them, which names its station', () => {
    const { db, self } = issuer.context;
    const request = newEventSchema.parse({
      languages: ['en', 'fr'],
      kind: 'meeting',
      name: { en: 'A', fr: 'A' },
      place: { en: 'B', fr: 'B' },
      timeZone: 'Europe/Brussels',
      dayBoundary: '04:00',
      delegations: 'none',
      firstDay: '2026-12-01',
      lastDay: '2026-12-02',
    });
    const fileOf = (signedTickets?: boolean) => {
      const choice = createEventChoice(issuer.context);
      choice.create({ ...request, ...(signedTickets === undefined ? {} : { signedTickets }) }, {});
      return findEvent(db, readStationSettings(db, {}).eventId ?? '')?.file;
    };
    expect(fileOf()?.ticketIssuer).toBeNull();
    const file = fileOf(true);
    expect(file?.ticketIssuer).toBe(self.station);
    expect(JSON.stringify(file)).not.toContain(findTicketKey(db, file?.id ?? ''));
  });

  it('is at one station: another one says who issues, for files and e-mails', async () => {
    const other = stationOf({ event: { file: event, secret: eventSecret } });
    add(other, 1);
    const { db } = other.context;
    const failure = { code: 'ticket-key-missing', detail: '' };
    const tickets = () => readsOf(other.context, '').tickets({ format: 'csv', language: 'en' });
    await expect(tickets()).rejects.toMatchObject(failure);
    db.prepare(
      `INSERT INTO known_station (id, name, mode, public_key, certificate, joined, state)
       VALUES (?, 'Secretariat', 'desk', '', '', 0, 'enrolled')`,
    ).run(issuerId);
    await expect(tickets()).rejects.toMatchObject({ ...failure, detail: 'Secretariat' });
    const mailing = mailingOf(other, 1);
    expect(() => mailing.start({ kind: 'roster' })).toThrow('ticket-key-missing');
    const again = { delegateId: holder(1).id, address: 'anna@example.org' };
    expect(() => mailing.again(again)).toThrow('ticket-key-missing');
    expect(mailing.view().counts.waiting).toBe(0);
  });

  it('stays when the event comes back from a hub, and is in no package, copy or log', async () => {
    add(issuer, 1);
    const { context, location } = issuer;
    saveEvent(context.db, { file: event, version: 2, secret: eventSecret }, 0);
    expect(findTicketKey(context.db, event.id)).toBe(keys.privateKey);
    const { log } = await sent(issuer);
    const { passphrase } = await make(issuer);
    const file = readFileSync(join(folder, 'event.lanyard-package'));
    const read = readPackageFile(file, nodeCrypto);
    if (typeof read === 'string') throw new Error(read);
    const inside = await openByPhrase(passphrase ?? '', read.sealed);
    const copies = copiesFolder(location);
    const { stationNumber } = context.self;
    const now = context.clock();
    makeCopy(
      { location, stationNumber, folder: copies, second: null, reserve: 0, now },
      nodeCrypto,
    );
    const stored = [dirname(location.path), copies].flatMap((place) =>
      readdirSync(place, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => readFileSync(join(place, name))),
    );
    expect(stored.length).toBeGreaterThan(1);
    const seed = Buffer.from(keys.privateKey, 'base64').subarray(-32);
    for (const bytes of [inside ?? [], Buffer.from(log), ...stored]) {
      const text = Buffer.from(bytes);
      expect(text.length).toBeGreaterThan(0);
      // Base64 of the seed within the key, and the seed itself in both notations.
      for (const secret of [
        keys.privateKey,
        keys.privateKey.slice(-40),
        seed,
        seed.toString('hex'),
      ])
        expect(text.includes(secret)).toBe(false);
    }
  });
});
