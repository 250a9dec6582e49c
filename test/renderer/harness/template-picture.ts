import type { PrintedArea } from '../../../domain/badge-geometry.ts';
import type { BadgeTemplate, TemplateField } from '../../../domain/badge-template.ts';

const texts: Readonly<Record<string, string>> = {
  event: 'Global Security Conference',
  dates: '2–4 October 2018',
  category: 'DELEGATE / DÉLÉGUÉE',
  delegation: 'France',
  title: 'Ms',
  printedName: 'Élodie MARCHAND',
  givenName: 'Élodie',
  familyName: 'MARCHAND',
  nativeName: '',
  jobTitle: 'Deputy Director, Risk Management',
  serial: 'A7F30C12-000000',
  zones: '',
};

/** Of the product's dots one in so many: the page shows the picture at its true size all the same. */
const coarse = 2;

/** A stand-in for the product's bitmap: every field in its box, black on white, drawn coarsely. */
export async function drawTemplate(
  template: BadgeTemplate,
  dotsPerMm: number,
  area: PrintedArea,
): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(area.width / coarse, area.height / coarse);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.scale(1 / coarse, 1 / coarse);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, area.width, area.height);
  for (const field of template.fields) {
    context.save();
    if (field.side === 'back') {
      context.translate(area.width, area.frontTop);
      context.rotate(Math.PI);
    } else context.translate(0, area.frontTop);
    context.translate(-area.cutLeft, 0);
    context.scale(dotsPerMm, dotsPerMm);
    context.fillStyle = '#000';
    drawField(context, field);
    context.restore();
  }
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

function drawField(context: OffscreenCanvasRenderingContext2D, field: TemplateField): void {
  const { x, y, width, height } = field.box;
  const text = (words: string, size: number, top: number): void => {
    context.font = `700 ${size}px "Lanyard Sans", sans-serif`;
    context.textAlign = 'center';
    context.fillText(words, x + width / 2, top, width);
  };
  switch (field.kind) {
    case 'rule':
    case 'strip':
      context.fillRect(x, y, width, height);
      if (field.kind === 'strip') {
        context.fillStyle = '#fff';
        text('DELEGATE / DÉLÉGUÉE', height * 0.5, y + height * 0.68);
      }
      break;
    case 'qr':
      for (let row = 0; row < 25; row += 1) {
        for (let column = 0; column < 25; column += 1) {
          if ((row * 7 + column * 13 + row * column) % 3 === 0) {
            const side = Math.min(width, height) / 33;
            context.fillRect(x + (4 + column) * side, y + (4 + row) * side, side, side);
          }
        }
      }
      break;
    case 'names':
      text('Élodie', height * 0.24, y + height * 0.3);
      text('MARCHAND', height * 0.24, y + height * 0.56);
      text('France', height * 0.14, y + height * 0.85);
      break;
    case 'text': {
      const words = field.source === 'fixed' ? field.text : (texts[field.source] ?? '');
      text(words, Math.min(height * 0.8, field.largest * 0.353), y + height * 0.75);
      break;
    }
    default:
      context.strokeRect(x, y, width, height);
  }
}
