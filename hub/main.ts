import { readFileSync, statSync } from 'node:fs';
import { ConnectorFailure } from '../connectors/failure.ts';
import { HubProblem } from '../domain/sync/problems.ts';
import { maxStickSize, type StickAnswer, type StickRefusal } from '../domain/sync/stick.ts';
import { SyncFailure } from '../domain/sync/sync-failure.ts';
import { IntakeError } from '../intake/intake-error.ts';
import { intakeErrorWords } from '../intake/report-lines.ts';
import { type AdminClient, createAdminClient } from './admin/client.ts';
import { accountCommand } from './cli/account-commands.ts';
import {
  backupCommand,
  checkCommand,
  duplicatesCommand,
  quarantineCommand,
  statusCommand,
  stopCommand,
} from './cli/care-commands.ts';
import { connectorCommand } from './cli/connector-commands.ts';
import {
  callDayCommand,
  closeDayCommand,
  dayCommand,
  factsCommand,
  reportCommand,
} from './cli/day-commands.ts';
import {
  disregardCommand,
  ordersCommand,
  releaseCommand,
  takeBackCommand,
} from './cli/judging-commands.ts';
import { readAccess } from './cli/places.ts';
import { type Print, timeText } from './cli/print.ts';
import {
  accessRequestCommand,
  lostCommand,
  purgeCommand,
  retentionCommand,
} from './cli/privacy-commands.ts';
import { renewTicketsCommand } from './cli/renew-tickets.ts';
import { restoreCommand } from './cli/restore.ts';
import {
  cancelCommand,
  changesCommand,
  deleteCommand,
  importCommand,
} from './cli/roster-commands.ts';
import { type EventPlaces, serveCommand } from './cli/serve.ts';
import { inviteCommand, revokeCommand, stationsCommand } from './cli/station-commands.ts';
import { type HubWords, onlyWord, readWords, UsageError, usage } from './cli/words.ts';
import { FolderError } from './own-folder.ts';
import { addUpdate, UpdateFileError, updatesFolder } from './station/add-update.ts';
import { HubStoreError, type HubStoreErrorCode } from './store/store-error.ts';

const refusalLines: Readonly<Record<StickRefusal, string>> = {
  'not-a-stick': 'Not a station’s file. Choose one that ends with .lanyard.',
  'newer-version': 'It was written by a newer version of the app: update the hub.',
  'other-event': 'It belongs to another event.',
  'other-hub': 'It was written for another hub. Let the station join this one and write it again.',
  truncated: 'Incomplete. Write it again at the station.',
  damaged: 'Altered after writing. Write it again at the station.',
  'unknown-station': 'This hub does not know the station. Let it join and write it again.',
  'bad-signature': 'The signature is not the station’s: do not trust the bearer.',
  revoked: 'The station was revoked or replaced. Its records are in quarantine.',
  'chain-differs':
    'The hub holds another history of this station (a copied or restored disk). Connect it by network.',
};

/**
 * `import-stick FILE`: imports the facts of a station without network.
 *
 * @returns the exit code, 1 if the file was refused
 */
async function importStickCommand(
  client: AdminClient,
  words: HubWords,
  print: Print,
): Promise<0 | 1> {
  const file = words.path(onlyWord(words, 'file'));
  if (statSync(file).size > maxStickSize) throw new UsageError(refusalLines['not-a-stick']);
  const answer = await client.importStick(readFileSync(file));
  for (const line of linesOf(answer)) print(line);
  return answer.outcome === 'imported' ? 0 : 1;
}

function linesOf(answer: StickAnswer): string[] {
  const inQuarantine =
    answer.quarantined === 0 ? [] : [`In quarantine: ${answer.quarantined} (see: quarantine)`];
  if (answer.outcome === 'refused') {
    const whose = answer.stationName === null ? '' : ` (${answer.stationName})`;
    return [`Refused${whose}: ${refusalLines[answer.reason]}`, ...inQuarantine];
  }
  const { stationName, written, stored, known } = answer;
  const isNew = stored > 0 || answer.quarantined > 0;
  return [
    `${stationName}, written ${timeText(written)}`,
    isNew
      ? `Imported: ${stored} facts; known already: ${known}`
      : `Nothing new: ${known} facts known already.`,
    ...inQuarantine,
  ];
}

const storeLines: Readonly<Record<HubStoreErrorCode, string>> = {
  'corrupt-or-wrong-key':
    'The store is damaged, or its key is not the one that it was made with. Restore a backup, or give the right --key-file.',
  'from-the-future': 'The store was written by a newer version of the hub: update this one.',
  'pre-release':
    'The store was written by a development version of the hub, which this version cannot read. Give another --data-dir or database.',
  'disk-full': 'The disk is full.',
  'not-permitted': 'The store cannot be read or written by this user.',
  unreachable:
    'PostgreSQL does not answer, or does not let this user in. Is --database-url right, and does it run?',
  'needs-tls':
    'PostgreSQL on another machine is reached by TLS alone. In --database-url take sslmode away, and name its authority: ?sslrootcert=FILE',
  'other-authority':
    'The hub of this database has another authority. Copy authority.crt and authority.key from the folder tls of its data directory into the folder tls of this one. If they are lost, start once with --new-authority: every station joins again.',
  'not-initialised': 'There is no hub in this store yet.',
  'initialised-already': 'There is a hub in this store already.',
  'in-use':
    'A hub runs with this data directory already, or with this database. Stop it first, or give another --data-dir.',
  'other-kind': 'This is for the other kind of store.',
  'file-exists': 'The file is there already: choose another name.',
  'no-such-file': 'There is no such file.',
  failed: 'The store cannot be used.',
};

