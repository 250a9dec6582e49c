import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  isAuthenticCertificate,
  signedCertificateSchema,
} from '../../../domain/privacy/certificate.ts';
import { lostReportSchema } from '../../../domain/privacy/lost-report.ts';
import { personReportSchema } from '../../../domain/privacy/person-report.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import type { Program } from '../../support/program.ts';
import { type HubBench, hubBench } from './support.ts';

const sentinel = 'Zyxwvutsrq';
const afterEvent = ['--clock-start', '2018-12-01T10:00:00+01:00'] as const;
let bench: HubBench;
beforeEach(() => {
  bench = hubBench();
});
afterEach(() => bench.cleanUp());

async function stop(hub: Program): Promise<void> {
  hub.kill('SIGTERM');
  await hub.ended;
}

/** Whether the hub still knows the person; the store is encrypted, so the hub itself must say. */
async function isKnown(): Promise<boolean> {
  const out = join(bench.folder, 'asked');
  return (await bench.runHere('access-request', 'T18-00001', '--out', out)).code === 0;
}

function filesWithName(): string[] {
  return readdirSync(bench.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(sentinel));
}

test('by command: two people, a certificate, an access request before; a restored backup is purged at its start', async () => {
  const roster = bench.file(
    'roster.csv',
    `Registration code,Printed name,Delegation\nT18-00001,Ada ${sentinel},BEL\n`,
  );
  const hub = await bench.serveHere(afterEvent);
  expect((await bench.runHere('import', roster)).output).toMatch(/1 added/);

  const out = join(bench.folder, 'out');
  const access = await bench.runHere(
    'access-request',
    'T18-00001',
    '--out',
    out,
    '--language',
    'fr',
  );
  expect(access.code).toBe(0);
  const [json, text] = readdirSync(out).toSorted();
  const report = personReportSchema.parse(JSON.parse(readFileSync(join(out, json ?? ''), 'utf8')));
  expect(report.delegate?.printedName).toBe(`Ada ${sentinel}`);
  expect(readFileSync(join(out, text ?? ''), 'utf8')).toMatch(/printedName\u202f: Ada/);

  const tickets = join(bench.folder, 'tickets.csv');
  await bench.runHere('renew-tickets', 'T18-00001', '--out', tickets);
  const written = [...readdirSync(out).map((name) => join(out, name)), tickets];
  expect(written).toHaveLength(3);

  const backup = join(bench.folder, 'backup.db');
  await bench.runHere('backup', backup);
  // A copy made without the hub, which cannot know of it.
  const copy = join(bench.folder, 'copy.db');
  copyFileSync(backup, copy);
  expect(existsSync(backup)).toBe(true);

  const asked = await bench.runHere('purge', '--requested-by', 'Anna');
  const id = /[0-9a-f-]{36}/.exec(asked.output)?.[0] ?? '';
  const alone = await bench.runHere('purge', 'approve', id, '--approved-by', 'anna ');
  expect(alone).toMatchObject({ code: 1, output: expect.stringMatching(/same-person/) });
  expect(existsSync(backup)).toBe(true);
  const approved = await bench.runHere('purge', 'approve', id, '--approved-by', 'Bruno');
  expect(approved.code).toBe(0);
  expect(filesWithName()).toEqual([]);
  expect(await isKnown()).toBe(false);
  expect([backup, ...written].filter((path) => existsSync(path))).toEqual([]);
  expect((await bench.runHere('check')).output).toBe('All is well.');

  const certified = await bench.runHere('purge', 'certificate', '--out', out);
  expect(certified).toMatchObject({ code: 0, output: expect.stringMatching(/Complete/) });
  const file = readdirSync(out).find((name) => /^purge-.*json$/.test(name)) ?? '';
  const signed = signedCertificateSchema.parse(JSON.parse(readFileSync(join(out, file), 'utf8')));
  const { hubKey } = (await bench.admin().overview()).identity;
  expect(isAuthenticCertificate(signed, hubKey, nodeCrypto)).toBe(true);
  await stop(hub);

  expect((await bench.runHere('restore', copy)).code).toBe(0);
  const again = await bench.serveHere(afterEvent);
  expect(filesWithName()).toEqual([]);
  expect(await isKnown()).toBe(false);
  expect((await bench.runHere('purge', 'status')).output).toMatch(/done at the hub/);
  expect((await bench.runHere('check')).output).toBe('All is well.');
  await stop(again);
}, 120_000);

test('retention is shown and chosen; a lost kiosk is reported; what is missing is said', async () => {
  const hub = await bench.serveHere(['--clock-start', '2018-10-03T10:00:00+02:00']);
  const shown = await bench.runHere('retention');
  expect(shown.output).toMatch(/General Data Protection Regulation — 30 days/);
  expect(shown.output).toMatch(/nobody: the usual one/);
  const own = ['retention', '--rules', 'own', '--days', '90', '--by', 'Anna'];
  expect((await bench.runHere(...own)).code).toBe(2);
  const chosen = await bench.runHere(...own, '--name', 'ST/SGB/2007/6');
  expect(chosen.output).toMatch(/ST\/SGB\/2007\/6 — 90 days/);
  expect((await bench.runHere('retention', '--days', '0', '--by', 'Anna')).code).toBe(2);
  expect((await bench.runHere('purge', '--requested-by', 'Anna')).output).toMatch(/event-days/);
  expect((await bench.runHere('purge')).code).toBe(2);

  const admin = bench.admin();
  const station = '00000000-0000-4000-8000-000000000001';
  const lost = join(bench.folder, 'lost.json');
  expect((await bench.runHere('lost', station, '--out', lost)).output).toMatch(/not-found/);
  await admin.seedStations(
    [
      {
        id: station,
        name: 'Kiosk 1',
        mode: 'kiosk',
        joined: 0,
        publicKey: Buffer.alloc(32, 1).toString('base64'),
        certificate: Buffer.alloc(64).toString('base64'),
        state: 'enrolled',
        lastSeen: null,
      },
    ],
    [],
    [],
  );
  expect((await bench.runHere('lost', station, '--out', lost)).code).toBe(0);
  const report = lostReportSchema.parse(JSON.parse(readFileSync(lost, 'utf8')));
  expect(report).toMatchObject({ station: { name: 'Kiosk 1' }, persons: [], lastRead: null });
  expect((await admin.listStations())[0]?.state).toBe('revoked');
  await stop(hub);
}, 120_000);
