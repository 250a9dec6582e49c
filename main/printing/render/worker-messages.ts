import { z } from 'zod';
import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import type { Printable } from '../../../domain/templates/test-sheet.ts';
import type { BadgeLayout, RenderedBadge } from './renderer.ts';

/** Files that the render thread needs; all absolute. */
export const rendererPathsSchema = z.strictObject({
  /** Folder with the fonts of platform/fonts/fonts.json, flat, or `node_modules`. */
  fontFolder: z.string(),
  /** `zxing-wasm/dist/reader/zxing_reader.wasm`. */
  qrReaderWasm: z.string(),
});
export type RendererPaths = z.infer<typeof rendererPathsSchema>;

export type RenderRequest =
  | { id: number; kind: 'badge'; content: Printable; layout: BadgeLayout }
  | { id: number; kind: 'png'; bitmap: Bitmap1 };

export type RenderResponse =
  | { id: number; kind: 'badge'; badge: RenderedBadge }
  | { id: number; kind: 'png'; png: Uint8Array<ArrayBuffer> }
  | { id: number; kind: 'failed'; message: string };
