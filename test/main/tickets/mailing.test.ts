import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetSecrets } from '../../../db/event/events.ts';
import {
  countTicketMails,
  doubtTicketMails,
  ticketDoubtSince,
  ticketMailsOf,
} from '../../../db/tickets.ts';
import type { ScreenLanguage } from '../../../domain/base/language.ts';
import type { Delegate } from '../../../domain/roster/delegate.ts';
import { withCodes } from '../../../domain/tickets/issued-codes.ts';
import type { SmtpSettings } from '../../../domain/tickets/ticket-mail.ts';
import { CallFailure } from '../../../main/base/call-failure.ts';
import { openSecretBox } from '../../../main/base/secret-box.ts';
import { makeCopy } from '../../../main/station/backup/make-copy.ts';
import { copiesFolder } from '../../../main/station/backup/places.ts';
import { openRecovering } from '../../../main/station/backup/recover-store.ts';
import { createMailing, type Mailing } from '../../../main/tickets/mailing.ts';
import { readAddresses } from '../../../main/tickets/read-addresses.ts';
import type { TicketWork } from '../../../main/tickets/ticket-work.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { readsOf } from '../../support/long-reads.ts';
import { type Mishap, startMailServer } from '../../support/mail-server.ts';
import { noKeychain } from '../../support/no-keychain.ts';
import { sampleMaking } from '../../support/sample-event.ts';

let desk: DeskContext;
let people: Delegate[];
let language: ScreenLanguage;
const ending: (() => unknown)[] = [];
beforeEach(() => {
  language = 'en';
  desk = makeDeskContext();
  ending.push(() => desk.close());
  people = ['anna@example.org', 'bo@example.org', '', 'no address'].map((email, index) =>
    desk.addDelegate(index + 1, { email }),
  );
  people.push(desk.addDelegate(9, { email: 'gone@example.org', status: 'cancelled' }));
});
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

/** A desk whose outbox sends to a server, without any pause. */
async function mailingTo(
  mishapOf: (to: string) => Mishap = () => 'none',
  reads: Pick<TicketWork, 'ticketMail'> = readsOf(desk.context, ''),
) {
  const server = await startMailServer(mishapOf);
  ending.push(() => server.close());
  const mailing = createMailing({
    context: desk.context,
    reads,
    secrets: openSecretBox(desk.context.db, noKeychain),
    log: { info: () => {}, error: () => {} },
    language: () => language,
    onChange: () => {},
    wait: (_milliseconds, then) => {
      const soon = setImmediate(then);
      return () => clearImmediate(soon);
    },
  });
  ending.push(() => mailing.outbox.stop());
  const settings: SmtpSettings = {
    host: '127.0.0.1',
    port: server.port,
    security: 'plain',
    user: '',
    fromName: 'Secretariat',
    fromAddress: 'events@example.org',
    replyTo: null,
    perMinute: 600,
  };
  mailing.saveSettings({ settings, password: null });
  return {
    mailing,
    taken: () => server.taken.map(({ to }) => to),
    texts: () => server.taken.map(({ text }) => text),
  };
}

/** A mailing to everyone. */
const roster = { kind: 'roster' } as const;

const settled = ({ view }: Mailing) =>
  expect.poll(() => view().counts.waiting + view().counts.sending, { timeout: 20_000 }).toBe(0);

function change(delegate: Delegate, column: 'email' | 'status' | 'ticket_hashes', value: string) {
  desk.context.db.prepare(`UPDATE delegate SET ${column} = ? WHERE id = ?`).run(value, delegate.id);
}

const [anna, bo] = [0, 1].map((index) => () => people[index] as Delegate) as [
  () => Delegate,
  () => Delegate,
];

