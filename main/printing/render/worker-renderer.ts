import type { Worker } from 'node:worker_threads';
import { onDemand } from '../../../platform/threads/on-demand.ts';
import { threadPort } from '../../../platform/threads/port.ts';
import type { ThreadError } from '../../../platform/threads/thread-error.ts';
import type { Timers } from '../../base/timers.ts';
import { RenderError, type Renderer } from './renderer.ts';
import type { RenderService } from './worker-messages.ts';

/** A renderer whose thread can be made before the first badge. */
export interface ThreadRenderer extends Renderer {
  /** Makes the thread ahead of a badge: its start takes a slow computer most of a second. */
  warmUp(): void;
}

/** When the thread ends because there is nothing to draw. */
export interface Rest {
  /** Milliseconds without a badge. */
  after: number;
  timers: Timers;
}

/** Milliseconds, a quarter of an hour: longer than the pauses of a busy desk. */
export const idleAfterMs = 15 * 60_000;

/**
 * Limits of the drawing thread: a badge leaves megabytes of garbage, and a large nursery would let
 * it pile up (measured: 45 MB less of resident memory, and no slower).
 */
export const renderThreadLimits = { maxYoungGenerationSizeMb: 8 };

/**
 * Draws badges in a thread. The thread is made by `warmUp` or for the first badge. If it dies, its
 * badges fail with RenderError and the next one gets a new thread. A thread without work ends after
 * a while, which frees the picture of the last badge and some 20 of its 45 MB (docs/decisions/020).
 *
 * @param startWorker makes a worker that runs `render/worker` with `RendererPaths` as workerData
 * @param rest null: the thread stays until `close`
 */
export function createWorkerRenderer(
  startWorker: () => Worker,
  rest: Rest | null = null,
): ThreadRenderer {
  let closed = false;
  const failureOf = ({ kind, detail, cause }: ThreadError): RenderError => {
    if (kind === 'failed') return new RenderError(detail);
    if (closed) return new RenderError('the renderer is closed');
    return cause === undefined
      ? new RenderError(`the render thread ended (${detail})`)
      : new RenderError('the render thread failed', cause);
  };
  const thread = onDemand<RenderService>(() => threadPort(startWorker()), {
    errorOf: failureOf,
    idle: rest,
  });
  const whileOpen = <T>(ask: () => Promise<T>): Promise<T> =>
    closed ? Promise.reject(new RenderError('the renderer is closed')) : ask();

  return {
    warmUp: () => {
      if (!closed) thread.start();
    },
    render: (content, layout) => whileOpen(() => thread.ask.badge({ content, layout })),
    toCommands: (language, part) => whileOpen(() => thread.ask.commands({ language, part })),
    toPng: (bitmap) => whileOpen(() => thread.ask.png(bitmap)),
    close: () => {
      closed = true;
      return thread.stop();
    },
  };
}
