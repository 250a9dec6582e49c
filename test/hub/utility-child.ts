// For `--import` before hub/child.ts: puts on `process` what Electron puts there in a utility
// process, over Node's own channel of a forked process.
import process from 'node:process';

Reflect.set(process, 'parentPort', {
  on: (_event: 'message', listener: (event: { data: unknown }) => void) => {
    process.on('message', (data) => listener({ data }));
  },
  postMessage: (message: object) => process.send?.(message),
});
