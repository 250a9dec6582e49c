import { parentPort } from 'node:worker_threads';
import { type TakenPhoto, takePhoto } from './take-photo.ts';

/** The thread that decodes portraits: gets one file path at a time and answers with the result. */
const port = parentPort;
if (port === null) throw new Error('photos/worker must run as a worker thread');

port.on('message', (path: string) => {
  void takePhoto(path).then((taken: TakenPhoto) => port.postMessage(taken));
});
