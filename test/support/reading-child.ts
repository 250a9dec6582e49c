import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ReadingStart } from '../../main/reports/reading/messages.ts';
import type { ReadingChild } from '../../main/reports/reading/reading-process.ts';

const script = fileURLToPath(new URL('../../main/reports/reading/child.ts', import.meta.url));

/** The process of long reads as a child of Node; the app starts it through Electron. */
export function startReadingChild(start: ReadingStart): ReadingChild & { pid: number } {
  const child = fork(script, { serialization: 'advanced' });
  child.send(start);
  return {
    pid: child.pid ?? 0,
    // An ended child reports that by its exit.
    send: (request) => void child.send(request, () => undefined),
    onAnswer: (listener) => child.on('message', listener),
    onEnd: (listener) => child.once('exit', listener),
    kill: () => child.kill(),
  };
}
