import type { Page } from 'playwright-core';
import { bytesToLetters, withCheckLetters } from '../../../domain/letters.ts';
import { writeFakeWebcam } from '../../support/fake-webcam.ts';

/** The code of ticket `i` in the film. */
export function filmedTicket(i: number): string {
  return withCheckLetters(`LT${bytesToLetters(Uint8Array.of(7, 1, 2, 3, 4, 5, i >> 8, i & 255))}`);
}

/** Films so many tickets, each held into view for 4 frames and then away for 2, after two seconds of nobody. */
export async function ticketsFilm(path: string, count: number): Promise<void> {
  const tickets = Array.from({ length: count }, (_, i) => [
    { text: filmedTicket(i), frames: 4, noise: 4, tilt: (i % 7) * 4 - 12 },
    { text: null, frames: 2, noise: 4 },
  ]);
  await writeFakeWebcam(path, [{ text: null, frames: 60, noise: 4 }, ...tickets.flat()]);
}

/** Waits until the page has seen so many different tickets. */
export async function waitForTickets(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (n) => new Set(window.pageLog.scans.map(({ input }) => input.readings[0])).size >= n,
    count,
    { timeout: 110_000, polling: 500 },
  );
}
