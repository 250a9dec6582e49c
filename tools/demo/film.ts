import { type WebcamSegment, writeFakeWebcam } from '../../test/support/fake-webcam.ts';

/** The demo's four tickets, in the order in which they are shown. */
export const shownTickets = ['valid', 'duplicate', 'cancelled', 'forged'] as const;
export type ShownTicket = (typeof shownTickets)[number];

/**
 * Frames (30 a second) without a ticket: longer than the 1.5 s after which a code counts as new.
 */
const pause = 75;
/** Frames for which a ticket is held into view. */
const held = 45;
/** Frames before the first ticket, while the operator signs in. */
const beginning = 150;

/**
 * Writes the film: each ticket once, with pauses between. The end is long, because the film
 * repeats.
 */
export async function writeFilm(path: string, texts: Record<ShownTicket, string>): Promise<void> {
  const nobody = (frames: number): WebcamSegment => ({ text: null, frames });
  await writeFakeWebcam(path, [
    nobody(beginning),
    ...shownTickets.flatMap((ticket) => [{ text: texts[ticket], frames: held }, nobody(pause)]),
    nobody(beginning * 4),
  ]);
}
