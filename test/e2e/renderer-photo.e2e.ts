import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { chainOf } from '../../db/ledger/attendance.ts';
import { findPhoto, savePhoto } from '../../db/roster/photos.ts';
import { isStoredPhoto } from '../../domain/roster/photo.ts';
import { deskOf, type HarnessPages, openHarness } from '../renderer/harness/pages.ts';
import { start, ticketOf, uuid } from '../renderer/harness/people.ts';
import { scan } from '../renderer/harness/steps.ts';
import { press } from '../support/as-people-do.ts';
import { storedPhoto } from '../support/photos.ts';

declare global {
  interface Window {
    scansAsked: number;
  }
}

let harness: HarnessPages;
let page: Page;
beforeAll(async () => {
  harness = await openHarness(inject('runFolder'));
  page = await harness.newPage();
});
afterAll(() => harness?.close());
beforeEach(async () => {
  await harness.open(page, 'camera=1');
  await page.locator('.rail').waitFor();
});

const dialog = () => page.getByRole('dialog');
const shots = () => page.locator('.photo-shot');
const shutter = () => page.locator('.dialog-actions [data-variant="primary"]');
const cameraIs = (kind: string) =>
  page.locator(`.photo-stage .scan-camera[data-camera="${kind}"]`).waitFor();

/** Two keys in quick succession would count as a scan: the second waits for the tick. */
async function agree(): Promise<void> {
  await press(page, 'c');
  await page.locator('.check-line[data-selected]').waitFor();
}

/** Opens the camera for the person at the desk; returns the person's id. */
async function openCamera(): Promise<string> {
  await page
    .getByRole('button', { name: /\d NAKAMURA/ })
    .first()
    .click();
  await page.locator('.delegate-new-note').waitFor();
  await press(page, 'Control+p');
  await cameraIs('running');
  await page.locator('.dialog-actions [data-variant="primary"]:not([data-disabled])').waitFor();
  const { db } = deskOf(page).context;
  const id = db.prepare("SELECT id FROM delegate WHERE printed_name LIKE '%NAKAMURA%'").pluck();
  return String(id.get());
}

function stored(delegateId: string): Uint8Array | null {
  const { db, event } = deskOf(page).context;
  return findPhoto(db, event.file.id, delegateId)?.picture ?? null;
}

function consents(): unknown[] {
  const { db, self } = deskOf(page).context;
  return chainOf(db, self.station, self.incarnation)
    .filter(({ type }) => type === 'consent-recorded')
    .map(({ payload }) => JSON.parse(payload));
}

