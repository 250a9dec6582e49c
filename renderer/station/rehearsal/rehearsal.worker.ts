import {
  type Rehearsal,
  type RehearsalInput,
  rehearse,
} from '../../../domain/station/rehearsal.ts';
import { workerScope } from '../../base/worker-scope.ts';

const scope = workerScope<RehearsalInput, Rehearsal | null>();

scope.addEventListener('message', ({ data }) => scope.postMessage(rehearse(data)));
