import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { type Program, startProgram } from './program.ts';

const versionsFolder = '/usr/lib/postgresql';
const user = 'lanyard';
const password = 'of-this-test-alone';

export type TestPostgres = Awaited<ReturnType<typeof startPostgres>>;

/** Needs Linux's PostgreSQL: on Windows the tests run with the hub's other store only. */
export const hasPostgres = process.platform !== 'win32';

/**
 * Makes and starts a PostgreSQL for this test, on a free port of loopback, with its data in a
 * temporary folder. As root it runs as user postgres, since PostgreSQL refuses to run as root. It
 * ends with this process, however that ends.
 *
 * @param options.fsync false only where neither durability nor speed is tested
 * @throws Error naming the Debian package if PostgreSQL is not installed
 */
export async function startPostgres(options: { fsync?: boolean } = {}) {
  const binaries = findBinaries();
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-postgres-'));
  handOver(folder);
  const data = join(folder, 'data');
  initialise(binaries, folder, data);
  const port = await freePort();
  const settings = [
    ['listen_addresses', '127.0.0.1'],
    ['port', String(port)],
    ['unix_socket_directories', folder],
    ['fsync', options.fsync === false ? 'off' : 'on'],
    ['shared_buffers', '64MB'],
    ['logging_collector', 'off'],
    ['lc_messages', 'C'],
  ];
  const run = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [program, args] = asPostgres(join(binaries, 'postgres'), ['-D', data, ...run]);
  let server: Program | null = null;
  const removeAll = (): void => {
    server?.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', removeAll);
  const start = async (): Promise<void> => {
    server = startProgram([program, ...args], { cwd: '/' });
    await server.line((line) => line.includes('ready to accept connections'));
  };
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = server;
    server = null;
    ending?.kill(signal);
    await ending?.ended;
  };
  await start();
  const urlOf = (database: string): string =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  return {
    /** The server's first database. */
    url: urlOf('postgres'),
    port,
    /** The value of `PGPASSWORD` for a URL without a password. */
    password,
    binaries,
    /**
     * Makes an empty database and returns its URL. `tablespace`: an empty folder for its tables.
     */
    createDatabase: async ({ tablespace }: { tablespace?: string } = {}): Promise<string> => {
      const name = newName();
      const space = tablespace === undefined ? '' : ` TABLESPACE ${name}_space`;
      await execute(urlOf('postgres'), [
        ...(space === '' ? [] : [`CREATE TABLESPACE ${name}_space LOCATION '${tablespace}'`]),
        `CREATE DATABASE ${name}${space}`,
      ]);
      return urlOf(name);
    },
    /**
     * Makes an empty schema in the first database and returns its URL: as good as a database, and
     * ten times as fast.
     */
    createSchema: async (): Promise<string> => {
      const name = newName();
      await execute(urlOf('postgres'), [`CREATE SCHEMA ${name}`]);
      return `${urlOf('postgres')}?options=${encodeURIComponent(`-c search_path=${name}`)}`;
    },
    /**
     * Does what `pg_ctl stop -m immediate` does: no checkpoint, connections cut off, as in a crash.
     */
    stopImmediately: () => stop('SIGQUIT'),
    start,
    dispose: async (): Promise<void> => {
      await stop('SIGINT');
      process.removeListener('exit', removeAll);
      removeAll();
    },
  };
}

function findBinaries(): string {
  const versions = existsSync(versionsFolder) ? readdirSync(versionsFolder).map(Number) : [];
  const folders = versions
    .sort((a, b) => b - a)
    .map((version) => join(versionsFolder, `${version}`, 'bin'));
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (found === undefined) {
    throw new Error(
      `no PostgreSQL under ${versionsFolder}: install Debian's package "postgresql" (apt-get install postgresql)`,
    );
  }
  return found;
}

/**
 * Runs as user postgres if we are root; the server gets SIGQUIT when the thread that started it
 * ends.
 */
function asPostgres(program: string, args: readonly string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [program, [...args]];
  const become = ['--reuid', 'postgres', '--regid', 'postgres', '--init-groups'];
  return ['setpriv', [...become, '--pdeathsig', 'QUIT', program, ...args]];
}

/** Gives a folder to the user that the server runs as. */
export function handOver(folder: string): void {
  chmodSync(folder, 0o755);
  if (process.getuid?.() === 0) execFileSync('chown', ['postgres:postgres', folder]);
}

function initialise(binaries: string, folder: string, data: string): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  chmodSync(passwordFile, 0o644);
  const [program, args] = asPostgres(join(binaries, 'initdb'), [
    '--pgdata',
    data,
    '--username',
    user,
    '--pwfile',
    passwordFile,
    '--auth',
    'scram-sha-256',
    '--encoding',
    'UTF8',
    '--locale',
    'C',
    '--no-sync',
  ]);
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
}

let databases = 0;

function newName(): string {
  databases += 1;
  return `hub_${databases}`;
}

async function execute(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
