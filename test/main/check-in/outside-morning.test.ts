import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upsertDelegates } from '../../../db/roster/roster-write.ts';
import type { EventFile } from '../../../domain/event/event-file.ts';
import { newEntry } from '../../../intake/read-people.ts';
import { createRowReader, withCode } from '../../../intake/row-reader.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { loadReader, readGrey } from '../../../renderer/scanning/camera/qr-reader.ts';
import { registration, startFakeIndico } from '../../hub/connectors/fakes/fake-indico.ts';
import { order, startFakePretix } from '../../hub/connectors/fakes/fake-pretix.ts';
import { indicoSettings, openTest, pretixSettings } from '../../hub/connectors/support.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { eventSecret, sampleEvent, sampleMaking } from '../../support/sample-event.ts';
import { isFullRun } from '../../support/test-run.ts';
import { greyPicture } from '../../support/ticket-picture.ts';

interface PretixSample {
  secret: string;
  /** Codes of add-ons and bundled products. */
  parts: string[];
  /** The secret that this one replaced. */
  before?: string;
}

interface Samples {
  indico: {
    host: string;
    tickets: { ticket: string; code: string; companion?: { id: string; code: string } }[];
  };
  indicoElsewhere: string[];
  pretix: { random: PretixSample[]; signed: PretixSample[] };
  alfio: { uuid: string; code: string }[];
  alfioElsewhere: { code: string }[];
  odoo: string[];
}

/**
 * Codes made by the systems' own published functions; the file names repository, commit, file,
 * function and licence of each.
 */
const samples: Samples = JSON.parse(
  readFileSync(join(import.meta.dirname, 'outside-tickets.json'), 'utf8'),
);
const pretixSamples = [...samples.pretix.random, ...samples.pretix.signed];
const file: EventFile = { ...sampleEvent, ticketHosts: [samples.indico.host] };

/** A person of the morning, with the desk's expected answer to each of their codes. */
interface Guest {
  name: string;
  codes: readonly string[];
  outcome: 'admitted' | 'cancelled' | 'revoked' | 'pending';
}

let desk: DeskContext;
let guests: Guest[];
beforeAll(async () => {
  const wasm = readFileSync(
    createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
  );
  await loadReader(Uint8Array.from(wasm).buffer);
  desk = makeDeskContext({ idCheck: true, event: { file, secret: eventSecret } });
  const lists = [alfioList(), odooList()];
  const parts = [await fromIndico(), await fromPretix(), ...lists];
  upsertDelegates(desk.context.db, {
    eventId: file.id,
    wall: 1,
    defaults: { category: 'delegate' },
    entries: parts.flatMap(({ people }) => people.map((one) => newEntry(one, sampleMaking))),
  });
  const queues = parts.map((part) => part.guests);
  // In turns: one of each system after the other.
  guests = queues[0]?.flatMap((_, at) => queues.flatMap((queue) => queue[at] ?? [])) ?? [];
});
afterAll(() => desk?.close());

interface Part {
  people: Parameters<typeof newEntry>[0][];
  guests: Guest[];
}

/** Registrations that the connector reads from Indico; one withdrew and one was rejected. */
async function fromIndico(): Promise<Part> {
  const fake = await startFakeIndico();
  const states: Record<number, 'withdrawn' | 'rejected'> = { 7: 'withdrawn', 13: 'rejected' };
  fake.registrations = samples.indico.tickets.map(({ ticket }, at) =>
    registration(at + 1, { ticket, state: states[at] ?? 'complete' }),
  );
  const connector = openTest(indicoSettings(fake));
  const { people } = await connector.source.changes(null);
  await connector.close();
  await fake.close();
  const outcomes = { withdrawn: 'cancelled', rejected: 'revoked' } as const;
  return {
    people,
    guests: samples.indico.tickets.map(({ code }, at) => {
      const state = states[at];
      const outcome = state === undefined ? 'admitted' : outcomes[state];
      return { name: `Given${at + 1} FAMILY${at + 1}`, codes: [code], outcome };
    }),
  };
}

/**
 * Orders that the connector reads from pretix, with add-ons; one cancelled, one blocked, one
 * unpaid.
 */
