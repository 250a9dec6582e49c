import type { FileProblem } from './file-kind.ts';

/** A code in a file. */
export interface FileCode {
  text: string;
  /** From 1; a picture has one page. */
  page: number;
  /** The code with what stands around it, for an operator to tell codes apart. */
  picture: ImageBitmap;
}

/** The codes of a file, each text once, in the order of the pages; at least one. */
export interface FileCodes {
  codes: readonly FileCode[];
  pages: number;
  /** Pages that were read, from the first. */
  readPages: number;
}

/** The code that is taken without asking: the only one of a file that was read whole. */
export function onlyCode({ codes, pages, readPages }: FileCodes): string | null {
  const [first] = codes;
  return first !== undefined && codes.length === 1 && readPages === pages ? first.text : null;
}

/** The one message from the page to the worker. */
export interface ReadFile {
  file: Blob;
  /** The QR reader's own file. */
  zxing: ArrayBuffer;
  /** The PDF reader's own file; null for a picture. */
  pdfium: ArrayBuffer | null;
}

/** Messages from the worker to the page. */
export type FromFileWorker =
  /** Begins with this page. */
  | { kind: 'page'; page: number; pages: number }
  | { kind: 'done'; found: FileCodes }
  | { kind: 'failed'; problem: FileProblem; detail: string };
