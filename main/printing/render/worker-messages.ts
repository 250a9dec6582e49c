import { z } from 'zod';
import type { Bitmap1 } from '../../../domain/badges/badge.ts';
import type { Printable } from '../../../domain/templates/test-sheet.ts';
import type { ThermalLanguage } from '../languages/thermal-encoder.ts';
import type { BadgeLayout, RenderedBadge } from './renderer.ts';

/** Files that the render thread needs; all absolute. */
export const rendererPathsSchema = z.strictObject({
  /** Folder with the fonts of platform/fonts/fonts.json, flat, or `node_modules`. */
  fontFolder: z.string(),
  /** `zxing-wasm/dist/reader/zxing_reader.wasm`. */
  qrReaderWasm: z.string(),
});
export type RendererPaths = z.infer<typeof rendererPathsSchema>;

/** What render/worker answers. */
export interface RenderService {
  badge(badge: { content: Printable; layout: BadgeLayout }): Promise<RenderedBadge>;
  /** A part of a badge that a printer waits for: answered before badges that wait. */
  commands(picture: { language: ThermalLanguage; part: Bitmap1 }): Promise<Uint8Array<ArrayBuffer>>;
  png(bitmap: Bitmap1): Promise<Uint8Array<ArrayBuffer>>;
}
