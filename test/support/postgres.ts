import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL of this test alone, on the loopback interface. */
export interface TestPostgres {
  /** Of the server's first database. */
  url: string;
  port: number;
  /** What `PGPASSWORD` must be where a URL has no password. */
  password: string;
  /** Folder of PostgreSQL's own programs. */
  binaries: string;
  /** Makes an empty database and gives its URL. `tablespace`: an empty folder in which its tables are to lie. */
  createDatabase(options?: { tablespace?: string }): Promise<string>;
  /** Makes an empty schema in the first database and gives its URL: as good as a database, and ten times as fast. */
  createSchema(): Promise<string>;
  /** What `pg_ctl stop -m immediate` does: no checkpoint, connections cut off, as in a crash. */
  stopImmediately(): Promise<void>;
  start(): Promise<void>;
  /** Stops the server and removes everything. */
  dispose(): Promise<void>;
}

const versionsFolder = '/usr/lib/postgresql';
const user = 'lanyard';
const password = 'of-this-test-alone';

/**
 * Makes and starts a server of its own: as user postgres where we are root (PostgreSQL refuses root), on
 * a free port, with its data in a temporary folder. It ends with this process, whatever happens to it.
 *
 * @param options.fsync false only where neither durability nor time is looked at
 * @throws Error naming the Debian package if PostgreSQL is not installed
 */
export async function startPostgres(options: { fsync?: boolean } = {}): Promise<TestPostgres> {
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
  let server: ChildProcess | null = null;
  const removeAll = (): void => {
    server?.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', removeAll);
  const start = async (): Promise<void> => {
    server = await ready(join(binaries, 'postgres'), ['-D', data, ...run]);
  };
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = server;
    server = null;
    if (ending === null || ending.exitCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
  };
  await start();
  const urlOf = (database: string): string =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  return {
    url: urlOf('postgres'),
    port,
    password,
    binaries,
    createDatabase: (of) => createDatabase(urlOf, of?.tablespace),
    createSchema: () => createSchema(urlOf('postgres')),
    stopImmediately: () => stop('SIGQUIT'),
    start,
    dispose: async () => {
      await stop('SIGINT');
      process.removeListener('exit', removeAll);
      removeAll();
    },
  };
}

function findBinaries(): string {
  const versions = existsSync(versionsFolder) ? readdirSync(versionsFolder) : [];
  const folders = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(versionsFolder, version, 'bin'));
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (found === undefined) {
    throw new Error(
      `no PostgreSQL under ${versionsFolder}: install Debian's package "postgresql" (apt-get install postgresql)`,
    );
  }
  return found;
}

/** As user postgres where we are root; the server gets SIGQUIT when the thread that started it ends. */
function asPostgres(program: string, args: readonly string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [program, [...args]];
  const become = ['--reuid', 'postgres', '--regid', 'postgres', '--init-groups'];
  return ['setpriv', [...become, '--pdeathsig', 'QUIT', program, ...args]];
}

/** Gives a folder to the user who runs the server. */
export function handOver(folder: string): void {
  chmodSync(folder, 0o755);
  if (process.getuid?.() === 0) chownSync(folder, idOf('-u'), idOf('-g'));
}

function idOf(kind: '-u' | '-g'): number {
  return Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
}

function initialise(binaries: string, folder: string, data: string): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  chmodSync(passwordFile, 0o644);
  const [program, args] = asPostgres(join(binaries, 'initdb'), [
    ...['--pgdata', data, '--username', user, '--pwfile', passwordFile],
    ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
  ]);
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Starts the server and waits until it says that it takes connections. */
async function ready(program: string, args: readonly string[]): Promise<ChildProcess> {
  const [command, all] = asPostgres(program, args);
  const server = spawn(command, all, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-20_000);
      if (text.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${said}`)));
  });
  return server;
}

let databases = 0;

async function createDatabase(
  urlOf: (database: string) => string,
  tablespace: string | undefined,
): Promise<string> {
  databases += 1;
  const name = `hub_${databases}`;
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  await client.connect();
  try {
    if (tablespace === undefined) {
      await client.query(`CREATE DATABASE ${name}`);
    } else {
      await client.query(`CREATE TABLESPACE ${name}_space LOCATION '${tablespace}'`);
      await client.query(`CREATE DATABASE ${name} TABLESPACE ${name}_space`);
    }
  } finally {
    await client.end();
  }
  return urlOf(name);
}

async function createSchema(url: string): Promise<string> {
  databases += 1;
  const name = `hub_${databases}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE SCHEMA ${name}`);
  } finally {
    await client.end();
  }
  return `${url}?options=${encodeURIComponent(`-c search_path=${name}`)}`;
}