async function fromPretix(): Promise<Part> {
  const fake = await startFakePretix();
  const outcomes: Record<number, Guest['outcome']> = {
    3: 'cancelled',
    8: 'revoked',
    40: 'pending',
  };
  fake.orders = pretixSamples.map(({ secret, parts }, at) => {
    const made = order(at + 1, fake.now());
    const [main] = made.positions;
    if (main === undefined) throw new Error('an order without a position');
    const addOns = parts.map((part, index) => ({
      ...main,
      id: 5000 + 10 * at + index,
      positionid: index + 2,
      secret: part,
      addon_to: main.id,
    }));
    made.positions = [{ ...main, secret, canceled: outcomes[at] === 'cancelled' }, ...addOns];
    if (outcomes[at] === 'pending') made.status = 'n';
    if (outcomes[at] === 'revoked') fake.blocked.set(secret, true);
    return made;
  });
  const connector = openTest(pretixSettings(fake));
  const { people } = await connector.source.changes(null);
  await connector.close();
  await fake.close();
  return {
    people,
    guests: pretixSamples.map(({ secret, parts }, at) => {
      const number = String(at + 1).padStart(4, '0');
      return {
        name: `Given${number} FAMILY${number}`,
        outcome: outcomes[at] ?? 'admitted',
        // A person with an add-on may show that ticket first.
        codes: at % 2 === 0 ? [secret, ...parts] : [...parts, secret],
      };
    }),
  };
}

/** A list that an organiser exported, with a column of tickets. */
function listOf(
  name: string,
  tickets: readonly { listed: string; code: string }[],
  states: Readonly<Record<number, 'cancelled' | 'pending'>>,
): Part {
  const headers = ['code', 'name', 'delegation', 'ticket', 'status'];
  const columns = {
    registrationCode: 0,
    printedName: 1,
    delegation: 2,
    outsideTickets: 3,
    status: 4,
  };
  const read = createRowReader(file, columns, headers);
  const rows = tickets.map(({ listed }, at) => {
    const cells = [`${name}-${at}`, `${name} ${at}`, 'BEL', listed, states[at] ?? 'confirmed'];
    const row = withCode(read({ line: at + 2, cells }), at + 2);
    if (row.kind !== 'person') throw new Error(row.rejected.reason);
    return row;
  });
  return {
    people: rows,
    guests: tickets.map(({ code }, at) => ({
      name: `${name} ${at}`,
      codes: [code],
      outcome: states[at] ?? 'admitted',
    })),
  };
}

/** alf.io's list has the tickets' UUIDs; its code has more. */
function alfioList(): Part {
  const tickets = samples.alfio.map(({ uuid, code }) => ({ listed: uuid, code }));
  return listOf('ALF', tickets, { 9: 'pending' });
}

function odooList(): Part {
  const tickets = samples.odoo.map((code) => ({ listed: code, code }));
  return listOf('ODOO', tickets, { 5: 'cancelled' });
}

const shown = (text: string) =>
  checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'scan', scan: { source: 'camera', readings: [text], seenAt: 0 } },
    identity: 'identity-card',
  });

describe('a morning with tickets of four systems', () => {
  const long = { timeout: 600_000 };
  it(
    'admits two hundred people by the codes that they have, and names who may not come',
    long,
    async () => {
      expect(guests).toHaveLength(200);
      for (const [at, { name, codes, outcome }] of guests.entries()) {
        for (const [index, code] of codes.entries()) {
          // In the long run the camera reads every one, otherwise one of each system in turn.
          const isFilmed = isFullRun || at % 9 === 0;
          const options = { noise: 4, tilt: ((at % 7) - 3) * 4 };
          const [text] = isFilmed ? await readGrey(greyPicture(code, options)) : [code];
          expect([name, text]).toEqual([name, code]);
          const expected = outcome === 'admitted' && index > 0 ? 'already-in' : outcome;
          expect([name, code, shown(code)]).toMatchObject([
            name,
            code,
            { outcome: expected, delegate: { printedName: name } },
          ]);
        }
      }
    },
  );

  it('refuses what its system replaced, and who only came along', () => {
    const replaced = pretixSamples.flatMap(({ before }) => before ?? []);
    const companions = samples.indico.tickets.flatMap(({ companion }) => companion?.code ?? []);
    expect([replaced.length, companions.length]).toEqual([10, 5]);
    for (const code of [...replaced, ...companions]) {
      expect([code, shown(code)]).toMatchObject([
        code,
        { outcome: 'not-registered', delegate: null },
      ]);
    }
  });

  it('says of another system’s code where it is from', () => {
    for (const code of samples.indicoElsewhere) {
      expect(shown(code)).toMatchObject({ outcome: 'other-event', host: 'events.example.net' });
    }
    expect(shown('https://www.eventbrite.com/e/annual-fair-tickets-98765432109')).toMatchObject({
      outcome: 'other-event',
      host: 'www.eventbrite.com',
    });
    for (const { code } of samples.alfioElsewhere) {
      expect(shown(code)).toMatchObject({ outcome: 'not-registered', delegate: null, host: null });
    }
  });
});
