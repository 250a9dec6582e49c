import './own-scripts.ts';
import type { Html5Qrcode } from 'html5-qrcode';
import { cameraConstraints, defaultFrameRate } from './constraints.ts';
import { CameraProblem, toCameraProblem } from './problem.ts';
import { type OnPictureRead, spareFrameRate } from './spare-reader.ts';
import './shell.css';

/** A camera that runs and shows its picture in the host element. */
export interface OpenCamera {
  readonly track: MediaStreamTrack;
  readonly video: HTMLVideoElement;
  readonly label: string;
  readonly deviceId: string;
  /** Frames per second, as reported by the camera. */
  readonly frameRate: number;
  /** Turns the camera off and empties the host element. Never rejects. */
  close(): Promise<void>;
}

/**
 * While the worker reads, html5-qrcode's own reader is idle: it processes one picture at the start
 * and then one every 10⁷ ms. A smaller number would overflow a timer's 31 bits, and it would never
 * pause.
 */
const idleFramesPerSecond = 0.0001;
/** Minimum size of that one picture in CSS pixels: a whole one blocked the page for over 60 ms. */
const onePicture = { width: 50, height: 50 };
/** Frames per second on the screen; the reader gets all of them. */
const shownFrameRate = 15;
/** Milliseconds within which the first picture must appear. */
const firstPicture = 5000;

/**
 * Opens a camera: the given one if it is connected, else the system's choice. Uses html5-qrcode,
 * but relies only on the `<video>` that it puts into the host. Makes a new instance each time,
 * because one that failed cannot be used again. Do not call it again before it has settled.
 *
 * @param onPictureRead if given, html5-qrcode reads, at the host's size in CSS pixels
 * @throws CameraProblem
 */
export async function openCamera(
  host: HTMLElement,
  deviceId: string | null,
  onPictureRead: OnPictureRead | null,
): Promise<OpenCamera> {
  const { Html5Qrcode, Html5QrcodeSupportedFormats } = await loadShell();
  const shell = new Html5Qrcode(host.id, {
    formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
    useBarCodeDetectorIfSupported: false,
    verbose: false,
  });
  const videoConstraints = cameraConstraints(deviceId);
  let pictures = 0;
  const pictureRead: OnPictureRead = (text) => {
    if (onPictureRead === null) return;
    pictures += 1;
    softenNextPicture(host, pictures);
    onPictureRead(text);
  };
  try {
    await shell.start(
      // Its signature requires this argument; `videoConstraints` replaces it.
      { facingMode: 'user' },
      onPictureRead === null
        ? { fps: idleFramesPerSecond, disableFlip: true, qrbox: onePicture, videoConstraints }
        : { fps: spareFrameRate, disableFlip: true, videoConstraints },
      (text) => pictureRead(text),
      () => pictureRead(null),
    );
    return await showFirstPicture(shell, host);
  } catch (error) {
    await closeShell(shell, host);
    throw toCameraProblem(error);
  }
}

/** Blur radii in pixels for successive pictures that html5-qrcode reads. */
const blurs = [1, 2, 0, 3];

/**
 * Blurs what html5-qrcode reads, each picture by another radius, for two reasons. Its reader takes
 * each square of eight pixels that differ by more than 24 of 255 for an edge. A sensor's noise of 6
 * is enough for that where the picture is not shrunk: without a blur it then reads no ticket. And a
 * code held still and upright can be aligned with the pixels such that it is never found: without a
 * blur up to three of fifty tickets, with a blur of one pixel up to two, and others at another size
 * of picture. html5-qrcode sets no filter on its canvas, so this one applies to all it draws.
 */
function softenNextPicture(host: HTMLElement, picture: number): void {
  const context = host.querySelector('canvas')?.getContext('2d');
  if (context) context.filter = `blur(${blurs[picture % blurs.length]}px)`;
}

/** Loaded separately: its third of a megabyte is not needed for the first screen. */
async function loadShell(): Promise<typeof import('html5-qrcode')> {
  try {
    return await import('html5-qrcode');
  } catch (error) {
    throw new CameraProblem('failed', String(error));
  }
}

async function showFirstPicture(shell: Html5Qrcode, host: HTMLElement): Promise<OpenCamera> {
  const video = host.querySelector('video');
  const track = video === null ? undefined : tracksOf(video)[0];
  if (video === null || track === undefined) throw new CameraProblem('failed', 'no picture');
  // Closing before "playing" would leave html5-qrcode unusable and the camera on.
  await isPlaying(video);
  const { deviceId = '', frameRate = defaultFrameRate } = track.getSettings();
  void tune(track);
  await showFewerFrames(video, track);
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= closeShell(shell, host).finally(() => track.stop());
    return closing;
  };
  return { track, video, label: track.label, deviceId, frameRate, close };
}

/**
 * Shows a copy of the track with fewer frames. Without a graphics card the processor draws them:
 * half as many save a seventh of a busy desk's processor time. A camera that permits no copy shows
 * the track itself.
 */
async function showFewerFrames(video: HTMLVideoElement, track: MediaStreamTrack): Promise<void> {
  const copy = track.clone();
  try {
    await copy.applyConstraints({ frameRate: { max: shownFrameRate } });
    // html5-qrcode would take this change for a failure of its start, which is over.
    video.onabort = null;
    video.srcObject = new MediaStream([copy]);
    await isPlaying(video);
  } catch {
    copy.stop();
    video.srcObject = new MediaStream([track]);
  }
}

async function isPlaying(video: HTMLVideoElement): Promise<void> {
  if (!video.paused && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) return;
  await new Promise<void>((resolve, reject) => {
    const tooLate = () => reject(new CameraProblem('frozen', 'no first picture'));
    const timer = setTimeout(tooLate, firstPicture);
    video.addEventListener(
      'playing',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

/** The tracks shown by a video; none before it has a camera. */
export function tracksOf({ srcObject }: HTMLVideoElement): MediaStreamTrack[] {
  return srcObject instanceof MediaStream ? srcObject.getTracks() : [];
}

/** Stops through html5-qrcode if that can work, and leaves nothing running in any case. */
async function closeShell(shell: Html5Qrcode, host: HTMLElement): Promise<void> {
  const tracks = Array.from(host.querySelectorAll('video'), tracksOf).flat();
  try {
    // Without a track its promise would never settle; without its canvas it would throw half-way.
    if (tracks.length > 0 && host.querySelector('canvas') !== null) await shell.stop();
  } catch (error) {
    console.warn('html5-qrcode did not stop by itself', String(error));
  }
  for (const track of tracks) track.stop();
  host.replaceChildren();
}

/** Requests continuous focus and exposure if the camera has them; a refusal is not an error. */
async function tune(track: MediaStreamTrack): Promise<void> {
  const abilities: Record<string, unknown> = { ...track.getCapabilities() };
  for (const name of ['focusMode', 'exposureMode']) {
    const modes = abilities[name];
    if (!Array.isArray(modes) || !modes.includes('continuous')) continue;
    const continuous: MediaTrackConstraintSet = { [name]: 'continuous' };
    await track.applyConstraints({ advanced: [continuous] }).catch(() => undefined);
  }
}
