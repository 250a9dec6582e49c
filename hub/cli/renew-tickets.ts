import { closeSync, openSync } from 'node:fs';
import { maxRosterEntries } from '../../domain/roster/roster-wire.ts';
import { type IssuedTicket, ticketsFile } from '../../domain/tickets/tickets-file.ts';
import type { AdminClient } from '../admin/client.ts';
import { type CommandLine, UsageError } from './command-line.ts';
import type { Print } from './print.ts';
import { personOf } from './privacy-commands.ts';
import { findDelegate } from './roster-commands.ts';
import { savePersonalFile } from './saved-file.ts';

/**
 * `renew-tickets CODE… --out FILE`: new ticket codes for single people. `renew-tickets all`
 * requests a new event secret, and so new codes for everyone; another person approves with
 * `renew-tickets approve ID --out FILE`. Stations refuse the old codes as replaced.
 */
export async function renewTicketsCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const [first, id, ...more] = commandLine.args;
  if (first === 'all') return await requestAll(client, commandLine, print);
  if (first === undefined) {
    throw new UsageError('renew-tickets: registration codes, or all, or approve ID');
  }
  if (first !== 'approve') {
    return await intoFile(client, commandLine, print, async () => {
      const ids: string[] = [];
      for (const code of commandLine.args) ids.push((await findDelegate(client, code)).id);
      return await client.renewTickets(ids);
    });
  }
  if (id === undefined || more.length > 0) throw new UsageError('renew-tickets approve: ID');
  const by = personOf(commandLine.options['approved-by'], '--approved-by');
  await intoFile(client, commandLine, print, async () => {
    const { number } = await client.approveRenewal(id, by);
    print(`The event has secret ${number}. Desks receive it at their next contact.`);
    return await everybody(client);
  });
}

async function requestAll(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  if (commandLine.args.length > 1) throw new UsageError('renew-tickets all: nothing more');
  const by = personOf(commandLine.options['requested-by'], '--requested-by');
  const { id } = await client.requestRenewal(by);
  print(`Asked for: ${id}. Every ticket is still valid.`);
  print('Another person approves it within 24 hours. All tickets sent so far are refused then:');
  print(`  npm run hub -- renew-tickets approve ${id} --approved-by NAME --out FILE`);
}

/** Opens the file first: codes that cannot be written would have to be renewed again. */
async function intoFile(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
  renew: () => Promise<IssuedTicket[]>,
): Promise<void> {
  const { out } = commandLine.options;
  if (out === undefined) throw new UsageError('renew-tickets: --out FILE, for the new codes');
  const path = commandLine.path(out);
  const file = openSync(path, 'wx', 0o600);
  try {
    const tickets = await renew();
    await savePersonalFile(client, path, ticketsFile(tickets));
    print(`Renewed: ${tickets.length}. The codes before are refused as replaced.`);
    print(`Written: ${path}. Send the new tickets, then delete the file: it opens the doors.`);
  } finally {
    closeSync(file);
  }
}

async function everybody(client: AdminClient): Promise<IssuedTicket[]> {
  const tickets: IssuedTicket[] = [];
  let page: IssuedTicket[];
  do {
    const after = tickets.at(-1)?.delegate.registrationCode ?? null;
    page = await client.tickets(after, maxRosterEntries);
    tickets.push(...page);
  } while (page.length === maxRosterEntries);
  return tickets;
}
