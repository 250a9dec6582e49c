import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Page } from 'playwright-core';
import { findPhoto, savePhoto } from '../../db/roster/photos.ts';
import { everyDelegate } from '../../db/roster/roster.ts';
import { maxStoredPhoto } from '../../domain/roster/photo.ts';
import { keepPhoto } from '../../main/roster/photos/keep-photo.ts';
import { createPhotoThread } from '../../main/roster/photos/photo-thread.ts';
import { entries } from '../../test/hub/http/people.ts';
import { cleanUp, startTestHub } from '../../test/hub/http/support.ts';
import type { HarnessDesk } from '../../test/renderer/harness/desk.ts';
import { deskOf, openHarness } from '../../test/renderer/harness/pages.ts';
import { type DeskContext, makeDeskContext } from '../../test/support/desk-context.ts';
import { noisePicture, storedPhoto } from '../../test/support/photos.ts';
import { sampleRows } from '../../test/support/roster-sample.ts';
import { type BenchResult, percentile, rounded } from './bench-result.ts';
import { measureDesks } from './machine/desk-turns.ts';
import { fillStore } from './machine/large-store.ts';
import { codesToTry } from './machine/million.ts';
import { syncedStation } from './machine/synced-station.ts';

/** Photos taken, and delegates of the large roster. */
const shots = 20;
const rosterSize = 10_000;

/**
 * A photo from pressing the shutter key until it is stored, in the desk's page with Chromium's fake
 * camera, without the choice between the shots. Then from there to another desk and a door through
 * a hub over HTTPS, and what 10,000 photos cost check-in and search.
 */
export async function run(): Promise<BenchResult> {
  const figures = { ...(await shutter()), ...(await journey()), ...(await largeRoster()) };
  return { name: 'photos taken at a desk', figures };
}

async function shutter(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-bench-'));
  const harness = await openHarness(folder);
  try {
    const page = await harness.newPage();
    await harness.open(page, 'camera=1');
    await page
      .getByRole('button', { name: /\d NAKAMURA/ })
      .first()
      .click();
    await page.locator('.delegate-new-note').waitFor();
    const taken: Taken[] = [];
    for (let count = 0; count < shots; count += 1) taken.push(await takeOne(page));
    const figures = (name: string, of: (one: Taken) => number): Record<string, number> => ({
      [`photo.${name}.p50_ms`]: rounded(percentile(taken.map(of), 0.5)),
      [`photo.${name}.p95_ms`]: rounded(percentile(taken.map(of), 0.95)),
    });
    return {
      ...figures('shutter_to_shot', ({ shot }) => shot),
      ...figures('choice_to_stored', ({ kept }) => kept),
      ...figures('shutter_to_stored', ({ shot, kept }) => shot + kept),
    };
  } finally {
    await harness.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from each key to its result. */
interface Taken {
  shot: number;
  kept: number;
}

/**
 * Takes and keeps one photo. Waits for events instead of polling: Playwright polls 20, 70, 170, 270
 * and 770 ms after a key.
 */
async function takeOne(page: Page): Promise<Taken> {
  await page.keyboard.press('Control+p');
  await page.locator('.photo-stage [data-camera="running"]').waitFor();
  await page.locator('.dialog-actions [data-look="primary"]:not([data-disabled])').waitFor();
  await page.keyboard.press('c');
  await page.locator('.check-line[data-selected]').waitFor();
  await page.evaluate(() => {
    window.shotShows = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (document.querySelector('.photo-shot') === null) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { childList: true, subtree: true });
    });
  });
  const shutter = performance.now();
  await page.keyboard.press('Space');
  await page.evaluate(() => window.shotShows);
  const shot = performance.now() - shutter;
  const stored = untilStored(deskOf(page));
  const choice = performance.now();
  await page.keyboard.press('1');
  const kept = (await stored) - choice;
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return { shot, kept };
}

declare global {
  interface Window {
    shotShows: Promise<void>;
  }
}

/**
 * When the station notifies its page of a photo, which is after the commit, by `performance`'s
 * clock.
 */
