import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Thrown for an invalid command line; the message explains it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** A parsed command line. Paths are absolute. */
export interface CommandLine {
  /** The subcommand; `serve` if none was given. */
  command: string;
  /** The arguments after the subcommand. */
  args: string[];
  dataDir: string;
  path(typed: string): string;
  options: {
    port?: string;
    host?: string;
    address?: string;
    'tls-names'?: string;
    'database-url'?: string;
    'key-file'?: string;
    event?: string;
    'event-secret'?: string;
    name?: string;
    'clock-start'?: string;
    mode?: string;
    role?: string;
    replaces?: string;
    delegate?: string;
    badge?: string;
    out?: string;
    again?: boolean;
    'accept-vanished'?: boolean;
    'requested-by'?: string;
    'approved-by'?: string;
    by?: string;
    rules?: string;
    days?: string;
    language?: string;
    encoding?: string;
    'accept-mended'?: boolean;
    others?: string;
    station?: string;
    incarnation?: string;
    from?: string;
    to?: string;
    reason?: string;
    'after-pg-restore'?: boolean;
    'admin-from-anywhere'?: boolean;
    'print-log'?: boolean;
    'new-event'?: boolean;
    'new-authority'?: boolean;
  };
}

export const usage = `npm run hub -- [--port N] [--data-dir DIR] [--database-url postgres://…] [--event FILE --event-secret FILE] [--name TEXT]
    runs the hub (port 7443; a new data directory gets the event, the demo event unless another is given)
    [--new-event] instead of the demo event: an organiser creates one on the hub's page, with a code printed here
    [--host ADDRESS] listens there alone   [--address NAME] how stations reach it and a second hub
    [--key-file FILE] the SQLite store's key (hub.key in DIR)
    [--tls-names NAME,SUBNET…] what its authority may certify
    [--new-authority] where the authority of a hub on PostgreSQL is lost: every station joins again
    [--clock-start ISO-TIME] lives at another time: demo and training
    [--admin-from-anywhere] answers commands from other machines, too (with a copy of hub-admin.json)
    [--print-log] prints log and audit as well, one JSON object a line: for a collector on another machine

npm run hub -- COMMAND [--data-dir DIR], while the hub runs:
    invite [--mode desk|kiosk|door] [--name NAME] [--replaces STATION]   a code for one new station
    stations                                 all stations, and what each still holds
    revoke STATION                           it receives nothing more
    import FILE.csv|.xlsx [--accept-mended] [--others same|new|left-out] [--encoding NAME]
                                             people are added and changed, nobody is removed
    import-stick FILE.lanyard                facts of a station that the network does not reach
    cancel CODE | delete CODE                one registration, by its registration code
    renew-tickets CODE… --out FILE           new ticket codes, in a CSV file; the ones before are refused
    renew-tickets all --requested-by NAME, then renew-tickets approve ID --approved-by NAME --out FILE
                                             a new event secret, and new ticket codes for everyone
    stop add|remove --delegate CODE | --badge SERIAL;  stop list;  stop export FILE
    changes | duplicates | quarantine        what desks changed, and items that need attention
    disregard STATION [--incarnation I] [--from N] [--to M] --requested-by NAME   its records count nowhere
    release STATION … | take-back STATION …  records in quarantine count; an order is taken back
    orders | orders approve ID --approved-by NAME | orders withdraw ID   the second person's approval of these
    connector add FILE | list | run NAME [--again] [--accept-vanished] | remove NAME
                                             outside systems: roster from there, attendance to there
    day [DAY] | call-day DAY | close-day DAY how a day stands; ask stations to close it; issue its report
    report DAY --out FILE                    the day's signed report, for npm run verify
    facts DAY --out FILE                     the facts of its chains, for npm run verify -- REPORT --facts FILE
    status | check                           the figures; every chain and count recomputed
    account add NAME --role ROLE | account list | account role NAME --role ROLE   who uses the organiser's page
    account reset NAME | account deactivate NAME | account activate NAME
    purge --requested-by NAME, then purge approve ID --approved-by NAME   deletes the event's personal data everywhere
    purge status | purge withdraw ID | purge certificate [ID] --out DIR [--language fr]
    purge destroyed PATH [--station STATION] --reason TEXT --by NAME   copies that the certificate names were destroyed
    retention [--rules gdpr|own --days N|never --by NAME [--name RULES]]   how long personal data is kept
    access-request CODE --out DIR [--language fr]   everything held of one person
    lost STATION --out FILE                  revokes it, and lists the people and fields it held
    backup FILE                              a copy of the SQLite store, made while the hub runs

npm run hub -- add-update FILE.tar.gz.json   offers an update of the app to the stations (docs/packaging.md)
npm run hub -- restore FILE [--data-dir DIR] [--key-file FILE]             while the hub is stopped
npm run hub -- restore --database-url postgres://… --after-pg-restore   after pg_restore: stations read everything again`;

/**
 * Parses a command line.
 *
 * @param cwd the folder that relative paths start from
 * @throws UsageError for an unknown option or one without its value
 */
export function readCommandLine(
  typed: readonly string[],
  environment: NodeJS.ProcessEnv,
  cwd: string,
): CommandLine {
  const { values, positionals } = parse(typed);
  const path = (name: string): string => resolve(cwd, name);
  const [command = 'serve', ...args] = positionals;
  const { 'data-dir': dataDir, ...options } = values;
  return { command, args, dataDir: dataFolder(dataDir, environment, path), path, options };
}

function parse(typed: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...typed],
      allowPositionals: true,
      options: {
        port: text,
        host: text,
        'data-dir': text,
        'database-url': text,
        'key-file': text,
        event: text,
        'event-secret': text,
        name: text,
        'clock-start': text,
        address: text,
        'tls-names': text,
        mode: text,
        role: text,
        replaces: text,
        delegate: text,
        badge: text,
        out: text,
        again: { type: 'boolean' },
        'accept-vanished': { type: 'boolean' },
        'requested-by': text,
        'approved-by': text,
        by: text,
        rules: text,
        days: text,
        language: text,
        encoding: text,
        station: text,
        reason: text,
        incarnation: text,
        from: text,
        to: text,
        'accept-mended': { type: 'boolean' },
        others: { type: 'string' },
        'after-pg-restore': { type: 'boolean' },
        'admin-from-anywhere': { type: 'boolean' },
        'print-log': { type: 'boolean' },
        'new-event': { type: 'boolean' },
        'new-authority': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** `--data-dir`, else `hub` in LANYARD_DATA_DIR, else the user's default folder. */
function dataFolder(
  chosen: string | undefined,
  environment: NodeJS.ProcessEnv,
  path: (typed: string) => string,
): string {
  if (chosen !== undefined) return path(chosen);
  const shared = environment.LANYARD_DATA_DIR ?? '';
  return shared === '' ? join(homedir(), '.local/share/lanyard-hub') : join(path(shared), 'hub');
}

/** The single argument of a command. Throws UsageError if it is missing or more follow. */
export function onlyArgument({ command, args }: CommandLine, what: string): string {
  const [argument, ...rest] = args;
  if (argument === undefined) throw new UsageError(`${command}: ${what} expected`);
  if (rest.length > 0) throw new UsageError(`${command}: one ${what} at a time`);
  return argument;
}
