// clock: makes the clock of the hub from that of the machine.

import { randomBytes } from 'node:crypto';
import { englishName } from '../../domain/base/language.ts';
import { defaultHubPort } from '../../domain/sync/enrolment.ts';
import { readEventFiles } from '../../intake/event-files.ts';
import { certificateFingerprint } from '../../platform/crypto/certificate-fingerprint.ts';
import { beginHub, type Waiting } from '../begin-hub.ts';
import { holdFolder } from '../hold-folder.ts';
import { errorFields, type HubLog, openHubLog } from '../http/log.ts';
import { makeOwnFolder } from '../own-folder.ts';
import { type HubStart, startHub } from '../start-hub.ts';
import { isCertifiableName, permittedBy } from '../tls/certificates.ts';
import { openHubTls } from '../tls/hub-tls.ts';
import { hubUrl, localAddresses, localNames } from '../tls/local-names.ts';
import { type CommandLine, UsageError } from './command-line.ts';
import { hubPlaces, keyFileOf, locationOf, writeAccess } from './places.ts';
import { fingerprintText, type Print } from './print.ts';
import { printAudit, printedLog } from './printed-log.ts';

/** The demo event's files, which a new hub serves if no other event is given. */
export interface EventPlaces {
  event: string;
  secret: string;
}

/**
 * Runs a hub until the signal is given, and prints its addresses and its fingerprint. It prints no
 * enrolment code: a service's output stays in the system's journal.
 *
 * @throws UsageError, HubFileError, HubStoreError (`in-use`: a hub runs here already), and Node's
 *   errors if the port is not available
 */
export async function serveCommand(
  commandLine: CommandLine,
  demo: () => EventPlaces,
  { print, signal, organiserPage }: Omit<Surroundings, 'log'>,
): Promise<void> {
  if (commandLine.args.length > 0)
    throw new UsageError(`unknown command: ${commandLine.args.join(' ')}`);
  const { dataDir } = commandLine;
  makeOwnFolder(dataDir);
  const hold = holdFolder(dataDir, undefined);
  const file = openHubLog(dataDir);
  const log = commandLine.options['print-log'] === true ? printedLog(file, print) : file;
  try {
    await serve(commandLine, demo, { print, signal, organiserPage, log });
  } catch (error) {
    log.error(errorFields(error), 'the hub ends');
    throw error;
  } finally {
    file.close();
    hold.release();
  }
}

interface Surroundings {
  /** Folder of the built organiser's page; null if there is none. */
  organiserPage: string | null;
  print: Print;
  signal: AbortSignal;
  log: HubLog;
}

async function serve(
  commandLine: CommandLine,
  demo: () => EventPlaces,
  { print, signal, organiserPage, log }: Surroundings,
): Promise<void> {
  const { dataDir, options } = commandLine;
  const token = randomBytes(32).toString('base64url');
  const clock = clockOf(options['clock-start']);
  const shared = sharedAddressOf(options.address);
  const configured = [...tlsNamesOf(options['tls-names']), ...Object.values(shared)];
  const tls = await openHubTls(hubPlaces(dataDir).tls, localNames(configured), Date.now());
  const isPermitted = permittedBy(tls.authority.certificate);
  const outside = configured.find((name) => !isPermitted(name.split('/')[0] ?? ''));
  if (outside !== undefined) throw new UsageError(outsideText(outside));
  const location = locationOf(commandLine);
  const host = options.host === undefined ? {} : { host: options.host };
  const at = { location, tls, ...host, port: portOf(options.port), log, organiserPage };
  const port =
    options['new-event'] === true ? await eventOnPage(commandLine, at, signal, print) : at.port;
  if (port === null) return;
  const running = await startHub({
    location,
    folder: dataDir,
    initial: initialOf(commandLine, demo),
    tls,
    newAuthority: options['new-authority'] === true,
    port,
    ...host,
    ...shared,
    adminToken: token,
    adminFromAnywhere: options['admin-from-anywhere'] === true,
    organiserPage,
    clock,
    log,
  });
  const isPrinted = options['print-log'] === true;
  const audit = isPrinted ? printAudit(running.accounts.audit, log, print) : null;
  try {
    const url = hubUrl(loopbackOf(options.host), running.server.port);
    writeAccess(dataDir, { url, authority: tls.authority.certificate, token });
    greet(running, commandLine, print);
    await ended(signal);
    print('Stopping.');
  } finally {
    await audit?.stop();
    await running.stop();
  }
}

