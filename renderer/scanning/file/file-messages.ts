import type { FileProblem } from './file-kind.ts';

export interface FileCode {
  text: string;
  /** From 1; a picture has one page. */
  page: number;
  /** The code with its surroundings, so that the operator can tell several codes apart. */
  picture: ImageBitmap;
}

/** The codes of a file in page order, each text once; at least one. */
export interface FileCodes {
  codes: readonly FileCode[];
  pages: number;
  /** Number of pages read, from the first. */
  readPages: number;
}

/**
 * The code to take without a question: the only one in a file that was read completely; otherwise
 * null.
 */
export function onlyCode({ codes, pages, readPages }: FileCodes): string | null {
  const [first] = codes;
  return first !== undefined && codes.length === 1 && readPages === pages ? first.text : null;
}

export interface ReadFile {
  file: Blob;
  zxing: ArrayBuffer;
  /** The PDF reader's file; null for a picture. */
  pdfium: ArrayBuffer | null;
}

export type FromFileWorker =
  | { kind: 'page'; page: number; pages: number }
  | { kind: 'done'; found: FileCodes }
  | { kind: 'failed'; problem: FileProblem; detail: string };
