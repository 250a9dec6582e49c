import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { genesisHash } from '../../domain/ledger/chain.ts';
import {
  stickContentText,
  stickFile,
  stickInside,
  stickSignedText,
} from '../../domain/sync/stick.ts';
import { runHubCommand } from '../../hub/main.ts';
import { certificateFingerprint } from '../../platform/crypto/certificate-fingerprint.ts';
import { readPrivateKey, signText } from '../../platform/crypto/ed25519.ts';
import { sealFor } from '../../platform/crypto/sealed.ts';
import { root } from '../../tools/runtime.mjs';
import { hubBench } from '../hub/cli/support.ts';
import { addFacts, enrolStation, type TestStation } from '../hub/http/support.ts';
import { signedRun } from '../hub/support/test-chain.ts';
import { sampleHeaders, sampleRows } from '../support/roster-sample.ts';
import { eventSecret, sampleEvent } from '../support/sample-event.ts';
import { type CommandBlock, commandBlocks, npmWords } from './command-blocks.ts';

const bench = hubBench();
afterAll(() => bench.cleanUp());

/** The values that replace the pages' examples. */
interface Reader {
  lost: TestStation;
  /** Id of the newest request, which another person approves. */
  requestId: string;
  /** Number of registration codes used, one per command. */
  codes: number;
}

function wordsHere(words: readonly string[], reader: Reader): string[] {
  if (words.includes('CODE')) reader.codes += 1;
  const names: Record<string, string> = {
    STATION: reader.lost.id,
    CODE: `GSC-00000${reader.codes}`,
    NAME: 'Anna',
    ANOTHER: 'Bruno',
    ID: reader.requestId,
    DIR: join(bench.folder, 'out'),
    FILE: join(bench.folder, 'lost.json'),
  };
  return words.map((word) =>
    (names[word] ?? word).replace('/media/stick/', `${join(bench.folder, 'stick')}/`),
  );
}

/**
 * Runs a command of the hub in the reader's folder; ends a serving one as soon as it runs or waits.
 */
async function runHub(
  words: readonly string[],
  dataDir: string,
): Promise<{ code: number; output: string }> {
  const lines: string[] = [];
  const stop = new AbortController();
  const serves = words.every(
    (word, i) => word.startsWith('--') || (words[i - 1] ?? '').startsWith('--'),
  );
  const here = serves ? ['--port', '0', '--host', '127.0.0.1'] : [];
  const code = await runHubCommand({
    args: [...words, ...here, '--data-dir', dataDir],
    environment: {},
    cwd: bench.folder,
    organiserPage: null,
    signal: stop.signal,
    demo: () => ({
      event: join(bench.folder, 'event.json'),
      secret: join(bench.folder, 'secret.txt'),
    }),
    print: (line) => {
      lines.push(line);
      if (/^(Running|Waiting)/.test(line)) stop.abort();
    },
  });
  return { code, output: lines.join('\n') };
}

async function stickOf(desk: TestStation, hubKey: string): Promise<Uint8Array> {
  addFacts(desk, [sampleEvent.id]);
  const header = { event: sampleEvent.id, hubKey, station: desk.id, written: 1_538_463_600_000 };
  const chain = { station: desk.id, incarnation: 1 };
  const events = signedRun(chain, desk.chain);
  const chains = [{ incarnation: 1, previous: genesisHash, events }];
  const text = stickContentText({ ...header, chains });
  const hash = createHash('sha256').update(text, 'utf8').digest('hex');
  const signature = signText(readPrivateKey(desk.keys.privateKey), stickSignedText(hash));
  return stickFile(header, await sealFor(hubKey, stickInside(signature, text)));
}

/**
 * Commands whose exit code says that something is missing, as the page explains, or that name a
 * copy which the reader lacks.
 */
const mayEndWithOne = /^(purge certificate|purge status|purge destroyed)/;

