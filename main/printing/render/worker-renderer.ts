import type { Worker } from 'node:worker_threads';
import type { Timers } from '../../base/timers.ts';
import { RenderError, type Renderer } from './renderer.ts';
import type { RenderRequest, RenderResponse } from './worker-messages.ts';

type Ask = RenderRequest extends infer R
  ? R extends RenderRequest
    ? Omit<R, 'id'>
    : never
  : never;

interface Waiting {
  resolve: (response: RenderResponse) => void;
  reject: (error: RenderError) => void;
}

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
export const restAfter = 15 * 60_000;

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
  const waiting = new Map<number, Waiting>();
  let callOffRest: () => void = () => undefined;
  let lastId = 0;
  let worker: Worker | null = null;
  let closed = false;

  const failAll = (message: string, cause?: unknown): void => {
    worker = null;
    for (const each of waiting.values()) each.reject(new RenderError(message, cause));
    waiting.clear();
  };

  const restLater = (): void => {
    callOffRest();
    if (rest === null || closed) return;
    callOffRest = rest.timers.after(rest.after, () => {
      if (waiting.size > 0) return;
      const idle = worker;
      // The end of a thread that is no longer in use is not a failure.
      worker = null;
      void idle?.terminate();
    });
  };

  const running = (): Worker => {
    restLater();
    if (worker !== null) return worker;
    const fresh = startWorker();
    fresh.on('message', (response: RenderResponse) => {
      waiting.get(response.id)?.resolve(response);
      waiting.delete(response.id);
      // The app must be able to end while the thread is idle.
      if (waiting.size > 0) return;
      fresh.unref();
      restLater();
    });
    fresh.on('error', (error) => {
      if (worker === fresh) failAll('the render thread failed', error);
    });
    fresh.on('exit', (code) => {
      if (worker === fresh) failAll(`the render thread ended (${code})`);
    });
    fresh.unref();
    worker = fresh;
    return fresh;
  };

  const ask = (request: Ask): Promise<RenderResponse> => {
    if (closed) return Promise.reject(new RenderError('the renderer is closed'));
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      const thread = running();
      thread.ref();
      thread.postMessage({ ...request, id });
    });
  };

  return {
    warmUp: () => {
      if (!closed) running();
    },
    render: async (content, layout) => {
      const response = await ask({ kind: 'badge', content, layout });
      if (response.kind === 'badge') return response.badge;
      throw new RenderError(response.kind === 'failed' ? response.message : 'unexpected answer');
    },
    toPng: async (bitmap) => {
      const response = await ask({ kind: 'png', bitmap });
      if (response.kind === 'png') return response.png;
      throw new RenderError(response.kind === 'failed' ? response.message : 'unexpected answer');
    },
    close: async () => {
      closed = true;
      callOffRest();
      const last = worker;
      failAll('the renderer is closed');
      await last?.terminate();
    },
  };
}
