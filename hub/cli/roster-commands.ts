import { bulkCrypto } from '../../crypto/bulk-crypto.ts';
import { nodeCrypto } from '../../crypto/node-crypto.ts';
import type { Delegate } from '../../domain/delegate.ts';
import { makeDelegateId } from '../../domain/delegate-id.ts';
import { codeKey } from '../../domain/registration-code.ts';
import { wholeEventFileSchema } from '../../domain/whole-event-file.ts';
import { HubProblem } from '../../domain/wire/problems.ts';
import { newEntry } from '../../intake/entries.ts';
import { guessMapping } from '../../intake/guess-mapping.ts';
import { readRosterFile } from '../../intake/read-file.ts';
import { type PeopleOfFile, readPeople } from '../../intake/read-people.ts';
import { rejectReasonWords } from '../../intake/reject-words.ts';
import { openTable } from '../../intake/table.ts';
import type { AdminClient } from '../admin/client.ts';
import { type Print, printColumns, timeText } from './print.ts';
import { type HubWords, onlyWord } from './words.ts';

/** Rejected rows that are printed. */
const mostLines = 100;

/** `import FILE`: reads a roster with the guessed columns and sends it to the hub. */
export async function importCommand(
  client: AdminClient,
  words: HubWords,
  print: Print,
): Promise<void> {
  const table = await openTable(readRosterFile(words.path(onlyWord(words, 'file'))));
  const mapping = guessMapping(table.headers);
  for (const [field, column] of Object.entries(mapping)) {
    print(`  ${field} <- ${table.headers[column] ?? column}`);
  }
  const event = await client.event();
  const eventFile = wholeEventFileSchema.parse(event.file);
  const found = await readPeople(table, mapping, eventFile, () => {});
  printRejected(found, print);
  const secret = Buffer.from(event.secret, 'hex');
  const making = { eventId: event.id, eventSecret: secret, crypto: bulkCrypto(secret) };
  const entries = [...found.people.values()].map((person) => newEntry(person, making));
  const result = await client.importRoster(entries, 'command line', (sent) => {
    if (entries.length > 5_000) print(`${sent} of ${entries.length} rows sent`);
  });
  const same = entries.length - result.added - result.changed;
  print(`Written: ${result.added} added, ${result.changed} changed, ${same} as they were.`);
}

function printRejected({ rows, rejected }: PeopleOfFile, print: Print): void {
  print(`Rows: ${rows}. Rejected: ${rejected.length}.`);
  for (const { rejected: row } of rejected.slice(0, mostLines)) {
    const value = row.value === '' ? '' : `: ${row.value}`;
    print(`  line ${row.line}: ${rejectReasonWords.en[row.reason]}${value}`);
  }
  if (rejected.length > mostLines) print(`  … and ${rejected.length - mostLines} more`);
}

/** `cancel CODE`: the registration stays, with the status "cancelled". */
export async function cancelCommand(
  client: AdminClient,
  words: HubWords,
  print: Print,
): Promise<void> {
  const delegate = await findDelegate(client, onlyWord(words, 'registration code'));
  await client.changeDelegate(delegate.id, { status: 'cancelled' });
  print(`Cancelled: ${delegate.registrationCode}. Desks that are online know within two seconds.`);
}

/** `delete CODE`: takes a person out of the roster. */
export async function deleteCommand(
  client: AdminClient,
  words: HubWords,
  print: Print,
): Promise<void> {
  const delegate = await findDelegate(client, onlyWord(words, 'registration code'));
  await client.deleteDelegate(delegate.id);
  print(`Deleted: ${delegate.registrationCode}. What was recorded at desks stays recorded.`);
}

const page = 1_000;

/**
 * The delegate with a registration code. The id follows from the code as it was first written; where
 * the case differs, the list is searched.
 *
 * @throws HubProblem `not-found`
 */
export async function findDelegate(client: AdminClient, code: string): Promise<Delegate> {
  const event = await client.event();
  try {
    return await client.delegate(makeDelegateId(event.id, code, nodeCrypto));
  } catch (error) {
    if (!(error instanceof HubProblem) || error.code !== 'not-found') throw error;
  }
  let after: string | null = null;
  for (;;) {
    const delegates: Delegate[] = await client.listDelegates(after, page);
    const found = delegates.find(
      ({ registrationCode }) => codeKey(registrationCode) === codeKey(code),
    );
    if (found !== undefined) return found;
    if (delegates.length < page) throw new HubProblem('not-found', 'registration code');
    after = delegates.at(-1)?.registrationCode ?? null;
  }
}

/** `changes`: what desks changed in the roster, newest first. Names stay in the hub: ids only. */
export async function changesCommand(
  client: AdminClient,
  _words: HubWords,
  print: Print,
): Promise<void> {
  const changes = await client.rosterChanges();
  if (changes.length === 0) {
    print('No desk has changed the roster.');
    return;
  }
  const rows = changes.map((change) => [
    timeText(change.wall),
    change.kind,
    change.delegateId ?? '—',
    change.kioskName,
    change.operatorName ?? '—',
  ]);
  printColumns([['when', 'what', 'delegate', 'desk', 'operator'], ...rows], print);
}