describe('a photo, by the keyboard alone', () => {
  it('is one of three shots, kept once the delegate agreed, and shown with the delegate', async () => {
    const id = await openCamera();
    for (const count of [1, 2, 3]) {
      await press(page, 'Space');
      await expect.poll(() => shots().count()).toBe(count);
    }
    await press(page, '2');
    await dialog()
      .getByText(/tick the box/)
      .waitFor();
    expect(stored(id)).toBeNull();
    await agree();
    await press(page, '2');
    await expect.poll(() => dialog().count()).toBe(0);
    const picture = stored(id);
    expect(picture !== null && isStoredPhoto(picture)).toBe(true);
    expect(consents()).toEqual([{ 'badge-photo': true }]);
    await page.locator('img.panel-photo').waitFor();
    // The scanner has its camera back.
    await page.locator('.camera-card video').waitFor();
  });

  it('starts over, and is left without a trace', async () => {
    const id = await openCamera();
    await press(page, 'Enter');
    await expect.poll(() => shots().count()).toBe(1);
    await press(page, 'Backspace');
    await expect.poll(() => shots().count()).toBe(0);
    await press(page, 'Escape');
    await expect.poll(() => dialog().count()).toBe(0);
    expect([stored(id), consents()]).toEqual([null, []]);
  });

  it('opens by its key before the photo is known, and shoots once it is', async () => {
    const desk = deskOf(page);
    // The station is busy: it answers this call last.
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    desk.answers.getPhoto = async () => {
      await answered;
      return { picture: null, isOnBadge: true, ratio: 0.75 };
    };
    await page
      .getByRole('button', { name: /\d NAKAMURA/ })
      .first()
      .click();
    await page.locator('.delegate-new-note').waitFor();
    await page.keyboard.press('Control+p');
    await cameraIs('running');
    await expect.poll(() => shutter().isDisabled()).toBe(true);
    answer();
    await expect.poll(() => shutter().isEnabled()).toBe(true);
    await press(page, 'Space');
    await expect.poll(() => shots().count()).toBe(1);
  });

  it('shows the camera as it was at the press', async () => {
    await openCamera();
    // Takes the camera away right after the key, long before it is known not to belong to a scan.
    await page.evaluate(() => {
      window.addEventListener('keydown', () => {
        for (const video of document.querySelectorAll<HTMLVideoElement>('.photo-stage video'))
          video.srcObject = null;
      });
    });
    await press(page, 'Space');
    await expect.poll(() => shots().count()).toBe(1);
  });

  it('is none where the key only began a scan', async () => {
    await openCamera();
    await page.evaluate(() => {
      for (const key of [' ', 'x']) window.dispatchEvent(new KeyboardEvent('keydown', { key }));
    });
    // This key counts later than the first one would have.
    await agree();
    expect([await shots().count(), await shutter().isEnabled()]).toEqual([0, true]);
  });

  it('lets a scan wait until it is left', async () => {
    await openCamera();
    await page.evaluate(() => {
      const { checkIn } = window.lanyard;
      window.scansAsked = 0;
      window.lanyard.checkIn = (input) => {
        window.scansAsked += 1;
        return checkIn(input);
      };
    });
    const asked = () => page.evaluate(() => window.scansAsked);
    await scan(page, ticketOf(4));
    // A later key has had its effect.
    await agree();
    expect(await asked()).toBe(0);
    await press(page, 'Escape');
    await expect.poll(asked).toBe(1);
  });

  it('survives a camera that is taken away between two shots', async () => {
    const id = await openCamera();
    await agree();
    await press(page, 'Space');
    await expect.poll(() => shots().count()).toBe(1);
    await page.evaluate(() => {
      const { mediaDevices } = navigator;
      const open = mediaDevices.getUserMedia.bind(mediaDevices);
      let isAway = true;
      mediaDevices.getUserMedia = (constraints) =>
        isAway
          ? Promise.reject(new DOMException('Requested device not found', 'NotFoundError'))
          : open(constraints);
      window.addEventListener('camera-is-back', () => (isAway = false));
      const stream = document.querySelector<HTMLVideoElement>('.photo-stage video')?.srcObject;
      for (const track of stream instanceof MediaStream ? stream.getTracks() : []) track.stop();
    });
    await cameraIs('problem');
    await dialog()
      .getByText(/Reconnect the camera/)
      .waitFor();
    await press(page, 'Space');
    await expect.poll(() => shots().count()).toBe(1);
    await page.evaluate(() => window.dispatchEvent(new Event('camera-is-back')));
    await cameraIs('running');
    await press(page, '1');
    await expect.poll(() => dialog().count()).toBe(0);
    expect(stored(id)).not.toBeNull();
  });

  it('is removed everywhere by a second press', async () => {
    const id = await openCamera();
    await agree();
    await press(page, 'Space');
    await expect.poll(() => shots().count()).toBe(1);
    await press(page, '1');
    await page.locator('img.panel-photo').waitFor();
    await press(page, 'Control+p');
    await cameraIs('running');
    await dialog().getByRole('button', { name: 'Remove photo' }).click();
    expect(stored(id)).not.toBeNull();
    await dialog().getByRole('button', { name: 'Remove everywhere' }).click();
    await expect.poll(() => dialog().count()).toBe(0);
    expect(stored(id)).toBeNull();
    await expect.poll(() => page.locator('img.panel-photo').count()).toBe(0);
  });
});

describe('the identity question', () => {
  it('shows the photo, and takes none of a badge in front of the camera while one is taken', async () => {
    const { db, event } = deskOf(page).context;
    const { picture, sha256 } = storedPhoto(1);
    const photo = { picture: new Uint8Array(picture), sha256 };
    const of = { eventId: event.file.id, delegateId: uuid(1, 0) };
    db.transaction(() => savePhoto(db, of, photo, start)).immediate();
    await scan(page, ticketOf(0));
    await page.locator('.hero[data-kind="identity"] img.identity-photo').waitFor();
    await press(page, 'f');
    await cameraIs('running');
    // A hand scanner's code waits until the photo is taken.
    await scan(page, ticketOf(4));
    await expect.poll(() => dialog().count()).toBe(1);
    await press(page, 'Escape');
    await expect.poll(() => dialog().count()).toBe(0);
    await page.locator('.hero[data-kind="identity"] img.identity-photo').waitFor();
  });
});
