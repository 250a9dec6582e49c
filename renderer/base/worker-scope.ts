/** The parts of a worker's global scope used here; its own types clash with those of a page. */
interface WorkerScope<Heard, Sent> {
  postMessage(message: Sent, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<Heard>) => void): void;
}

/** The global scope of the worker that calls this. Messages are our own code's of one build. */
export function workerScope<Heard, Sent>(): WorkerScope<Heard, Sent> {
  return globalThis as unknown as WorkerScope<Heard, Sent>;
}
