import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { rollTemplate } from '../../../domain/templates/default-templates.ts';
import { openFontBook } from '../../../platform/fonts/font-book.ts';
import { encodePng } from './bitmap.ts';
import { openQrReader } from './read-back.ts';
import { renderBadge } from './render-badge.ts';
import { renderTestSheet } from './test-sheet.ts';
import { type RenderRequest, type RenderResponse, rendererPathsSchema } from './worker-messages.ts';

/** The thread that draws badges, one at a time, with a pause between (printing.md on memory). */
const port = parentPort;
if (port === null) throw new Error('render/worker must run as a worker thread');

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
  delegation: '',
};
const ready = openQrReader(paths.qrReaderWasm).then(warmUp);
// An error at the start is reported to each request; it must not break the chain.
let previous: Promise<unknown> = ready.catch(() => undefined);

port.on('message', (request: RenderRequest) => {
  previous = previous.then(() => answer(request)).then((response) => port.postMessage(response));
});

async function answer(request: RenderRequest): Promise<RenderResponse> {
  try {
    await ready;
    if (request.kind === 'png') {
      return { id: request.id, kind: 'png', png: encodePng(request.bitmap) };
    }
    const { content, layout } = request;
    const badge =
      'kind' in content
        ? await renderTestSheet(content, layout, fonts)
        : await renderBadge(content, layout, fonts);
    return { id: request.id, kind: 'badge', badge };
  } catch (error) {
    return {
      id: request.id,
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
    };
  }
}

/**
 * Loads the Latin fonts and compiles the QR reader before the first delegate arrives. The other
 * typefaces load on demand: a Chinese font opens within some hundredths of a second, and all of
 * them need 36 MB.
 */
async function warmUp(): Promise<void> {
  await renderBadge(warmUpContent, warmUpLayout, fonts);
}
