import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openStore } from '../../../db/station/open.ts';
import { addTicketMails, countTicketMails, listTicketMails } from '../../../db/tickets.ts';
import { ticketMailStates } from '../../../domain/tickets/ticket-mail.ts';
import { makeDeskContext } from '../../support/desk-context.ts';
import { type Mishap, startMailServer } from '../../support/mail-server.ts';

const people = 10_000;
const kills = 50;
const child = join(import.meta.dirname, 'outbox-child.ts');
const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

const kinds: readonly Mishap[] = [
  'cut-before-data',
  'cut-within-data',
  'cut-after-data',
  'busy-421',
  'later-450',
];

/** Numbers from 0 to below 1, the same in every run (Park and Miller). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test('10,000 tickets through a failing server and 50 kills: one each, or said so', {
  timeout: 1_800_000,
}, async () => {
  // A killed process loses nothing of the page cache: memory is as good as a disk, and faster.
  const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const desk = makeDeskContext({ folder: mkdtempSync(join(place, 'lanyard-outbox-')) });
  ending.push(() => desk.close());
  const { location } = desk;
  const eventId = desk.context.event.file.id;
  const mails = Array.from({ length: people }, (_, index) => ({
    delegateId: `00000000-0000-5000-8000-${String(index).padStart(12, '0')}`,
    address: `person${index}@${index % 97 === 0 ? 'refused' : 'mail'}.example.org`,
  }));
  const { db } = desk.context;
  db.transaction(() => {
    addTicketMails(db, { eventId, mailing: 'first', wall: Date.now() }, mails);
  }).immediate();
  const random = randomFrom(20_271);
  const server = await startMailServer((to) => {
    if (to.includes('@refused.')) return 'refused-550';
    const kind = kinds[Math.floor(random() * kinds.length)] ?? 'none';
    return random() < 0.1 ? kind : 'none';
  });
  ending.push(() => server.close());
  for (let killed = 0; ; killed += 1) {
    const station = spawn(process.execPath, [child, location.path, String(server.port)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = once(station, 'exit');
    if (killed === kills) {
      expect(await ended).toEqual([0, null]);
      break;
    }
    // At any moment of any e-mail: after a random number of the next ones.
    const until = server.taken.length + 1 + Math.floor(random() * (people / kills));
    await expect
      .poll(() => server.taken.length >= until || station.exitCode !== null, {
        interval: 5,
        timeout: 120_000,
      })
      .toBe(true);
    station.kill('SIGKILL');
    await ended;
  }
  const store = openStore(location);
  ending.push(() => store.close());
  const reached = new Map<string, number>();
  for (const { to } of server.taken) reached.set(to, (reached.get(to) ?? 0) + 1);
  expect([...reached.values()].filter((times) => times > 1)).toEqual([]);
  const ends = listTicketMails(store, { eventId, states: ticketMailStates, limit: people + 1 });
  expect(ends).toHaveLength(people);
  for (const { address, state } of ends) {
    if (state === 'sent') expect(reached.has(address)).toBe(true);
    else if (state === 'refused') expect(reached.has(address)).toBe(false);
    else expect(state).toBe('perhaps');
  }
  const counts = new Map(countTicketMails(store, eventId).map((one) => [one.state, one.count]));
  const behind =
    (server.counts.get('cut-after-data') ?? 0) + (server.counts.get('cut-within-data') ?? 0);
  expect(counts.get('perhaps') ?? 0).toBeLessThanOrEqual(behind + kills);
  process.stdout.write(`tickets by e-mail: ${JSON.stringify([...counts, ...server.counts])}\n`);
});
