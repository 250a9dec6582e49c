import { fork } from 'node:child_process';
import { type ChildPort, endOf } from '../../platform/threads/port.ts';

/** A service in a child process of Node, over a channel of structured clones. */
export function forkChild(path: string): ChildPort & { pid: number } {
  const child = fork(path, { serialization: 'advanced' });
  return {
    pid: child.pid ?? 0,
    // An ended child reports that by its exit.
    post: (message) => void child.send(message, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onEnd: (listener) => void child.once('exit', (code) => listener(endOf(code, undefined))),
    kill: () => void child.kill(),
    hold: () => undefined,
  };
}
