import { parentPort } from 'node:worker_threads';
import { type TakenPhoto, takePhoto } from '../../../intake/photo/take-photo.ts';

/**
 * The thread that decodes photos: gets one picture at a time, as a path or as bytes, and answers
 * with the photo.
 */
const port = parentPort;
if (port === null) throw new Error('photos/worker must run as a worker thread');

port.on('message', (source: string | Uint8Array) => {
  void takePhoto(source).then((taken: TakenPhoto) => port.postMessage(taken));
});
