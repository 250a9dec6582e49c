import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { fetchBytes } from '../fetch-bytes.ts';
import './own-scripts.ts';
import { CameraProblem } from './problem.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** Milliseconds within which the reader must have loaded and passed its test. */
const loadTime = 15_000;

export type FeedMessage = Exclude<FromWorker, { kind: 'loaded' | 'load-failed' }>;

export interface ReaderClient {
  post(message: ToWorker, transfer?: Transferable[]): void;
  end(): void;
}

/**
 * Starts the worker and waits until its reader has passed its test.
 *
 * @param onDeath called if the worker dies later
 * @throws CameraProblem of kind `decoder-failed`
 */
export async function startReader(
  onMessage: (message: FeedMessage) => void,
  onDeath: (reason: string) => void,
): Promise<ReaderClient> {
  const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });
  const client: ReaderClient = {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    end: () => worker.terminate(),
  };
  let onFailure: (reason: string) => void = onDeath;
  const loaded = new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => reject(new CameraProblem('decoder-failed', reason));
    onFailure = fail;
    const timer = setTimeout(() => fail('it did not load in time'), loadTime);
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      onFailure = onDeath;
      finish();
    };
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'loaded') settle(resolve);
      else if (data.kind === 'load-failed') settle(() => fail(data.reason));
      else onMessage(data);
    });
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    onFailure(event.message || 'its worker could not be started');
  });
  try {
    // Fetched here, because the worker takes a while to start.
    const sent = fetchWasm().then((wasm) => client.post({ kind: 'load', wasm }, [wasm]));
    await Promise.all([sent, loaded]);
  } catch (error) {
    client.end();
    throw error;
  }
  return client;
}

async function fetchWasm(): Promise<ArrayBuffer> {
  try {
    return await fetchBytes(wasmUrl);
  } catch (error) {
    throw new CameraProblem('decoder-failed', `the reader's file: ${String(error)}`);
  }
}
