/** Messages from the page to the reader's worker. `feed` numbers the runs of the camera. */
export type ToWorker =
  /** Sent first: the reader's own wasm file. */
  | { kind: 'load'; wasm: ArrayBuffer }
  /** Frames straight from the camera's track; the page does not handle them. */
  | { kind: 'watch'; feed: number; frames: ReadableStream<VideoFrame>; frameInterval: number }
  /** One picture, if the track gives no frames. `shownAt`: UTC milliseconds. */
  | { kind: 'picture'; feed: number; bitmap: ImageBitmap; shownAt: number; frameInterval: number }
  | { kind: 'end'; feed: number };

/** Messages from the worker to the page. */
export type FromWorker =
  | { kind: 'loaded' }
  | { kind: 'load-failed'; reason: string }
  /** Times in UTC milliseconds. */
  | { kind: 'sighting'; feed: number; text: string; seenAt: number; lastSeenAt: number | null }
  /** New frames keep coming. Sent at most twice a second. */
  | { kind: 'alive'; feed: number }
  /** Nobody has been in view for a while, or someone has come into view. */
  | { kind: 'rest'; feed: number; isResting: boolean }
  /** The picture was read; the next may come. */
  | { kind: 'picture-read'; feed: number }
  | { kind: 'read-failed'; feed: number; reason: string };
