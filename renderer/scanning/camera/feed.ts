import { utcNow } from '../utc-clock.ts';
import type { ReaderClient } from './reader-client.ts';
import type { OpenCamera } from './shell.ts';

/**
 * Frames of a track (W3C MediaStreamTrack Insertable Media Processing); not in TypeScript's types.
 */
type FrameProcessor = new (options: {
  track: MediaStreamTrack;
  maxBufferSize: number;
}) => { readable: ReadableStream<VideoFrame> };

/** The transfer of one camera's frames to the reader. */
export interface Feed {
  /** Called when the worker has read the last picture. */
  pictureRead(): void;
  end(): void;
}

/**
 * Sends the camera's frames to the reader, straight from the track where the browser permits it.
 */
export function startFeed(feed: number, camera: OpenCamera, reader: ReaderClient): Feed {
  return sendTrack(feed, camera, reader) ?? sendPictures(feed, camera, reader);
}

/**
 * Hands the stream of frames to the worker, so that the page handles none. Null if the track gives
 * no frames.
 */
export function sendTrack(
  feed: number,
  camera: Pick<OpenCamera, 'track' | 'frameRate'>,
  reader: ReaderClient,
): Feed | null {
  const scope = window as Window & { MediaStreamTrackProcessor?: FrameProcessor };
  const Processor = scope.MediaStreamTrackProcessor;
  if (Processor === undefined) return null;
  // Of the frames that arrive during a reading, only the last is kept.
  const { readable: frames } = new Processor({ track: camera.track, maxBufferSize: 1 });
  const frameInterval = 1000 / camera.frameRate;
  reader.post({ kind: 'watch', feed, frames, frameInterval }, [frames]);
  return { pictureRead: () => undefined, end: () => reader.post({ kind: 'end', feed }) };
}

/**
 * For tracks that give no frames: sends a picture of the video at each new frame, one at a time.
 */
function sendPictures(feed: number, camera: OpenCamera, reader: ReaderClient): Feed {
  const { video, frameRate } = camera;
  const frameInterval = 1000 / frameRate;
  let isBusy = false;
  let isEnded = false;

  async function send(shownAt: number): Promise<void> {
    isBusy = true;
    try {
      const bitmap = await createImageBitmap(video);
      reader.post({ kind: 'picture', feed, bitmap, shownAt, frameInterval }, [bitmap]);
    } catch {
      // The video was just removed or has no picture yet; the watchdog reports it if that lasts.
      isBusy = false;
    }
  }

  function onFrame(): void {
    if (isEnded) return;
    if (!isBusy) void send(utcNow());
    video.requestVideoFrameCallback(onFrame);
  }

  video.requestVideoFrameCallback(onFrame);
  return {
    pictureRead: () => {
      isBusy = false;
    },
    end: () => {
      isEnded = true;
      reader.post({ kind: 'end', feed });
    },
  };
}
