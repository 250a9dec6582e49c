import { callsOver } from '../../../platform/threads/caller.ts';
import { ownPort } from '../../../platform/threads/port.ts';
import { serve } from '../../../platform/threads/serve.ts';
import type { SampleParent, SampleService } from './sample-service.ts';

/** A thread or child process with one call of each kind. */
const port = ownPort();
const parent = callsOver<SampleParent>(port);
let release: ((answer: string) => void) | null = null;

class CodedError extends Error {
  readonly code = 'disk-full';
  readonly detail = '/data';
}

serve<SampleService>(
  port,
  {
    echo: (input) => {
      if ('value' in input) return input.value;
      if (input.error === 'coded') throw new CodedError('a secret');
      if (input.error === 'plain') throw new RangeError('a secret');
      return () => 'a function';
    },
    count: (to, report) => {
      for (let done = 1; done <= to; done += 1) report(done, to);
      return to;
    },
    spin: (_, report) => {
      for (let turn = 1; ; turn += 1) report(turn);
    },
    wait: (_, __, signal) =>
      new Promise((resolve, reject) => {
        release = resolve;
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    release: (answer) => release?.(answer),
    size: (bytes) => bytes.byteLength,
    text: (length) => Array.from({ length }, (_, i) => String(i % 10)).join(''),
    hang: () => new Promise(() => undefined),
    crash: () =>
      new Promise(() => {
        queueMicrotask(() => {
          throw new TypeError('crashed');
        });
      }),
    exit: (code) => process.exit(code),
    ask: (question) => parent.ask.answer(question),
  },
  { onEnd: () => parent.tell.closed(), urgent: ['size'] },
);