describe('tickets by e-mail', () => {
  it('go to everyone with an address, once', async () => {
    const { mailing, taken } = await mailingTo();
    expect(mailing.view()).toMatchObject({ people: 4, withoutAddress: 2, unsent: 2, replaced: 0 });
    expect(mailing.start(roster)).toBe(2);
    await settled(mailing);
    expect(taken().toSorted()).toEqual(['anna@example.org', 'bo@example.org']);
    expect(mailing.view()).toMatchObject({ unsent: 0, counts: { sent: 2 } });
    expect(mailing.start(roster)).toBe(0);
  });

  it('go to the people selected, and the preview says who gets none', async () => {
    const { mailing, taken } = await mailingTo((to) =>
      to.startsWith('bo') ? 'refused-550' : 'none',
    );
    const all = people.map(({ id }) => id);
    expect(mailing.preview(all)).toEqual({
      ...{ isSetUp: true, isInDoubt: false, willSend: 2 },
      skipped: [
        { why: 'no-address', count: 2 },
        { why: 'no-ticket', count: 1 },
      ],
    });
    const selection = (...of: Delegate[]) =>
      ({ kind: 'selection', delegateIds: of.map(({ id }) => id) }) as const;
    const [, , nowhere] = people;
    if (nowhere === undefined) throw new Error('three');
    expect(mailing.start(selection(anna(), nowhere))).toBe(1);
    await settled(mailing);
    expect(taken()).toEqual(['anna@example.org']);
    // Selected again, the ticket is not sent again.
    expect(mailing.start(selection(anna(), bo()))).toBe(1);
    await settled(mailing);
    expect(taken()).toEqual(['anna@example.org']);
    expect(mailing.preview([...all, anna().id])).toMatchObject({
      willSend: 0,
      skipped: [
        { why: 'sent', count: 1 },
        { why: 'failed', count: 1 },
        { why: 'no-address', count: 2 },
        { why: 'no-ticket', count: 1 },
      ],
    });
  });

  it('go again to whoever had a ticket that was replaced, with the new code', async () => {
    const { mailing, taken } = await mailingTo();
    mailing.start(roster);
    await settled(mailing);
    const renewed = withCodes(anna(), 1, sampleMaking);
    change(anna(), 'ticket_hashes', JSON.stringify(renewed.ticketHashes));
    expect(mailing.view()).toMatchObject({ unsent: 1, replaced: 1 });
    expect(mailing.viewOf(anna().id)).toMatchObject({ isReplaced: true });
    expect(mailing.start(roster)).toBe(1);
    await settled(mailing);
    expect(taken()).toHaveLength(3);
    expect(taken().at(-1)).toBe('anna@example.org');
    const { context } = desk;
    const [last] = ticketMailsOf(context.db, context.event.file.id, anna().id);
    expect(last?.ticket).toBe(renewed.ticketHashes[0]);
    expect(mailing.view()).toMatchObject({ unsent: 0, replaced: 0 });
  });

  it('goes to a corrected address, and no mailing sends it there a second time', async () => {
    const { mailing, taken } = await mailingTo();
    mailing.again({ delegateId: anna().id, address: 'anna@corrected.example.org' });
    // Pressed again before the first e-mail has gone out.
    expect(() =>
      mailing.again({ delegateId: anna().id, address: 'anna@corrected.example.org' }),
    ).toThrow(/already-done/);
    await settled(mailing);
    expect(mailing.start(roster)).toBe(1);
    await settled(mailing);
    expect(taken()).toEqual(['anna@corrected.example.org', 'bo@example.org']);
  });

  it('that another address refused is not sent to the first one again', async () => {
    const { mailing, taken } = await mailingTo((to) =>
      to.includes('corrected') ? 'refused-550' : 'none',
    );
    mailing.start(roster);
    await settled(mailing);
    mailing.again({ delegateId: anna().id, address: 'anna@corrected.example.org' });
    await settled(mailing);
    expect(mailing.view()).toMatchObject({ unsent: 0, counts: { refused: 1, sent: 1 } });
    expect(taken()).toHaveLength(2);
  });

  it('is not sent to people whose registration was cancelled while it waited', async () => {
    const { mailing, taken } = await mailingTo();
    mailing.again({ delegateId: anna().id, address: anna().email });
    change(anna(), 'status', 'cancelled');
    mailing.outbox.nudge();
    await settled(mailing);
    expect(taken()).toEqual([]);
    expect(mailing.view().counts).toMatchObject({ stopped: 1, refused: 0 });
    expect(() => mailing.again({ delegateId: anna().id, address: anna().email })).toThrow(
      /not-found/,
    );
  });

  it('is kept back by a stop, and sent by the next start', async () => {
    const { mailing, taken } = await mailingTo();
    mailing.start(roster);
    const stopped = mailing.stop();
    await settled(mailing);
    expect(taken()).toHaveLength(2 - stopped);
    expect(mailing.start(roster)).toBe(stopped);
    await settled(mailing);
    expect(taken().toSorted()).toEqual(['anna@example.org', 'bo@example.org']);
  });

  it('is perhaps sent where the disk was full behind the answer, and the next ones go', async () => {
    const { mailing, taken } = await mailingTo();
    const { db } = desk.context;
    db.exec(`CREATE TEMP TRIGGER full BEFORE UPDATE ON ticket_mail WHEN NEW.state = 'sent'
      BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
    mailing.start(roster);
    await expect.poll(() => mailing.view().counts.perhaps).toBe(2);
    db.exec('DROP TRIGGER full');
    await settled(mailing);
    expect(taken()).toHaveLength(2);
    expect(mailing.start(roster)).toBe(0);
    mailing.again({ delegateId: bo().id, address: bo().email });
    await settled(mailing);
    expect(mailing.view().counts).toMatchObject({ perhaps: 1, sent: 1 });
  });

  it('is not sent from a store that was restored: it may have been sent since', async () => {
    const { mailing } = await mailingTo();
    await mailing.outbox.stop();
    mailing.start(roster);
    const { location, context } = desk;
    const { stationNumber } = context.self;
    const folder = copiesFolder(location);
    const now = Date.parse('2018-10-02T07:00:00Z');
    makeCopy({ location, stationNumber, folder, second: null, reserve: 0, now }, nodeCrypto);
    context.db.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${location.path}${end}`, { force: true });
    const again = openRecovering({
      location,
      second: null,
      now: new Date(now),
      crypto: nodeCrypto,
    });
    ending.push(() => again.db.close());
    expect(again.recovery).toMatchObject({ source: 'copy' });
    const states = countTicketMails(again.db, context.event.file.id);
    expect(states).toEqual([{ state: 'perhaps', count: 2 }]);
    expect(ticketDoubtSince(again.db)).toBe(now);
  });

  it.each(['before the mailing', 'while it waited'])(
    'of a store restored from a copy made %s go again on a person’s word alone',
    async (moment) => {
      const { mailing, taken } = await mailingTo();
      const { db } = desk.context;
      if (moment === 'while it waited') {
        await mailing.outbox.stop();
        mailing.start(roster);
      }
      doubtTicketMails(db, Date.now());
      const names = [bo(), anna()].map(({ id, printedName }) => ({ delegateId: id, printedName }));
      expect(mailing.view()).toMatchObject({ unsent: 0, doubt: { count: 2 } });
      expect(mailing.view().doubt?.people).toEqual(expect.arrayContaining(names));
      expect([mailing.start(roster), taken()]).toEqual([0, []]);
      // A person whom the hub reports only now may have had their ticket too.
      desk.addDelegate(11, { email: 'cy@example.org' });
      expect(mailing.view().doubt?.count).toBe(3);
    },
  );

  it('that may have left before a restore are kept back, or sent again, as a person decides', async () => {
    const { mailing, taken } = await mailingTo();
    const { db } = desk.context;
    doubtTicketMails(db, Date.now());
    expect(mailing.resolveDoubt({ send: false })).toBe(2);
    expect(mailing.view()).toMatchObject({ unsent: 0, doubt: null, counts: { perhaps: 2 } });
    expect([mailing.start(roster), taken()]).toEqual([0, []]);
    expect(() => mailing.resolveDoubt({ send: true })).toThrow(/already-done/);
    // A new person certainly has none.
    desk.addDelegate(11, { email: 'cy@example.org' });
    expect(mailing.start(roster)).toBe(1);
    await settled(mailing);
    expect(taken()).toEqual(['cy@example.org']);
    desk.addDelegate(12, { email: 'di@example.org' });
    doubtTicketMails(db, Date.now());
    expect(mailing.resolveDoubt({ send: true })).toBe(1);
    await settled(mailing);
    expect(taken()).toEqual(['cy@example.org', 'di@example.org']);
  });

  it.each([
    ['the event’s first, whatever the screens’', null, 'fr', 'en'],
    ['the person’s own', 'fr-BE', 'en', 'fr'],
    ['the event’s first for a language that it lacks', 'ru', 'fr', 'en'],
  ] as const)('are in %s', async (_what, own, screens, expected) => {
    const { mailing, texts } = await mailingTo();
    desk.context.db.prepare('UPDATE delegate SET language = ?').run(own);
    language = screens;
    mailing.again({ delegateId: anna().id, address: anna().email });
    await settled(mailing);
    expect(texts().map((text) => /^Content-Language: (.+)$/m.exec(text)?.[1]?.trim())).toEqual([
      expected,
    ]);
  });

  it('are not sent again to an address that refused them, whatever its case became', async () => {
    const { mailing, taken } = await mailingTo((to) =>
      to.startsWith('anna') ? 'refused-550' : 'none',
    );
    mailing.start(roster);
    await settled(mailing);
    mailing.bounce(['BO@Example.Org']);
    expect(mailing.view().counts).toMatchObject({ refused: 1, bounced: 1 });
    change(anna(), 'email', 'Anna@Example.org');
    change(bo(), 'email', 'BO@EXAMPLE.ORG');
    expect([mailing.view().unsent, mailing.start(roster), taken().length]).toEqual([0, 0, 1]);
  });

  it('keep the password apart from what pages see, until it is removed', async () => {
    const { mailing } = await mailingTo();
    const { settings } = mailing.view();
    if (settings === null) throw new Error('no settings');
    const has = (password: string | null): boolean => {
      mailing.saveSettings({ settings, password });
      return mailing.view().hasPassword;
    };
    expect([has('s3cret'), has(null), has('')]).toEqual([true, true, false]);
    has('s3cret');
    expect(JSON.stringify(mailing.view())).not.toContain('s3cret');
  });

  it('is made again at once where its thread was ended', async () => {
    const reads = readsOf(desk.context, '');
    let calls = 0;
    const ticketMail: TicketWork['ticketMail'] = async (request) => {
      calls += 1;
      if (calls % 2 === 1) throw new CallFailure('internal', 'reading process');
      return await reads.ticketMail(request);
    };
    const { mailing } = await mailingTo(() => 'none', { ticketMail });
    mailing.start(roster);
    await settled(mailing);
    expect([calls, mailing.view().counts.sent]).toEqual([4, 2]);
  });

  it('speaks of the station where it cannot make a ticket', async () => {
    const { mailing } = await mailingTo();
    forgetSecrets(desk.context.db);
    mailing.start(roster);
    await expect.poll(() => mailing.view().blocked?.problem).toBe('station');
    expect(mailing.view().counts).toMatchObject({ waiting: 2, sent: 0 });
  });

  it('that came back is marked, and sent where the address was corrected', async () => {
    const { mailing, taken } = await mailingTo();
    mailing.start(roster);
    await settled(mailing);
    const list = join(dirname(desk.location.path), 'bounces.txt');
    writeFileSync(
      list,
      'Date;Recipient;Reason\n2 Oct;<Anna@Example.org>;no such user\n2 Oct;x@else.example;full\n',
    );
    const addresses = await readAddresses(list);
    expect(mailing.bounce(addresses)).toEqual({
      bounced: 1,
      unknown: 1,
      examples: ['x@else.example'],
    });
    expect(mailing.bounce(addresses)).toMatchObject({ bounced: 0, unknown: 1 });
    const { open, unsent } = mailing.view();
    expect(open).toMatchObject([{ state: 'bounced', address: 'anna@example.org' }]);
    expect(unsent).toBe(0);
    change(anna(), 'email', 'anna@corrected.example.org');
    expect(mailing.start(roster)).toBe(1);
    await settled(mailing);
    expect(taken().at(-1)).toBe('anna@corrected.example.org');
    expect(mailing.view()).toMatchObject({ open: [], counts: { bounced: 0, sent: 2 } });
  });
});
