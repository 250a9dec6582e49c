import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addTicketMails, countTicketMails, listTicketMails } from '../../../db/tickets.ts';
import { type SmtpSettings, ticketMailStates } from '../../../domain/tickets/ticket-mail.ts';
import { createOutbox, type Outbox } from '../../../main/tickets/outbox.ts';
import { createSmtpLine } from '../../../main/tickets/smtp.ts';
import { type DeskContext, makeDeskContext } from '../../support/desk-context.ts';
import { type Mishap, startMailServer } from '../../support/mail-server.ts';

const quiet = { info: () => {}, error: (about: object) => expect(about).toEqual({}) };
let desk: DeskContext;
let now = 0;
const ending: (() => Promise<void>)[] = [];
beforeEach(() => {
  desk = makeDeskContext();
  now = 1_000;
});
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
  desk.close();
});

async function serverThat(mishapOf: (to: string, times: number) => Mishap) {
  const times = new Map<string, number>();
  const server = await startMailServer((to) => {
    const before = times.get(to) ?? 0;
    times.set(to, before + 1);
    return mishapOf(to, before);
  });
  ending.push(() => server.close());
  return server;
}

/** An outbox whose waits end at once, each advancing the clock. */
function outboxTo(port: number, change: { user?: string } = {}): Outbox {
  const settings: SmtpSettings = {
    host: '127.0.0.1',
    port,
    security: 'plain',
    user: '',
    fromName: 'Secretariat',
    fromAddress: 'events@example.org',
    replyTo: null,
    perMinute: 600,
    ...change,
  };
  const outbox = createOutbox({
    db: desk.context.db,
    clock: () => now,
    line: async () => createSmtpLine({ settings, password: null }),
    compose: async ({ address }) => ({
      message: Buffer.from(`To: ${address}\r\nSubject: Ticket\r\n\r\nCode\r\n`),
      ticket: 'first',
    }),
    pace: () => 0,
    onChange: () => {},
    log: quiet,
    wait: (milliseconds, then) => {
      now += milliseconds;
      const soon = setImmediate(then);
      return () => clearImmediate(soon);
    },
  });
  ending.push(() => outbox.stop());
  return outbox;
}

function addMails(count: number): string[] {
  const addresses = Array.from({ length: count }, (_, index) => `person${index}@example.org`);
  const people = addresses.map((address, index) => ({
    delegateId: `00000000-0000-5000-8000-${String(index).padStart(12, '0')}`,
    address,
  }));
  const of = { eventId: desk.context.event.file.id, mailing: crypto.randomUUID(), wall: now };
  desk.context.db.transaction(() => addTicketMails(desk.context.db, of, people)).immediate();
  return addresses;
}

const counts = () =>
  Object.fromEntries(
    countTicketMails(desk.context.db, desk.context.event.file.id).map(({ state, count }) => [
      state,
      count,
    ]),
  );
const settled = () =>
  expect
    .poll(() => Object.keys(counts()).filter((state) => /waiting|sending/.test(state)), {
      timeout: 30_000,
    })
    .toEqual([]);

describe('the outbox of tickets', () => {
  it.each<[Mishap, Record<string, number>, number]>([
    ['none', { sent: 1 }, 1],
    ['cut-before-data', { sent: 1 }, 1],
    ['cut-within-data', { perhaps: 1 }, 0],
    ['busy-421', { sent: 1 }, 1],
    ['later-450', { sent: 1 }, 1],
    ['cut-after-data', { perhaps: 1 }, 1],
    ['refused-550', { refused: 1 }, 0],
    ['refused-554-after-data', { refused: 1 }, 0],
  ])('after %s at the first attempt', async (mishap, states, taken) => {
    const server = await serverThat((_to, times) => (times === 0 ? mishap : 'none'));
    addMails(1);
    outboxTo(server.port).nudge();
    await settled();
    expect(counts()).toEqual(states);
    expect(server.taken).toHaveLength(taken);
  });

  it('says in the server’s own words whom it refused', async () => {
    const server = await serverThat(() => 'refused-550');
    addMails(1);
    outboxTo(server.port).nudge();
    await settled();
    const eventId = desk.context.event.file.id;
    const [mail] = listTicketMails(desk.context.db, {
      eventId,
      states: ticketMailStates,
      limit: 9,
    });
    expect(mail?.answer).toMatch(/550 no such mailbox here/);
  });

  it('sends a hundred through a server that fails at random: nobody twice, nobody lost', async () => {
    const kinds: Mishap[] = ['cut-before-data', 'cut-after-data', 'busy-421', 'later-450', 'none'];
    let seed = 7;
    const server = await serverThat((to, times) => {
      if (to.startsWith('person13')) return 'refused-550';
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return times < 5 && seed % 3 === 0 ? (kinds[seed % kinds.length] ?? 'none') : 'none';
    });
    const addresses = addMails(100);
    outboxTo(server.port).nudge();
    await settled();
    const reached = new Set(server.taken.map(({ to }) => to));
    expect(server.taken).toHaveLength(reached.size);
    const eventId = desk.context.event.file.id;
    const ends = listTicketMails(desk.context.db, {
      eventId,
      states: ticketMailStates,
      limit: 200,
    });
    expect(ends).toHaveLength(addresses.length);
    for (const { address, state } of ends) {
      expect([address, state]).toEqual([
        address,
        reached.has(address) ? expect.stringMatching(/sent|perhaps/) : 'refused',
      ]);
    }
    expect(counts().perhaps ?? 0).toBeLessThanOrEqual(server.counts.get('cut-after-data') ?? 0);
    expect(server.counts.size).toBeGreaterThan(2);
  });

  it('never sends again by itself what a crash left in the middle', async () => {
    const server = await serverThat(() => 'none');
    addMails(2);
    desk.context.db.prepare("UPDATE ticket_mail SET state = 'sending' WHERE id = 1").run();
    outboxTo(server.port).nudge();
    await settled();
    expect(counts()).toEqual({ sent: 1, perhaps: 1 });
    expect(server.taken.map(({ to }) => to)).toEqual(['person1@example.org']);
  });

  it('gives up after eight attempts', async () => {
    const server = await serverThat(() => 'later-450');
    addMails(1);
    outboxTo(server.port).nudge();
    await settled();
    expect(counts()).toEqual({ refused: 1 });
    expect(server.counts.get('later-450')).toBe(9);
  });

  it('waits where the server cannot be reached, and loses nobody', async () => {
    const gone = await serverThat(() => 'none');
    await gone.close();
    addMails(3);
    const outbox = outboxTo(gone.port);
    outbox.nudge();
    await expect.poll(() => outbox.blocked()?.problem).toBe('unreachable');
    await outbox.stop();
    expect(counts()).toEqual({ waiting: 3 });
  });
});
