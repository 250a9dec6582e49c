import {
  type Rehearsal,
  type RehearsalInput,
  rehearse,
} from '../../../domain/station/rehearsal.ts';

/** The parts of a worker's global scope used here (its types clash with those of a page). */
interface WorkerScope {
  postMessage(message: Rehearsal | null): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<RehearsalInput>) => void): void;
}
const scope: WorkerScope = globalThis as unknown as WorkerScope;

scope.addEventListener('message', ({ data }) => scope.postMessage(rehearse(data)));
