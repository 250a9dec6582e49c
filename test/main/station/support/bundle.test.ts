import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeSetting } from '../../../../db/base/settings.ts';
import { saveHubLink } from '../../../../db/ledger/hub-link.ts';
import { insertOperator } from '../../../../db/operators.ts';
import {
  changeStationSettings,
  writePrinters,
} from '../../../../main/base/config/station-settings.ts';
import { errorFields, openLog } from '../../../../main/base/log.ts';
import { checkIn } from '../../../../main/check-in/check-in.ts';
import { registerWalkIn } from '../../../../main/check-in/roster-changes.ts';
import {
  cleanLogLine,
  gatherBundle,
  previewOf,
  zipBundle,
} from '../../../../main/station/support/bundle.ts';
import { waitFor } from '../../../../tools/demo/wait-for.ts';
import { type DeskContext, makeDeskContext } from '../../../support/desk-context.ts';

/** Written wherever a station stores data about people, codes, PINs, secrets and paths. */
const markers = {
  name: 'Quastelbrink',
  walkIn: 'Zyxwvutsrq',
  operator: 'Ophelia',
  station: 'Vrbanek-desk',
  printer: 'Printer of Xanthippe',
  address: '198.51.100.77',
  hub: 'hub-of-wolfeschlegel',
  url: 'secret-hub.example',
  pinHash: 'scrypt-4711-hash',
  secret: 'aaaabbbbccccdddd-token',
  path: '/home/konstantinopolsky',
};

let desk: DeskContext;
let logs: string;
beforeEach(() => {
  desk = makeDeskContext();
  logs = mkdtempSync(join(tmpdir(), 'lanyard-logs-'));
});
afterEach(() => {
  desk.close();
  rmSync(logs, { recursive: true, force: true });
});

async function fillStation(): Promise<string[]> {
  const { db } = desk.context;
  const delegate = desk.addDelegate(1, {
    printedName: `Odile ${markers.name}`,
    familyName: markers.name,
  });
  checkIn(desk.context, desk.caller, {
    key: '0192d3a0-0000-4000-8000-00000000000a',
    target: { kind: 'delegate', delegateId: delegate.id },
    identity: 'passport',
  });
  registerWalkIn(desk.context, desk.caller, {
    person: {
      title: '',
      printedName: `Ada ${markers.walkIn}`,
      givenName: 'Ada',
      familyName: markers.walkIn,
      nativeName: '',
      jobTitle: '',
      delegation: 'BEL',
      administration: 'Customs',
      category: 'delegate',
    },
    approver: markers.operator,
    reference: markers.name,
    identity: 'passport',
  });
  insertOperator(db, {
    id: '0192d3a0-0000-7000-8000-0000000000aa',
    name: markers.operator,
    role: 'operator',
    pinHash: markers.pinHash,
    wall: 1,
  });
  changeStationSettings(db, { stationName: markers.station });
  writePrinters(db, [
    {
      id: 'one',
      name: markers.printer,
      model: '',
      language: 'escpos',
      ability: 'confirm',
      connection: { kind: 'tcp', host: markers.address, port: 9100 },
      dotsPerMm: 8,
      widthDots: 576,
      cut: true,
      neighbour: null,
      stock: { name: markers.printer, categories: null, template: 'roll-80' },
    },
  ]);
  saveHubLink(db, {
    hub: markers.hub,
    hubName: markers.hub,
    url: `https://${markers.url}`,
    authority: markers.secret,
    hubKey: markers.secret,
    wall: 1,
  });
  writeSetting(db, 'secret-hub-token', { protection: 'plain', value: markers.secret });
  await fillLog();
  return [delegate.registrationCode, delegate.ticketCode, delegate.id];
}

/** Messages of packages and systems, which the app logs with an error. */
async function fillLog(): Promise<void> {
  const log = openLog(logs);
  const told = new Error(`cannot open ${markers.path}/${markers.name}.csv`);
  told.stack = `Error: ${markers.name}\n    at read (${markers.path}/main/import/plan.ts:12:3)`;
  log.error({ call: 'applyRoster', ...errorFields(told) }, 'call failed');
  log.info(
    { outcome: 'admitted', note: markers.name, delegate: desk.context.self.station },
    'decision',
  );
  log.warn({ detail: markers.path, who: { name: markers.walkIn } }, 'file not written');
  await waitFor('the lines', 20, () => {
    const written = existsSync(join(logs, 'lanyard.log'));
    if (!written) return null;
    return readFileSync(join(logs, 'lanyard.log'), 'utf8').split('\n').length > 3 ? true : null;
  });
  log.close();
}

it('no name, code, PIN, secret, address or place of a filled station is in the bundle', async () => {
  const codes = await fillStation();
  const bundle = await gatherBundle({
    db: desk.context.db,
    config: { stationName: markers.station, backup: { folder: markers.path } },
    logs,
    version: { app: '0.1.0', electron: '33.2.1', system: 'linux x64' },
    check: () =>
      Promise.resolve({
        at: 1,
        findings: [
          {
            check: 'hub',
            state: 'warning',
            title: 'Hub',
            text: markers.hub,
            remedy: markers.path,
            since: 1,
          },
        ],
      }),
    backups: () => ({
      newest: 1,
      copies: 1,
      bytes: 1,
      folder: markers.path,
      second: null,
      problem: null,
    }),
    now: () => 1_538_467_200_000,
  });
  const unpacked = unzipSync(zipBundle(bundle));
  const names = Object.keys(unpacked);
  expect(names).toEqual([
    'about.json',
    'check.json',
    'settings.json',
    'store.json',
    'logs/lanyard.log',
  ]);
  expect(previewOf(bundle).files.map(({ name }) => name)).toEqual(names);
  const all = names.map((name) => Buffer.from(unpacked[name] ?? []).toString('utf8')).join('\n');
  for (const [what, marker] of Object.entries(markers)) {
    expect(all.toLowerCase().includes(marker.toLowerCase()), what).toBe(false);
  }
  for (const code of codes) expect(all.includes(code)).toBe(false);
  // And support's information is there.
  expect(all).toContain('"plan.ts:12"');
  expect(all).toContain('"applyRoster"');
  expect(all).toContain('"attendance_event": 3');
});

it('a line that is no line of the log stays behind', () => {
  mkdirSync(join(logs, 'x'));
  writeFileSync(join(logs, 'x', 'other.txt'), markers.name);
  expect(cleanLogLine('')).toBeNull();
  expect(cleanLogLine('{"time":"2018')).toBeNull();
  expect(cleanLogLine(`["${markers.name}"]`)).toBeNull();
});
