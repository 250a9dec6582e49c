import pdfiumUrl from '@embedpdf/pdfium/pdfium.wasm?url';
import zxingUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import '../camera/own-scripts.ts';
import { fetchBytes } from '../fetch-bytes.ts';
import { fileKind, UnreadableFile } from './file-kind.ts';
import type { FileCodes, FromFileWorker, ReadFile } from './file-messages.ts';

/**
 * Milliseconds per page. Dense pages take a hundredth of it; a file that takes longer is hostile.
 */
const maxPageTime = 30_000;

interface ReadOptions {
  /** Ends the reading: the promise is then rejected with the signal's reason. */
  signal: AbortSignal;
  /** Called when a page begins; pages count from 1. */
  onPage: (page: number, pages: number) => void;
}

/**
 * Finds the QR codes in a picture or PDF in a separate worker. The camera keeps scanning, and a
 * hostile file ends with its worker.
 *
 * @throws UnreadableFile
 */
export async function readFile(file: Blob, { signal, onPage }: ReadOptions): Promise<FileCodes> {
  const kind = await fileKind(file);
  const request = await requestOf(file, kind === 'pdf');
  signal.throwIfAborted();
  const worker = new Worker(new URL('./file.worker.ts', import.meta.url), { type: 'module' });
  let limit: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<FileCodes>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      const begin = (): void => {
        clearTimeout(limit);
        limit = setTimeout(() => reject(new UnreadableFile('too-slow')), maxPageTime);
      };
      begin();
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        console.error('the reader of files ended', event.message);
        reject(new UnreadableFile('reader-failed'));
      });
      worker.addEventListener('message', ({ data }: MessageEvent<FromFileWorker>) => {
        if (data.kind === 'page') {
          begin();
          onPage(data.page, data.pages);
        } else if (data.kind === 'done') resolve(data.found);
        else reject(new UnreadableFile(data.problem));
      });
      const parts = [request.zxing, ...(request.pdfium === null ? [] : [request.pdfium])];
      worker.postMessage(request, parts);
    });
  } finally {
    clearTimeout(limit);
    worker.terminate();
  }
}

async function requestOf(file: Blob, isPdf: boolean): Promise<ReadFile> {
  try {
    const parts = [fetchBytes(zxingUrl), isPdf ? fetchBytes(pdfiumUrl) : null] as const;
    const [zxing, pdfium] = await Promise.all(parts);
    return { file, zxing, pdfium };
  } catch (error) {
    console.error('the reader of files did not load', String(error));
    throw new UnreadableFile('reader-failed');
  }
}