function untilStored(desk: HarnessDesk): Promise<number> {
  const { db, event } = desk.context;
  const newest = (): unknown =>
    db
      .prepare('SELECT max(taken) FROM delegate_photo WHERE event_id = ?')
      .pluck()
      .get(event.file.id);
  const before = newest();
  const { listener } = desk;
  return new Promise((resolve) => {
    desk.listener = (notice, body) => {
      if (notice === 'photosChanged' && newest() !== before) {
        resolve(performance.now());
        desk.listener = listener;
      }
      listener(notice, body);
    };
  });
}

async function journey(): Promise<Record<string, number>> {
  const hub = await startTestHub();
  await hub.running.hub.importRoster(entries(shots), 'people.csv');
  const modes = ['desk', 'desk', 'door'] as const;
  const stations = await Promise.all(modes.map((mode) => syncedStation(hub, mode)));
  const [taker, ...others] = stations;
  if (taker === undefined) throw new Error('no desk');
  const thread = createPhotoThread(
    () => new Worker(new URL('../../main/roster/photos/worker.ts', import.meta.url)),
  );
  const times = new Map<string, number[]>(others.map(({ mode }) => [mode, []]));
  for (let count = 0; count < shots; count += 1) {
    const { context, caller } = taker.desk;
    const delegateId = entries(shots)[count]?.id ?? '';
    const arrived = others.map(({ desk, until }) =>
      until(() => findPhoto(desk.context.db, context.event.file.id, delegateId) !== null),
    );
    await keepPhoto(context, caller, thread, {
      delegateId,
      picture: noisePicture(600, 770, count),
    });
    const stored = performance.now();
    taker.nudge();
    for (const [index, at] of arrived.entries()) {
      times.get(others[index]?.mode ?? '')?.push((await at) - stored);
    }
  }
  await thread.end();
  for (const station of stations) await station.end();
  await cleanUp();
  return Object.fromEntries(
    [...times].flatMap(([mode, taken]) => [
      [`photo.stored_to_${mode}.p50_ms`, rounded(percentile(taken, 0.5))],
      [`photo.stored_to_${mode}.p95_ms`, rounded(percentile(taken, 0.95))],
    ]),
  );
}

/** Two desks with the same roster in turns, one of them with a photo of everyone. */
async function largeRoster(): Promise<Record<string, number>> {
  const names = ['without', 'with'] as const;
  const subjects = names.map((name) => {
    const desk = makeDeskContext();
    const rows = sampleRows(rosterSize)[Symbol.iterator]();
    return { name, desk, codes: fillStore(desk, rows, rosterSize, codesToTry) };
  });
  try {
    for (const { name, desk } of subjects) if (name === 'with') fillPhotos(desk);
    const figures = await measureDesks(subjects);
    const ratio = (what: string): number =>
      rounded(
        (figures[`${what}.with.p95_ms`] ?? Number.NaN) / (figures[`${what}.without.p95_ms`] ?? 1),
      );
    const own = Object.entries(figures).map(([name, value]) => [`photo.${name}`, value]);
    return {
      ...Object.fromEntries(own),
      'photo.checkin.ratio_p95': ratio('checkin'),
      'photo.search.ratio_p95': ratio('search'),
    };
  } finally {
    for (const { desk } of subjects) desk.close();
  }
}

/** All the same picture, as large as a photo may be: only the bytes count here. */
function fillPhotos({ context: { db, event, clock } }: DeskContext): void {
  const { sha256, picture } = storedPhoto(1);
  const largest = new Uint8Array(maxStoredPhoto);
  largest.set(picture.subarray(0, maxStoredPhoto));
  db.transaction(() => {
    for (const { id } of everyDelegate(db, event.file.id)) {
      savePhoto(
        db,
        { eventId: event.file.id, delegateId: id },
        { sha256, picture: largest },
        clock(),
      );
    }
  }).immediate();
  db.pragma('wal_checkpoint(TRUNCATE)');
}
