import type { ScreenLanguage } from '../../../domain/base/language.ts';
import { familyOf, fontFiles } from '../../../platform/fonts/font-files.ts';
import type { PageContext } from '../pdf/type-setter.ts';

/** A paper on A4 whose pages draw themselves, on a PDF or for a printer of the system. */
export interface DrawnPaper {
  title: string;
  language: ScreenLanguage;
  pages: readonly ((context: PageContext) => void)[];
}

/**
 * The paper as an HTML page that Chromium prints: every line of text at its place, with the fonts of
 * {@link printableStyle}. It contains no script.
 *
 * @param style address of the style sheet
 */
export function printablePage({ title, language, pages }: DrawnPaper, style: string): string {
  const drawn = pages.map((draw) => {
    const page = new SvgPage();
    draw(page);
    return page.svg();
  });
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    `<title>${escapeText(title)}</title><link rel="stylesheet" href="${style}"></head>` +
    `<body>${drawn.join('')}</body></html>`
  );
}

/**
 * The style of {@link printablePage}: A4, and the bundled fonts by the names that the drawing uses.
 *
 * @param addressOf where a font file is, by its name
 */
export function printableStyle(addressOf: (name: string) => string): string {
  const faces = fontFiles.map(
    (font) =>
      `@font-face { font-family: "${familyOf(font)}"; src: url("${addressOf(font.name)}");` +
      ` font-weight: ${font.weight === 'bold' ? 700 : 400}; }`,
  );
  return [
    '@page { size: 210mm 297mm; margin: 0; }',
    'body { margin: 0; }',
    'svg { display: block; inline-size: 210mm; block-size: 297mm; break-after: page; }',
    'svg:last-child { break-after: auto; }',
    'text { white-space: pre; }',
    ...faces,
  ].join('\n');
}

/**
 * Records what is drawn on a page of A4 as SVG. The unit is the point. Boxes of one colour that
 * follow each other are one path: every element of a long list takes time.
 */
class SvgPage implements PageContext {
  font = '';
  fillStyle: PageContext['fillStyle'] = '#000000';
  direction: PageContext['direction'] = 'ltr';
  textAlign: PageContext['textAlign'] = 'left';
  letterSpacing = '0px';
  readonly #parts: string[] = [];
  #boxes: { colour: string; path: string } | null = null;

  fillRect(x: number, y: number, width: number, height: number): void {
    const colour = this.#colour();
    if (this.#boxes?.colour !== colour) this.#endBoxes();
    this.#boxes ??= { colour, path: '' };
    const [across, down] = [round(width), round(height)];
    this.#boxes.path += `M${round(x)} ${round(y)}h${across}v${down}h${-across}z`;
  }

  fillText(text: string, x: number, y: number): void {
    this.#endBoxes();
    const [, weight, size, families] = /^(\d+) ([\d.]+)px (.+)$/.exec(this.font) ?? [];
    if (families === undefined) throw new Error(`not a font of the type-setter: ${this.font}`);
    this.#parts.push(
      `<text x="${round(x)}" y="${round(y)}" font-family="${escapeText(families)}"` +
        ` font-size="${size}" font-weight="${weight}"` +
        unless('direction', this.direction, 'ltr') +
        unless('text-anchor', this.#anchor(), 'start') +
        unless('letter-spacing', this.letterSpacing, '0px') +
        `${unless('fill', this.#colour(), '#000000')}>${escapeText(text)}</text>`,
    );
  }

  svg(): string {
    this.#endBoxes();
    return `<svg viewBox="0 0 595.28 841.89">${this.#parts.join('')}</svg>`;
  }

  #endBoxes(): void {
    if (this.#boxes === null) return;
    const { colour, path } = this.#boxes;
    this.#parts.push(`<path fill="${colour}" d="${path}"/>`);
    this.#boxes = null;
  }

  /** In SVG the start of a text that runs to the left is its right end. */
  #anchor(): 'start' | 'middle' | 'end' {
    if (this.textAlign === 'center') return 'middle';
    const isStart = (this.textAlign === 'left') === (this.direction === 'ltr');
    return isStart ? 'start' : 'end';
  }

  #colour(): string {
    if (typeof this.fillStyle !== 'string') throw new Error('a paper is drawn in plain colours');
    return this.fillStyle;
  }
}

/** An attribute, left out where it has its initial value. */
function unless(name: string, value: string, initial: string): string {
  return value === initial ? '' : ` ${name}="${value}"`;
}

/** Hundredths of a point. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Text for markup: nothing in it can become an element or an attribute. */
function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
