import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import readXlsx from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertAttendanceEvent } from '../../../db/ledger/attendance.ts';
import { decodeBase45, encodeBase45 } from '../../../domain/base/base45.ts';
import { hubAuthor } from '../../../domain/ledger/chain.ts';
import { makeSignedTicket, signedTicketBody } from '../../../domain/tickets/signed-ticket.ts';
import { ticketFileName } from '../../../domain/tickets/tickets-file.ts';
import { checkIn } from '../../../main/check-in/check-in.ts';
import { examine } from '../../../main/check-in/examine.ts';
import type { FileFormat } from '../../../main/tickets/ticket-work.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { atDoor, hall, show } from '../../support/door-desk.ts';
import { readsOf } from '../../support/long-reads.ts';
import {
  cleanUpPackages,
  makePackageFolder,
  type Station,
} from '../../support/package-stations.ts';
import { eventSecret, sampleMaking } from '../../support/sample-event.ts';
import {
  add,
  claimsOf,
  event,
  issuerId,
  issuingStation,
  personOf,
  sent,
  sign,
  ticketOf,
} from '../../support/signed-event.ts';

const [day1 = '', day2 = ''] = event.days;
const secondSecret = Buffer.alloc(32, 77);

let folder: string;
const stations: DeskContext[] = [];
/** The station that created the event, and a desk with an empty roster. */
let issuer: Station;
let other: DeskContext;
beforeEach(() => {
  ({ folder } = makePackageFolder());
  issuer = issuingStation();
  other = deskOf();
});
afterEach(() => {
  for (const one of stations.splice(0)) one.close();
  cleanUpPackages();
});

function deskOf(secret: Uint8Array | null = eventSecret): DeskContext {
  const made = makeDeskContext({ event: { file: event, secret } });
  stations.push(made);
  return made;
}

function atDesk(desk: DeskContext, code: string) {
  return checkIn(desk.context, desk.caller, {
    key: randomUUID(),
    target: { kind: 'scan', scan: { source: 'camera', readings: [code], seenAt: 0 } },
    identity: null,
  });
}

const verdictAt = (desk: DeskContext, code: string) =>
  examine(desk.context, {
    kind: 'scan',
    scan: { source: 'camera', readings: [code], seenAt: 0 },
  }).verdict;

async function save(format: FileFormat): Promise<string> {
  const { bytes } = await readsOf(issuer.context, '').tickets({ format, language: 'en' });
  const path = join(folder, ticketFileName(format, 'en'));
  writeFileSync(path, bytes);
  return path;
}

