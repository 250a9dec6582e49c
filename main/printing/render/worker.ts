import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { rollTemplate } from '../../../domain/default-templates.ts';
import { openFontBook } from '../../../fonts/font-book.ts';
import { encodePng } from './bitmap.ts';
import { openQrReader } from './read-back.ts';
import { renderBadge } from './render-badge.ts';
import { renderTestSheet } from './test-sheet.ts';
import { type RenderRequest, type RenderResponse, rendererPathsSchema } from './worker-messages.ts';

/** The thread that draws badges: one at a time, with a breath between two (see printing.md on memory). */
const port = parentPort;
if (port === null) throw new Error('render/worker must run as a worker thread');

const paths = z.parse(rendererPathsSchema, workerData);
const fonts = openFontBook(paths.fontFolder);
/** A letter of each typeface, with a delegation where that chooses it. */
const letters: readonly (readonly [text: string, delegation: string])[] = [
  ['ع', ''],
  ['一', 'CN'],
  ['あ', 'JP'],
  ['한', 'KR'],
  ['一', 'TW'],
  ['ไ', ''],
  ['अ', ''],
  ['א', ''],
  ['ক', ''],
  ['த', ''],
  ['ა', ''],
  ['Ա', ''],
  ['አ', ''],
  ['ක', ''],
  ['ລ', ''],
  ['ខ', ''],
  ['မ', ''],
];
const warmUpLayout = { widthDots: 576, dotsPerMm: 8, template: rollTemplate };
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
  eventDates: '',
  qrText: 'LANYARD',
  serialText: '',
  attemptMark: '',
  training: false,
  photo: null,
  delegation: '',
};
const ready = openQrReader(paths.qrReaderWasm).then(warmUp);
// Trouble at the start is told to each request; it must not break the chain.
let previous: Promise<unknown> = ready.catch(() => undefined);
void loadTypefaces();

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

/** Loads the Latin fonts and compiles the QR reader before the first delegate stands at the desk. */
async function warmUp(): Promise<void> {
  await renderBadge(warmUpContent, warmUpLayout, fonts);
}

/**
 * Loads the other typefaces one by one while nothing is to be drawn: a Japanese font takes about a
 * tenth of a second to open, which the first delegate from Japan should not wait for.
 */
async function loadTypefaces(): Promise<void> {
  for (const [text, delegation] of letters) {
    await previous;
    await new Promise((resolve) => setImmediate(resolve));
    try {
      await renderBadge(
        { ...warmUpContent, printedName: text, jobTitle: text, delegation },
        warmUpLayout,
        fonts,
      );
    } catch {
      // A font that cannot be loaded is told to whoever needs it.
    }
  }
}