/** Waits until an organiser creates the event on the page. @returns see {@link beginHub} */
async function eventOnPage(
  { options }: CommandLine,
  at: Parameters<typeof beginHub>[0],
  signal: AbortSignal,
  print: Print,
): Promise<number | null> {
  if (options.event !== undefined) throw new UsageError('--new-event or --event, not both');
  const { name } = options;
  const tell = ({ code, port }: Waiting): void => {
    const hosts = options.host === undefined ? localAddresses() : [options.host];
    print('This hub has no event yet. Create it on the page, with this single-use code:');
    print('');
    print(`Code: ${code}`);
    for (const one of hosts) print(`Page: ${hubUrl(one, port)}/organiser/#set-up=${code}`);
    print(`Fingerprint: ${fingerprintText(certificateFingerprint(at.tls.authority.certificate))}`);
    print('');
    print('Waiting. Ctrl+C stops it.');
  };
  return beginHub(at, { ...(name === undefined ? {} : { name }), signal, tell });
}

/**
 * Host names and subnets of `--tls-names`, separated by commas.
 *
 * @throws UsageError for an entry that is neither
 */
function tlsNamesOf(typed = ''): string[] {
  const names = typed.split(',').map((name) => name.trim().toLowerCase());
  const given = names.filter((name) => name !== '');
  const wrong = given.find((name) => !isCertifiableName(name));
  if (wrong !== undefined) {
    throw new UsageError(`--tls-names: ${wrong} is neither a host name nor a subnet (10.4.0.0/16)`);
  }
  return given;
}

/** The name or address by which stations reach every process of the hub. Throws UsageError. */
function sharedAddressOf(typed: string | undefined): { sharedAddress?: string } {
  if (typed === undefined) return {};
  const sharedAddress = typed.trim().toLowerCase();
  if (sharedAddress.includes('/') || !isCertifiableName(sharedAddress)) {
    throw new UsageError(`--address: ${typed} is neither a host name nor an IP address`);
  }
  return { sharedAddress };
}

/** The authority stays as created at the first start: stations keep its fingerprint. */
function outsideText(name: string): string {
  return `--tls-names: this hub's authority may not certify ${name}. Move the folder tls away for a new authority: stations then join again, browsers trust it anew`;
}

/** The address at which commands on this machine reach a hub that listens at `host`. */
function loopbackOf(host: string | undefined): string {
  if (host === undefined || host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

function greet(
  { server, hub }: Awaited<ReturnType<typeof startHub>>,
  commandLine: CommandLine,
  print: Print,
): void {
  print(`Hub: ${hub.identity().hubName}`);
  for (const url of server.urls()) print(`Address: ${url}`);
  print(`Fingerprint: ${fingerprintText(server.fingerprint)}`);
  print(`Organiser page: ${server.urls()[0] ?? ''}/organiser/`);
  if (commandLine.options['database-url'] === undefined) {
    print(`Store key: ${keyFileOf(commandLine)} (keep a copy, apart from the backups)`);
  }
  print('');
  print('A code for a new station: npm run hub -- invite --mode desk|kiosk|door');
  print('');
  print('Running. Ctrl+C stops it.');
}

function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** The data for a new store; an existing store stays unchanged. */
function initialOf({ options, path }: CommandLine, demo: () => EventPlaces): HubStart['initial'] {
  const { event, 'event-secret': secret, name } = options;
  if ((event === undefined) !== (secret === undefined)) {
    throw new UsageError('--event and --event-secret belong together');
  }
  return () => {
    const places =
      event === undefined || secret === undefined
        ? demo()
        : { event: path(event), secret: path(secret) };
    const read = readEventFiles(places.event, places.secret);
    if (typeof read === 'string') throw new UsageError(read);
    return { event: read, name: name ?? englishName(read.file) };
  };
}

function portOf(text: string | undefined): number {
  const port = text === undefined ? defaultHubPort : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError('--port: a number from 0 to 65535');
  }
  return port;
}

function clockOf(start: string | undefined): () => number {
  if (start === undefined) return Date.now;
  const began = Date.parse(start);
  if (Number.isNaN(began))
    throw new UsageError('--clock-start: a time like 2018-10-02T08:00+02:00');
  const offset = began - Date.now();
  return () => Date.now() + offset;
}
