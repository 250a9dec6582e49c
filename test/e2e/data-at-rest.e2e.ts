import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { waitFor } from '../../tools/demo/wait-for.ts';
import { demoTickets } from '../../tools/sample/tickets.ts';
import { filesBelow, whatAThiefReads } from '../security/stolen-files.ts';
import { freePort } from '../support/free-port.ts';
import {
  badgesConfirmed,
  panelShows,
  type RunningDesk,
  scan,
  startDesk,
} from '../support/running-desk.ts';
import { synced } from '../support/synced-desks.ts';

const home = mkdtempSync(join(tmpdir(), 'lanyard-at-rest-'));
const dataDir = join(home, 'data');
/** Where the app, Chromium and SQLite would put temporary files. */
const temporary = join(home, 'tmp');
const given = join(home, 'given');
const places = [dataDir, temporary];
const database = join(dataDir, 'lanyard.db');

const tickets = demoTickets();
const { valid } = tickets;
/** A person with a photo, and one whose name has another script. */
const admitted = [valid, ...tickets.validOthers.slice(0, 1)];
/** Names that no other text of the app or of Chromium contains. */
const imported = 'Quastelbrink';
const walkIn = 'Zyxwvutsrq';
const searched = 'Shaughnessy';
const noted = 'Wheelchair entrance for Vrbanek';
const personal = [
  ...admitted.flatMap(({ delegate, registrationCode, text }) => [
    delegate.printedName,
    delegate.familyName,
    delegate.nativeName,
    ...delegate.ticketHashes,
    registrationCode,
    text,
  ]),
  imported,
  walkIn,
  searched,
  noted,
].filter((text) => text !== '');

let desk: RunningDesk;
let port: number;
/** It also hosts the hub, whose store is beside its own. */
const start = async (): Promise<RunningDesk> => {
  const started = await startDesk(inject('electron'), {
    dataDir,
    config: { hub: { host: { name: 'Venue hub', port } } },
    environment: { TMPDIR: temporary },
  });
  await synced(started);
  return started;
};
beforeAll(async () => {
  for (const folder of [dataDir, temporary, given]) mkdirSync(folder);
  port = await freePort();
  desk = await start();
});
afterAll(async () => {
  await desk?.end();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

/** Sets the next answer of the system's dialog. */
function choosing(path: string): Promise<void> {
  return desk.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

/** Checks two people in with their badges printed, one of them with a photo. */
async function admitTwo(): Promise<void> {
  const canvas = createCanvas(300, 400);
  canvas.getContext('2d').fillRect(40, 40, 200, 200);
  writeFileSync(join(given, `${valid.registrationCode}.jpg`), canvas.toBuffer('image/jpeg'));
  await choosing(given);
  const photos = await desk.page.evaluate(() => window.lanyard.importPhotos({ from: 'folder' }));
  expect(photos).toMatchObject({ ok: true, value: { taken: 1 } });
  for (const [index, { text, delegate }] of admitted.entries()) {
    await scan(desk, text);
    await panelShows(desk, delegate.printedName);
    await desk.page.locator('.hero[data-kind="identity"]').waitFor();
    await desk.page.keyboard.press('p');
    await badgesConfirmed(desk, index + 1);
  }
}

async function importOneMore(): Promise<void> {
  const file = join(given, 'late.csv');
  writeFileSync(
    file,
    `Registration code;Printed name;Given name;Family name;Delegation;Category\nGSC18-09001;Odile ${imported};Odile;${imported};FRA;delegate\n`,
  );
  await choosing(file);
  const applied = await desk.page.evaluate(async () => {
    const preview = await window.lanyard.chooseRosterFile();
    if (!preview.ok || preview.value === null) return preview;
    const { planId, guess: mapping } = preview.value;
    const diff = await window.lanyard.compareRoster({ planId, mapping });
    return diff.ok
      ? window.lanyard.applyRoster({ planId, decision: { acceptMended: false } })
      : diff;
  });
  expect(applied, JSON.stringify(applied)).toMatchObject({ ok: true, value: { added: 1 } });
}

async function registerOne(): Promise<void> {
  const { delegation, administration, category } = valid.delegate;
  const done = await desk.page.evaluate(
    async ([person, text, query]) => {
      const made = await window.lanyard.registerWalkIn({
        person,
        approver: 'Anna',
        reference: '',
        identity: 'passport',
      });
      if (!made.ok) return made;
      const found = await window.lanyard.searchDelegates({ query, limit: 5 });
      if (!found.ok) return found;
      const { delegateId } = made.value;
      return window.lanyard.writeNote({ delegateId, text });
    },
    [
      {
        title: '',
        printedName: `Ada ${walkIn}`,
        givenName: 'Ada',
        familyName: walkIn,
        nativeName: '',
        jobTitle: '',
        delegation,
        administration,
        category,
      },
      noted,
      walkIn,
    ] as const,
  );
  expect(done).toMatchObject({ ok: true });
}

describe('a station that has worked', () => {
  it('is filled: people admitted, badges printed, a portrait, an import, a walk-in, a note, a search', async () => {
    await admitTwo();
    await importOneMore();
    await registerOne();
    await desk.page.locator('#desk-search').fill(searched.slice(0, 6));
    await desk.page.getByRole('option').first().click();
    await desk.page.getByText(new RegExp(searched, 'i')).first().waitFor();
    await synced(desk);
  });

  it('a page that crashes leaves no dump of its memory', async () => {
    await desk.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await waitFor('the page that is loaded anew', 60, () =>
      desk.log().find(({ msg }) => msg === 'the page is loaded anew'),
    );
    expect(filesBelow(...places).filter((path) => /\.dmp$|crashpad.*reports/i.test(path))).toEqual(
      [],
    );
  });

  it('A stolen data directory opened with the sqlite3 command shows no name', async () => {
    await desk.kill();
    expect(existsSync(`${database}-wal`)).toBe(true);
    expect(stores()).toEqual(expect.arrayContaining([database, join(dataDir, 'hub/hub.db')]));
    for (const question of ['.tables', '.dump', 'SELECT * FROM delegate']) {
      for (const store of stores()) expect(sqlite3(store, question)).toMatch(refusal);
    }
    expect(readFileSync(database).subarray(0, 15).toString()).not.toBe('SQLite format 3');
    expect(whatAThiefReads(places, personal)).toEqual([]);
  });

  it('and none after an orderly end either', async () => {
    desk = await start();
    await desk.close();
    for (const store of stores()) expect(sqlite3(store, '.dump')).toMatch(refusal);
    expect(whatAThiefReads(places, personal)).toEqual([]);
  });
});

const refusal = /file is not a database/;

/** All our databases: the station's, the hub's, their copies. */
function stores(): string[] {
  const chromiums = join(dataDir, 'browser');
  return filesBelow(dataDir).filter((path) => /\.db$/.test(path) && !path.startsWith(chromiums));
}

/** The output of Debian's sqlite3 for a database, on both channels. */
function sqlite3(store: string, question: string): string {
  try {
    return execFileSync('sqlite3', [store, question], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}