/** What went wrong and what to do, for the terminal. Never the password in a database URL. */
function failureLine(error: unknown): string {
  if (error instanceof UsageError || error instanceof FolderError) return error.message;
  if (error instanceof SyncFailure) {
    return error.code === 'unreachable'
      ? 'The hub does not answer. Does it run with this data directory?'
      : `What answers there is not this hub (${error.code}).`;
  }
  if (error instanceof HubProblem) return `The hub refuses: ${error.message}`;
  if (error instanceof HubStoreError) return storeLine(error);
  if (error instanceof ConnectorFailure) return `The other system: ${error.message}`;
  if (error instanceof IntakeError) {
    return `${intakeErrorWords[error.code]}: ${error.detail} [${error.code}]`;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Windows answers EACCES for a port that a program does not share, or that it reserves itself.
  const isPort = error instanceof Error && 'syscall' in error && error.syscall === 'listen';
  if (code === 'EADDRINUSE' || (code === 'EACCES' && isPort && process.platform === 'win32')) {
    return 'The port is taken: choose another with --port.';
  }
  if (code === 'EACCES') return 'Not permitted: this file or port is not for this user.';
  if (code === 'EADDRNOTAVAIL') return '--host is no address of this machine.';
  if (code === 'ENOENT') return 'No such file.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** If several causes are possible, adds the driver's code. */
function storeLine({ code, cause }: HubStoreError): string {
  const isClear = code !== 'failed' && code !== 'unreachable';
  const driverCode = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return isClear ? storeLines[code] : storeLines[code] + driverCode;
}

/** Returns the exit code if it is not always 0. */
type AdminCommand = (client: AdminClient, words: HubWords, print: Print) => Promise<unknown>;

/** Commands for a running hub. */
const adminCommands: Readonly<Record<string, AdminCommand>> = {
  invite: inviteCommand,
  stations: stationsCommand,
  revoke: revokeCommand,
  import: importCommand,
  'import-stick': importStickCommand,
  cancel: cancelCommand,
  delete: deleteCommand,
  'renew-tickets': renewTicketsCommand,
  changes: changesCommand,
  stop: stopCommand,
  duplicates: duplicatesCommand,
  quarantine: quarantineCommand,
  disregard: disregardCommand,
  release: releaseCommand,
  'take-back': takeBackCommand,
  orders: ordersCommand,
  account: accountCommand,
  status: statusCommand,
  backup: backupCommand,
  check: checkCommand,
  day: dayCommand,
  'call-day': callDayCommand,
  'close-day': closeDayCommand,
  report: reportCommand,
  facts: factsCommand,
  connector: connectorCommand,
  purge: purgeCommand,
  retention: retentionCommand,
  lost: lostCommand,
  'access-request': accessRequestCommand,
};

/** What the command line needs from its surroundings. */
export interface HubCommand {
  /** The arguments after `npm run hub --`. */
  words: readonly string[];
  environment: NodeJS.ProcessEnv;
  /** The folder that relative paths start from. */
  cwd: string;
  /** Where the demo event's files are; created on first use. */
  demo: () => EventPlaces;
  /** Folder of the built organiser's page; null if there is none. */
  organiserPage: string | null;
  print: Print;
  /** Shuts a running hub down cleanly. */
  signal: AbortSignal;
}

/** Runs the hub, or one command for it. @returns exit code: 0 done, 1 failed, 2 not understood */
export async function runHubCommand(command: HubCommand): Promise<number> {
  try {
    const words = readWords(command.words, command.environment, command.cwd);
    return await runWords(words, command);
  } catch (error) {
    command.print(failureLine(error));
    if (error instanceof UsageError) command.print(`\n${usage}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function runWords(words: HubWords, command: HubCommand): Promise<number> {
  if (words.command === 'help') {
    command.print(usage);
    return 0;
  }
  if (words.command === 'serve') {
    await serveCommand(words, command.demo, command);
    return 0;
  }
  if (words.command === 'add-update') {
    await addUpdateCommand(words, command.print);
    return 0;
  }
  if (words.command === 'restore') {
    await restoreCommand(words, command.print);
    return 0;
  }
  const run = Object.hasOwn(adminCommands, words.command) ? adminCommands[words.command] : null;
  if (run === null || run === undefined) {
    throw new UsageError(`unknown command: ${words.command}`);
  }
  const access = readAccess(words.dataDir);
  if (access === null) throw new UsageError(`no hub has run yet with ${words.dataDir}`);
  const client = createAdminClient(access);
  try {
    return (await run(client, words, command.print)) === 1 ? 1 : 0;
  } finally {
    await client.close();
  }
}

/**
 * `add-update FILE`: offers this update to the hub's stations. The hub may be running.
 *
 * @throws UsageError for a file that is not an update; Node's file errors
 */
async function addUpdateCommand(words: HubWords, print: Print): Promise<void> {
  const file = words.path(onlyWord(words, 'FILE'));
  try {
    const { manifest } = await addUpdate(file, updatesFolder(words.dataDir));
    print(`Offered to stations: ${manifest.version} for ${manifest.platform}.`);
    print('Each checks the publisher’s two signatures itself, and installs outside opening hours.');
  } catch (error) {
    if (error instanceof UpdateFileError) throw new UsageError(error.message);
    throw error;
  }
}