/** Prepares a reader: files with the pages' names, a desk, and a station to be revoked. */
async function readerAt(): Promise<Reader> {
  const admin = bench.admin();
  const hub = { admin, url: admin.url, fingerprint: certificateFingerprint(admin.authority) };
  const [desk, lost] = [await enrolStation(hub, 'desk'), await enrolStation(hub, 'desk')];
  mkdirSync(join(bench.folder, 'stick'));
  writeFileSync(
    join(bench.folder, 'stick/kiosk-3-20181002-1604.lanyard'),
    await stickOf(desk, desk.enrolment.hubKey),
  );
  bench.file('event-secret.txt', Buffer.from(eventSecret).toString('hex'));
  const page = readFileSync(join(root, 'docs/connectors.md'), 'utf8');
  const [, example = ''] = /(\{ "kind": "file", "name": "drop".*\})/.exec(page) ?? [];
  mkdirSync(join(bench.folder, 'rosters'));
  const connector = example.replace('"drop"', '"indico"').replace('/srv/rosters', 'rosters');
  bench.file('indico.json', connector);
  const rows = [...sampleRows(9, 1, 1)].map((row) =>
    row.map((cell, column) => (sampleHeaders[column] === 'Delegation' ? 'BEL' : cell)),
  );
  const table = [[...sampleHeaders], ...rows].map((row) => row.map((value) => ({ value })));
  // As a Central European Windows spreadsheet saves it: ó is byte F3.
  const csv =
    'Registration code;Printed name;Given name;Family name;Delegation;Category\nGSC-000901;Jan PAW\u00f3;Jan;PAW\u00f3;BEL;delegate\n';
  writeFileSync(join(bench.folder, 'people.csv'), csv, 'latin1');
  bench.file('people.xlsx', await writeXlsxFile([{ data: table, sheet: 'People' }]).toBuffer());
  return { lost, requestId: '', codes: 1 };
}

test('the commands of the pages do what they are told', async () => {
  let hub = await bench.serve();
  const reader = await readerAt();
  const done = new Set<string>();
  const failures: string[] = [];
  const runBlock = async ({ file, commands }: CommandBlock, stopped: boolean) => {
    for (const command of commands) {
      if (done.has(command)) continue;
      done.add(command);
      const { code, output, text } = await runOne(command, reader, stopped);
      if (text.includes('--requested-by')) reader.requestId = idIn(output);
      if (code === 0 || (code === 1 && mayEndWithOne.test(text))) continue;
      failures.push(`${file}: ${command} → ${code}\n${output.slice(0, 1_000)}`);
    }
  };
  const run = commandBlocks().filter(({ noTest }) => noTest === null);
  const restores = run.filter(({ commands }) => commands.some((one) => one.includes('-- restore')));
  const purges = run.filter(({ file }) => file.startsWith('docs/privacy/'));
  for (const block of run) {
    if (!restores.includes(block) && !purges.includes(block)) await runBlock(block, false);
  }
  hub.kill('SIGTERM');
  await hub.ended;
  for (const block of restores) await runBlock(block, true);
  // Last, since a purge leaves nothing to work with.
  hub = await bench.serve();
  for (const block of purges) await runBlock(block, false);
  expect(failures.join('\n\n')).toBe('');
  expect(done.size).toBeGreaterThan(30);
  // Some forty commands, with a hub that is started three times.
}, 900_000);

function idIn(output: string): string {
  return /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(output)?.[0] ?? '';
}

async function runOne(
  command: string,
  reader: Reader,
  onStoppedHub: boolean,
): Promise<{ code: number | null; output: string; text: string }> {
  const npm = npmWords(command);
  if (npm?.script === 'hub') {
    const words = wordsHere(npm.words, reader);
    const serves = npm.words.length === 0 || npm.words[0]?.startsWith('--');
    // A second hub beside the running one needs its own folder.
    const own = serves && !onStoppedHub ? mkdtempSync(join(bench.folder, 'hub-')) : bench.dataDir;
    return { ...(await runHub(words, own)), text: npm.words.join(' ') };
  }
  const script = join(root, 'tools', npm?.script ?? '', 'run.ts');
  if (npm === null || !existsSync(script)) {
    return { code: null, output: 'a test cannot run this: say why with no-test=', text: command };
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...npm.words], {
    cwd: bench.folder,
    encoding: 'utf8',
    timeout: 300_000,
    // The tests themselves may run under npm, which sets the folder of the call.
    env: { ...process.env, INIT_CWD: bench.folder },
  });
  return { code: status, output: `${stdout}${stderr}`, text: command };
}
