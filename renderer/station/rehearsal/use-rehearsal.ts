import { useEffect, useState } from 'react';
import type { Rehearsal, RehearsalInput } from '../../../domain/station/rehearsal.ts';
import '../../scanning/camera/own-scripts.ts';

/** `busy` keeps the last result on the page; `failed`: the worker could not be started. */
export interface RehearsalState {
  result: Rehearsal | null;
  state: 'busy' | 'done' | 'failed';
}

/** Milliseconds without another key before a simulation starts. */
const typingPause = 300;

/** Simulates in a worker: 100,000 people take seconds. Null: there is nothing to simulate. */
export function useRehearsal(input: RehearsalInput | null): RehearsalState {
  const question = input === null ? '' : JSON.stringify(input);
  const [held, setHeld] = useState({ question: '', result: null as Rehearsal | null, ok: true });
  useEffect(() => {
    if (question === '') return;
    let worker: Worker | null = null;
    const start = (): void => {
      worker = new Worker(new URL('./rehearsal.worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('message', ({ data }: MessageEvent<Rehearsal | null>) => {
        worker?.terminate();
        setHeld({ question, result: data, ok: true });
      });
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        setHeld({ question, result: null, ok: false });
      });
      worker.postMessage(JSON.parse(question) as RehearsalInput);
    };
    const timer = setTimeout(start, typingPause);
    // The next input ends the simulation of this one.
    return () => {
      clearTimeout(timer);
      worker?.terminate();
    };
  }, [question]);
  if (question === '') return { result: null, state: 'done' };
  if (held.question !== question) return { result: held.result, state: 'busy' };
  return { result: held.result, state: held.ok ? 'done' : 'failed' };
}
