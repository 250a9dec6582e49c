import { wholeEventFileSchema } from '../../domain/event/whole-event-file.ts';
import type { Delegate } from '../../domain/roster/delegate.ts';
import {
  type ImportDecision,
  importDecisionSchema,
  type TextEncoding,
  textEncodings,
} from '../../domain/roster/roster-import.ts';
import { HubProblem } from '../../domain/sync/problems.ts';
import { type CodeMaking, makeDelegateId } from '../../domain/tickets/issued-codes.ts';
import { codeKey } from '../../domain/tickets/registration-code.ts';
import { createListImport } from '../../intake/list-import.ts';
import { readRosterFile } from '../../intake/read-file.ts';
import {
  findingLines,
  leftOutLines,
  questionLines,
  readingLines,
  rejectedLines,
} from '../../intake/report-lines.ts';
import { bulkCrypto } from '../../platform/crypto/node-crypto.ts';
import { missingLetters } from '../../platform/fonts/letters.ts';
import type { AdminClient } from '../admin/client.ts';
import { type CommandLine, onlyArgument, UsageError } from './command-line.ts';
import { type Print, printColumns, timeText } from './print.ts';

/** `import FILE`: imports a roster file with guessed columns, by the same steps as a desk. */
export async function importCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const bytes = readRosterFile(commandLine.path(onlyArgument(commandLine, 'file')));
  const given = await client.event();
  // Places in sessions are booked where somebody sees what comes of it: on a page.
  const event = { ...wholeEventFileSchema.parse(given.file), checkpoints: [] };
  const list = createListImport(makingOf(given), missingLetters);
  const options = { encoding: encodingOf(commandLine) };
  const preview = await list.open({ bytes, fileName: '' }, options, event);
  for (const [field, column = 0] of Object.entries(preview.guess)) {
    print(`  ${field} <- ${preview.headers[column] ?? column}`);
  }
  readingLines(preview.readings).forEach(print);
  await list.read({ mapping: preview.guess, markVips: false, event }, () => {});
  for await (const delegate of everyDelegate(client)) list.known({ delegate, hasBadge: false });
  const diff = list.diff();
  print(`Rows: ${diff.rows}. Rejected: ${diff.rejected}.`);
  rejectedLines(diff.rejectedRows, diff.rejected, event.groupWord).forEach(print);
  findingLines(diff.findings, diff.odd).forEach(print);
  questionLines(diff).forEach(print);
  leftOutLines(diff.leftOut).forEach(print);
  const { added, changed } = list.decided({
    acceptMended: commandLine.options['accept-mended'] === true,
    answers: [],
    others: othersOf(commandLine),
  });
  const entries = [...added, ...changed];
  const result = await client.importRoster(entries, 'command line', (sent) => {
    if (entries.length > 5_000) print(`${sent} of ${entries.length} rows sent`);
  });
  const same = diff.unchanged + entries.length - result.added - result.changed;
  print(`Written: ${result.added} added, ${result.changed} changed, ${same} as they were.`);
}

function othersOf({ options: { others } }: CommandLine): ImportDecision['others'] {
  const answer = importDecisionSchema.shape.others.safeParse(others ?? null);
  if (!answer.success) throw new UsageError('--others: choose same, new or left-out');
  return answer.data;
}

function encodingOf({ options: { encoding } }: CommandLine): TextEncoding | undefined {
  const known = textEncodings.find((name) => name === encoding);
  if (known === undefined && encoding !== undefined) {
    throw new UsageError(`--encoding: choose one of ${textEncodings.join(', ')}`);
  }
  return known;
}

/** `cancel CODE`: the registration stays, with the status "cancelled". */
export async function cancelCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const delegate = await findDelegate(client, onlyArgument(commandLine, 'registration code'));
  await client.changeDelegate(delegate.id, { status: 'cancelled' });
  print(`Cancelled: ${delegate.registrationCode}. Desks that are online know within two seconds.`);
}

/** `delete CODE`: removes a person from the roster. */
export async function deleteCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const delegate = await findDelegate(client, onlyArgument(commandLine, 'registration code'));
  await client.deleteDelegate(delegate.id);
  print(`Deleted: ${delegate.registrationCode}. What was recorded at desks stays recorded.`);
}

/** For ids only. The hub itself makes new codes, with its newest secret. */
export function makingOf({ id, secret }: { id: string; secret: string }): CodeMaking {
  const eventSecret = Buffer.from(secret, 'hex');
  const crypto = bulkCrypto(eventSecret);
  return { eventId: id, eventSecret, ticketSecrets: [eventSecret], crypto };
}

const page = 1_000;

/**
 * The delegate with a registration code. The id is derived from the code as first written; if only
 * the case differs, the list is searched.
 *
 * @throws HubProblem `not-found`
 */
export async function findDelegate(client: AdminClient, code: string): Promise<Delegate> {
  const event = await client.event();
  try {
    return await client.delegate(makeDelegateId(code, makingOf(event)));
  } catch (error) {
    if (!(error instanceof HubProblem) || error.code !== 'not-found') throw error;
  }
  for await (const delegate of everyDelegate(client)) {
    if (codeKey(delegate.registrationCode) === codeKey(code)) return delegate;
  }
  throw new HubProblem('not-found', 'registration code');
}

async function* everyDelegate(client: AdminClient): AsyncGenerator<Delegate> {
  let after: string | null = null;
  for (;;) {
    const delegates: Delegate[] = await client.listDelegates(after, page);
    yield* delegates;
    if (delegates.length < page) return;
    after = delegates.at(-1)?.registrationCode ?? null;
  }
}

/** `changes`: desks' changes to the roster, newest first. Only ids: names stay in the hub. */
export async function changesCommand(
  client: AdminClient,
  _commandLine: CommandLine,
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
    change.stationName,
    change.operatorName ?? '—',
  ]);
  printColumns([['when', 'what', 'delegate', 'desk', 'operator'], ...rows], print);
}
