import { closeSync, openSync, writeFileSync } from 'node:fs';
import { csvFile } from '../../domain/csv.ts';
import type { Delegate } from '../../domain/delegate.ts';
import { makeTicketCode } from '../../domain/opaque-code.ts';
import { mostRosterEntries } from '../../domain/wire/roster.ts';
import type { AdminClient } from '../admin/client.ts';
import type { Print } from './print.ts';
import { findDelegate, makingOf } from './roster-commands.ts';
import { type HubWords, UsageError } from './words.ts';

/**
 * `renew-tickets CODE… | --all --out FILE`: new ticket codes, which the file holds for whoever sends the
 * tickets out. Stations refuse the codes before them as replaced.
 */
export async function renewTicketsCommand(
  client: AdminClient,
  words: HubWords,
  print: Print,
): Promise<void> {
  const { all = false, out } = words.options;
  if (out === undefined) throw new UsageError('renew-tickets: --out FILE, for the new codes');
  if (all === words.args.length > 0) {
    throw new UsageError('renew-tickets: registration codes, or --all');
  }
  const ids = all ? await everybody(client) : await idsOf(client, words.args);
  // First: codes that nobody could write down would have to be renewed once more.
  const path = words.path(out);
  const file = openSync(path, 'wx', 0o600);
  try {
    const { eventSecret, crypto } = makingOf(await client.event());
    const renewed = await client.renewTickets(ids);
    const lines = renewed.map((delegate) => [
      delegate.registrationCode,
      delegate.printedName,
      makeTicketCode(eventSecret, delegate.id, crypto, delegate.ticketHashes.length - 1),
    ]);
    writeFileSync(file, csvFile([['Registration code', 'Name', 'Ticket code'], ...lines], ','));
    print(`Renewed: ${renewed.length}. The codes before are refused as replaced.`);
    print(`Written: ${path}. Send the new tickets, then delete the file: it opens the doors.`);
  } finally {
    closeSync(file);
  }
}

async function idsOf(client: AdminClient, codes: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const code of codes) ids.push((await findDelegate(client, code)).id);
  return ids;
}

async function everybody(client: AdminClient): Promise<string[]> {
  const ids: string[] = [];
  let page: Delegate[];
  let after: string | null = null;
  do {
    page = await client.listDelegates(after, mostRosterEntries);
    ids.push(...page.map(({ id }) => id));
    after = page.at(-1)?.registrationCode ?? null;
  } while (page.length === mostRosterEntries);
  return ids;
}