const zbar = (path: string): string[] =>
  execFileSync('zbarimg', ['--quiet', '--raw', path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
    .trim()
    .split('\n');

/** The only ticket of the issuer's roster. */
async function codeOfOne(): Promise<string> {
  const [row] = parse(readFileSync(await save('csv'), 'utf8'), { columns: true, bom: true });
  return (row as Record<string, string>)['Ticket code'] ?? '';
}

describe('a signed ticket out of the app', () => {
  it('is read by zbar from the PDF, and admits at a desk that has the person and at one that has not', async () => {
    add(issuer, 1, { printedName: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(5).trim() });
    for (const format of ['pdf', 'pdf-four'] as const) {
      const path = await save(format);
      const picture = join(folder, format);
      execFileSync('pdftoppm', ['-r', '110', '-png', '-singlefile', path, picture]);
      expect(zbar(`${picture}.png`)).toEqual([await codeOfOne()]);
    }
    const code = await codeOfOne();
    expect(code).toMatch(/^LS:T18-00001:/);
    expect(atDesk(other, code)).toMatchObject({ outcome: 'admitted', delegate: null });
    expect(atDesk(issuer, code)).toMatchObject({
      outcome: 'admitted',
      delegate: { registrationCode: 'T18-00001' },
    });
    // A door cannot name a person whom its roster lacks.
    const door = atDoor(deskOf(null), [hall()]);
    expect(show(door, code)).toMatchObject({ outcome: 'refused', reason: 'not-registered' });
  });

  it('is the same in every format, with the code in letters to type', async () => {
    const { ticketCode } = add(issuer, 1);
    const code = await codeOfOne();
    const [sheet] = await readXlsx(await save('xlsx'));
    expect(sheet?.data.at(-1)?.at(-1)).toBe(code);
    const text = execFileSync('pdftotext', [await save('pdf'), '-'], { encoding: 'utf8' });
    expect(text).toContain(ticketCode);
    expect(text).not.toContain('LS:');
    const { mail } = await sent(issuer);
    const picture = mail.attachments.find(({ filename }) => filename === 'ticket.png');
    const path = join(folder, 'mail.png');
    writeFileSync(path, Buffer.from(picture?.content as ArrayBuffer));
    expect(zbar(path)).toEqual([code]);
    for (const words of [mail.text, mail.html]) {
      expect(words).toContain(ticketCode);
      expect(words).not.toContain('LS:');
    }
    expect(atDesk(issuer, ticketCode)).toMatchObject({ outcome: 'admitted' });
  });

  it('admits nobody once a bit of it or its registration code is another one', async () => {
    add(issuer, 1);
    add(issuer, 2);
    const code = ticketOf(1);
    const [head, body] = [code.slice(0, -signedTicketBody), code.slice(-signedTicketBody)];
    const bytes = decodeBase45(body) ?? new Uint8Array();
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const { outcome } = verdictAt(other, head + encodeBase45(changed));
      expect(outcome).toBe(bit < 16 ? 'other-event' : 'forged');
    }
    expect(atDesk(issuer, `LS:T18-00002:${body}`)).toMatchObject({ outcome: 'forged' });
  });

  it('names its days, for a desk that has no registration', async () => {
    add(issuer, 1, { days: [day2] });
    const code = await codeOfOne();
    expect(verdictAt(other, code)).toEqual({ outcome: 'wrong-day', validDays: [day2] });
    other.setClock(`${day2}T09:00:00+02:00`);
    expect(atDesk(other, code)).toMatchObject({ outcome: 'admitted' });
  });

  it('admits nobody who was taken off the roster', () => {
    const { id } = add(other, 1);
    other.context.db.prepare('UPDATE delegate SET deleted = 1 WHERE id = ?').run(id);
    expect(atDesk(other, ticketOf(1))).toMatchObject({ outcome: 'not-registered' });
  });

  it('of another event admits nobody, even if it bears this event’s mark and key', () => {
    const claims = { ...claimsOf(1), eventId: '0192d3a0-0000-7000-8000-0000000000ee' };
    const foreign = makeSignedTicket(claims, nodeCrypto, sign);
    expect(atDesk(other, foreign)).toMatchObject({ outcome: 'other-event' });
    const own = makeSignedTicket(claimsOf(1), nodeCrypto, sign);
    const bodyOf = (code: string) => Buffer.from(decodeBase45(code.slice(-signedTicketBody)) ?? '');
    const mixed = Buffer.concat([bodyOf(own).subarray(0, 2), bodyOf(foreign).subarray(2)]);
    expect(atDesk(other, `LS:T18-00001:${encodeBase45(mixed)}`)).toMatchObject({
      outcome: 'forged',
    });
  });
});

describe('a signed ticket that was replaced', () => {
  const [old, newer] = [ticketOf(1), ticketOf(1, 1)];

  it('is refused as replaced wherever the renewal is known, as the code in letters is', () => {
    add(other, 1, personOf(1, 1));
    const door = atDoor(other, [hall()]);
    const replaced = { outcome: 'ticket-replaced' };
    expect(atDesk(other, old)).toMatchObject(replaced);
    expect(show(door, old)).toMatchObject({ outcome: 'refused', reason: 'ticket-replaced' });
    expect(atDesk(other, newer)).toMatchObject({ outcome: 'admitted' });
    expect(atDesk(other, old)).toMatchObject(replaced);
  });

  it('is followed by one that a station without the renewal does not know', () => {
    add(other, 1);
    expect(atDesk(other, newer)).toMatchObject({ outcome: 'not-registered' });
    expect(atDesk(other, old)).toMatchObject({ outcome: 'admitted' });
  });

  it('stays so under a new secret of the event, for people whom the desk lacks too', () => {
    const making = {
      ...sampleMaking,
      ticketSecrets: [secondSecret, eventSecret] as [Uint8Array, Uint8Array],
    };
    renewSecretAt(other);
    expect(atDesk(other, old)).toMatchObject({ outcome: 'ticket-replaced' });
    expect(atDesk(other, ticketOf(1, 0, making))).toMatchObject({ outcome: 'admitted' });
    // A thief of the key does not have the new secret: no mark fits, whether the person is known or
    // not.
    add(other, 2, personOf(2, 0, making));
    for (const number of [2, 3]) {
      const stolen = claimsOf(number, 'fe'.repeat(32));
      const forged = makeSignedTicket(stolen, nodeCrypto, sign);
      expect(atDesk(other, forged)).toMatchObject({ outcome: 'not-registered' });
    }
  });
});

/** The renewal of the event's secret, as a hub sends it. */
function renewSecretAt({ context: { db } }: DeskContext): void {
  const id = randomUUID();
  insertAttendanceEvent(db, {
    id,
    eventId: event.id,
    station: hubAuthor(issuerId),
    type: 'secret-renewed',
    incarnation: 1,
    kseq: 1,
    delegateId: null,
    checkpoint: null,
    targetId: null,
    operatorId: null,
    localDay: day1,
    badgeSerial: null,
    after: '',
    wall: 1,
    hlc: '000000000000001-00000',
    version: 1,
    payload: '{"number":2}',
    commitment: null,
    hash: '0'.repeat(64),
  });
  const person = (name: string) => ({ kind: 'administrator', id: name, name });
  const said = { requestedBy: person('Anna'), approvedBy: person('Bruno') };
  db.prepare('INSERT INTO attendance_personal VALUES (?, ?, ?)').run(
    id,
    Buffer.alloc(16),
    JSON.stringify({ ...said, secret: secondSecret.toString('hex') }),
  );
}
