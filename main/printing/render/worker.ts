import { workerData } from 'node:worker_threads';
import { z } from 'zod';
import { rollTemplate } from '../../../domain/templates/default-templates.ts';
import { openFontBook } from '../../../platform/fonts/font-book.ts';
import { ownPort } from '../../../platform/threads/port.ts';
import { serve } from '../../../platform/threads/serve.ts';
import type { Failure } from '../../../platform/threads/thread-error.ts';
import { pictureBytes } from '../languages/thermal-encoder.ts';
import { encodePng } from './bitmap.ts';
import { openQrReader } from './read-back.ts';
import { renderBadge } from './render-badge.ts';
import { renderTestSheet } from './test-sheet.ts';
import { type RenderService, rendererPathsSchema } from './worker-messages.ts';

const paths = z.parse(rendererPathsSchema, workerData);
const fonts = openFontBook(paths.fontFolder);
const warmUpLayout = { widthDots: 576, dotsPerMm: 8, template: rollTemplate() };
const warmUpContent = {
  title: '',
  printedName: 'Lanyard',
  givenName: '',
  familyName: '',
  nativeName: '',
  jobTitle: 'Lanyard',
  organisation: '',
  delegationName: '',
  categoryName: '',
  category: '',
  strip: 'solid' as const,
  eventName: '',
  emblem: null,
  eventDates: '',
  qrText: 'LANYARD',
  serialText: '',
  attemptMark: '',
  training: false,
  photo: null,
  extra: {},
  sessions: '',
  delegation: '',
};
const ready = openQrReader(paths.qrReaderWasm).then(warmUp);
// An error at the start is reported to each request.
ready.catch(() => undefined);

// The thread that draws badges, one at a time (printing.md on memory).
serve<RenderService>(
  ownPort(),
  {
    badge: async ({ content, layout }) => {
      await ready;
      return 'kind' in content
        ? await renderTestSheet(content, layout, fonts)
        : await renderBadge(content, layout, fonts);
    },
    commands: ({ language, part }) => pictureBytes(language, part),
    png: async (bitmap) => {
      await ready;
      return encodePng(bitmap);
    },
  },
  { failureOf, urgent: ['commands'] },
);

function failureOf(error: unknown): Failure {
  return { code: 'render', detail: error instanceof Error ? error.message : String(error) };
}

/**
 * Loads the Latin fonts and compiles the QR reader before the first delegate arrives. The other
 * typefaces load on demand: a Chinese font opens within some hundredths of a second, and all of
 * them need 36 MB.
 */
async function warmUp(): Promise<void> {
  await renderBadge(warmUpContent, warmUpLayout, fonts);
}
