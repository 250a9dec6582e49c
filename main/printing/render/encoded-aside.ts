import { PictureChunk } from '../languages/thermal-encoder.ts';
import type { EncodedJob, JobChunk } from '../transport/transport.ts';
import type { Renderer } from './renderer.ts';

/**
 * The same job, whose pictures the drawing thread makes, all but the small first part: the first
 * dots would wait for a badge that is being drawn. The first part's `ready` requests all others. A
 * part that the thread does not deliver is made on the reader's thread: by then the printer has
 * half a badge.
 */
export function encodedAside(job: EncodedJob, renderer: Pick<Renderer, 'toCommands'>): EncodedJob {
  const [first, ...later] = job.chunks.filter((chunk) => chunk instanceof PictureChunk);
  if (first === undefined || later.length === 0) return job;
  let requested: Map<JobChunk, Promise<Uint8Array | null>> | null = null;
  const request = (): Map<JobChunk, Promise<Uint8Array | null>> =>
    new Map(
      later.map((chunk) => [
        chunk,
        renderer.toCommands(chunk.language, chunk.part).catch(() => null),
      ]),
    );
  const aside = (chunk: JobChunk): JobChunk => {
    let made: Uint8Array | null = null;
    return {
      raster: chunk.raster,
      get bytes() {
        return made ?? chunk.bytes;
      },
      ready: async () => {
        requested ??= request();
        if (chunk !== first) made = (await requested.get(chunk)) ?? null;
      },
    };
  };
  return {
    ...job,
    chunks: job.chunks.map((chunk) => (chunk instanceof PictureChunk ? aside(chunk) : chunk)),
  };
}
