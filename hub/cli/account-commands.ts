import {
  type AccountEntry,
  accountNameSchema,
  type IssuedSetUp,
  type OrganiserRole,
  organiserRoleSchema,
} from '../../domain/organiser/access.ts';
import type { AdminClient } from '../admin/client.ts';
import { type CommandLine, UsageError } from './command-line.ts';
import { type Print, printColumns, qrLines, timeText } from './print.ts';

/** `account add|list|role|reset|deactivate|activate`: the accounts of the organiser's page. */
export async function accountCommand(
  client: AdminClient,
  commandLine: CommandLine,
  print: Print,
): Promise<void> {
  const [verb, ...rest] = commandLine.args;
  const name = rest.join(' ');
  switch (verb) {
    case 'list':
      printAccounts(await client.listAccounts(), print);
      return;
    case 'add': {
      const account = { name: newName(name), role: roleOf(commandLine) };
      printSetUp(await client.addAccount(account), print);
      return;
    }
    case 'role': {
      const { id } = await findAccount(client, name);
      printAccounts([await client.setAccountRole(id, roleOf(commandLine))], print);
      return;
    }
    case 'reset':
      printSetUp(await client.resetAccount((await findAccount(client, name)).id), print);
      return;
    case 'deactivate':
    case 'activate': {
      const { id } = await findAccount(client, name);
      printAccounts([await client.setAccountActive(id, verb === 'activate')], print);
      return;
    }
    default:
      throw new UsageError('account add|list|role|reset|deactivate|activate');
  }
}

function newName(text: string): string {
  const parsed = accountNameSchema.safeParse(text);
  if (!parsed.success) throw new UsageError('account add: a name of at most 60 characters');
  return parsed.data;
}

function roleOf({ options }: CommandLine): OrganiserRole {
  const parsed = organiserRoleSchema.safeParse(options.role);
  if (!parsed.success) throw new UsageError(`--role is ${organiserRoleSchema.options.join(', ')}`);
  return parsed.data;
}

async function findAccount(client: AdminClient, name: string): Promise<AccountEntry> {
  const wanted = name.normalize('NFKC').toLowerCase();
  const accounts = await client.listAccounts();
  const found = accounts.find(
    (account) => account.id === name || account.name.normalize('NFKC').toLowerCase() === wanted,
  );
  if (found === undefined) throw new UsageError(`no account has the name or id: ${name}`);
  return found;
}

function printAccounts(accounts: readonly AccountEntry[], print: Print): void {
  if (accounts.length === 0) {
    print('Nobody has an account yet: account add NAME --role ROLE');
    return;
  }
  const rows = accounts.map((account) => [
    account.name,
    account.role,
    account.active ? account.state : 'inactive',
    timeText(account.lastSignIn),
    String(account.recoveryCodesLeft),
    account.id,
  ]);
  printColumns([['name', 'role', 'state', 'last sign-in', 'recovery codes', 'id'], ...rows], print);
}

/**
 * The owner must get the code in person or by another channel: until used, it opens the account.
 */
function printSetUp({ account, code, expires, links }: IssuedSetUp, print: Print): void {
  const [link] = links;
  if (link !== undefined) for (const line of qrLines(link)) print(line);
  print(`${account.name} (${account.role}) opens this and chooses a password:`);
  for (const text of links) print(`  ${text}`);
  print(`  code     ${code}`);
  print(`Good once, until ${timeText(expires)}. Whoever has the code has the account: tell it`);
  print('to nobody else. A new one: account reset.');
}
