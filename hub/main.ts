import { type AdminClient, createAdminClient } from './admin/client.ts';
import { accountCommand } from './cli/account-commands.ts';
import {
  backupCommand,
  checkCommand,
  duplicatesCommand,
  quarantineCommand,
  restoreCommand,
  statusCommand,
  stopCommand,
} from './cli/care-commands.ts';
import { type CommandLine, readCommandLine, UsageError, usage } from './cli/command-line.ts';
import { connectorCommand } from './cli/connector-commands.ts';
import {
  callDayCommand,
  closeDayCommand,
  dayCommand,
  factsCommand,
  reportCommand,
} from './cli/day-commands.ts';
import { failureLine } from './cli/failure-line.ts';
import {
  disregardCommand,
  ordersCommand,
  releaseCommand,
  takeBackCommand,
} from './cli/judging-commands.ts';
import { readAccess } from './cli/places.ts';
import type { Print } from './cli/print.ts';
import {
  accessRequestCommand,
  lostCommand,
  purgeCommand,
  retentionCommand,
} from './cli/privacy-commands.ts';
import { renewTicketsCommand } from './cli/renew-tickets.ts';
import {
  cancelCommand,
  changesCommand,
  deleteCommand,
  importCommand,
} from './cli/roster-commands.ts';
import { type EventPlaces, serveCommand } from './cli/serve.ts';
import {
  addUpdateCommand,
  importStickCommand,
  inviteCommand,
  revokeCommand,
  stationsCommand,
} from './cli/station-commands.ts';

/** Resolves to 1 for exit code 1; any other value means 0. */
type AdminCommand = (
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
) => Promise<unknown>;

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

export interface HubCommand {
  /** The arguments after `npm run hub --`. */
  args: readonly string[];
  environment: NodeJS.ProcessEnv;
  /** The folder that relative paths start from. */
  cwd: string;
  /** Returns the paths of the demo event's files; creates them on first use. */
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
    const commandLine = readCommandLine(command.args, command.environment, command.cwd);
    return await runCommandLine(commandLine, command);
  } catch (error) {
    command.print(failureLine(error));
    if (error instanceof UsageError) command.print(`\n${usage}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function runCommandLine(commandLine: CommandLine, command: HubCommand): Promise<number> {
  if (commandLine.command === 'help') {
    command.print(usage);
    return 0;
  }
  if (commandLine.command === 'serve') {
    await serveCommand(commandLine, command.demo, command);
    return 0;
  }
  if (commandLine.command === 'add-update') {
    await addUpdateCommand(commandLine, command.print);
    return 0;
  }
  if (commandLine.command === 'restore') {
    await restoreCommand(commandLine, command.print);
    return 0;
  }
  const run = Object.hasOwn(adminCommands, commandLine.command)
    ? adminCommands[commandLine.command]
    : null;
  if (run === null || run === undefined) {
    throw new UsageError(`unknown command: ${commandLine.command}`);
  }
  const access = readAccess(commandLine.dataDir);
  if (access === null) throw new UsageError(`no hub has run yet with ${commandLine.dataDir}`);
  const client = createAdminClient(access);
  try {
    return (await run(client, commandLine, command.print)) === 1 ? 1 : 0;
  } finally {
    await client.close();
  }
}
