import { workerScope } from '../../base/worker-scope.ts';
import { FeedWatch } from './feed-watch.ts';
import { FrameReader } from './frame-pictures.ts';
import { loadReader } from './qr-reader.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

const scope = workerScope<ToWorker, FromWorker>();

const reader = new FrameReader();
const feeds = new Map<number, FeedWatch>();

scope.addEventListener('message', ({ data }) => {
  switch (data.kind) {
    case 'load':
      void load(data.wasm);
      return;
    case 'watch':
      void watch(data.feed, data.frames, data.frameInterval);
      return;
    case 'picture':
      void feedOf(data.feed, data.frameInterval).readPicture(data.bitmap, data.shownAt);
      return;
    case 'end':
      feeds.get(data.feed)?.end();
      feeds.delete(data.feed);
  }
});

function tell(message: FromWorker): void {
  scope.postMessage(message);
}

async function load(wasm: ArrayBuffer): Promise<void> {
  try {
    await loadReader(wasm);
    tell({ kind: 'loaded' });
  } catch (error) {
    tell({ kind: 'load-failed', reason: String(error) });
  }
}

async function watch(
  feed: number,
  frames: ReadableStream<VideoFrame>,
  frameInterval: number,
): Promise<void> {
  try {
    await feedOf(feed, frameInterval).watch(frames);
  } catch (error) {
    tell({ kind: 'read-failed', feed, reason: String(error) });
  }
}

function feedOf(feed: number, frameInterval: number): FeedWatch {
  const known = feeds.get(feed) ?? new FeedWatch({ feed, frameInterval, reader, tell });
  feeds.set(feed, known);
  return known;
}
