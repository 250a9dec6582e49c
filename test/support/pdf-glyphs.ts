import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

/** The fonts of a PDF, and how many glyphs its pages show. */
export interface PdfGlyphs {
  /** As poppler lists them. */
  fonts: { name: string; isEmbedded: boolean }[];
  shown: number;
  /**
   * Number of glyphs 0, the box for a letter that the font lacks. The PDF's text may contain the
   * letter anyway.
   */
  boxes: number;
}

/** Reads the glyphs of a PDF written by Skia, which both Chromium and our canvas use. */
export function glyphsOf(pdf: Uint8Array): PdfGlyphs {
  const objects = objectsOf(Buffer.from(pdf));
  const kinds = new Map<string, string>();
  for (const { dictionary } of objects.values()) {
    for (const [, name = '', id = ''] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g))
      kinds.set(name, objects.get(id)?.dictionary ?? '');
  }
  let [shown, boxes] = [0, 0];
  for (const content of contentsOf(objects)) {
    for (const { font, glyphs } of textOf(content)) {
      const width = widthOfGlyphs(kinds.get(font) ?? '');
      for (let at = 0; at < glyphs.length; at += width) {
        shown += 1;
        // In every kind of font, glyph 0 is the box.
        if (glyphs.readUIntBE(at, width) === 0) boxes += 1;
      }
    }
  }
  return { fonts: fontsOf(pdf), shown, boxes };
}

/** Bytes of a glyph's number: two, or one for a font drawn bolder than its file is. */
function widthOfGlyphs(font: string): 1 | 2 {
  if (font.includes('/Type3')) return 1;
  if (font.includes('/Type0') && font.includes('/Identity-H')) return 2;
  throw new Error(`a font without numbers of glyphs: ${font.slice(0, 200)}`);
}

function fontsOf(pdf: Uint8Array): PdfGlyphs['fonts'] {
  const folder = mkdtempSync(join(tmpdir(), 'lanyard-pdf-'));
  try {
    const path = join(folder, 'paper.pdf');
    writeFileSync(path, pdf);
    const lines = execFileSync('pdffonts', [path], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .slice(2);
    return lines.map((line) => ({
      name: line.split(/\s+/)[0] ?? '',
      isEmbedded: /\byes\s+(yes|no)\s+(yes|no)\s+\d+/.test(line),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface PdfObject {
  dictionary: string;
  stream: Buffer | null;
}

/** The objects of the file by their numbers. */
function objectsOf(file: Buffer): Map<string, PdfObject> {
  const text = file.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(?:^|[\r\n])(\d+) 0 obj\s/g)) {
    const start = match.index + match[0].length;
    const rest = text.slice(start, start + 20_000);
    const found = /^((?:(?!endobj)[\s\S])*?)stream\r?\n/.exec(rest);
    if (found === null) {
      objects.set(match[1] ?? '', { dictionary: rest.split('endobj')[0] ?? '', stream: null });
      continue;
    }
    const [whole, dictionary = ''] = found;
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    const from = start + whole.length;
    const bytes = file.subarray(from, from + length);
    const stream = dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes;
    objects.set(match[1] ?? '', { dictionary, stream });
  }
  return objects;
}

/** The content streams of pages and of the forms on them. */
function* contentsOf(objects: Map<string, PdfObject>): Generator<string> {
  const ofPages = new Set<string>();
  for (const { dictionary } of objects.values()) {
    for (const [, list = ''] of dictionary.matchAll(/\/Contents \[?((?:\d+ 0 R ?)+)/g))
      for (const [, id = ''] of list.matchAll(/(\d+) 0 R/g)) ofPages.add(id);
  }
  for (const [id, { dictionary, stream }] of objects) {
    if (stream !== null && (ofPages.has(id) || dictionary.includes('/Subtype /Form')))
      yield stream.toString('latin1');
  }
}

/** Each shown text: its font's name and its bytes. */
function* textOf(content: string): Generator<{ font: string; glyphs: Buffer }> {
  let [font, name] = ['', ''];
  let texts: Buffer[] = [];
  let at = 0;
  while (at < content.length) {
    const letter = content.charAt(at);
    if (content.startsWith('<<', at)) at = afterDictionary(content, at);
    else if (letter === '<') {
      const end = content.indexOf('>', at);
      texts.push(Buffer.from(content.slice(at + 1, end).replace(/\s/g, ''), 'hex'));
      at = end + 1;
    } else if (letter === '(') {
      const { bytes, end } = literal(content, at);
      texts.push(bytes);
      at = end;
    } else {
      const token = /^\/?[^\s<>()[\]/]+/.exec(content.slice(at, at + 200))?.[0];
      at += token?.length ?? 1;
      if (token === undefined || /^[\d.+-]/.test(token)) continue;
      if (token.startsWith('/')) {
        name = token.slice(1);
        continue;
      }
      if (token === 'Tf') font = name;
      else if (token === 'Tj' || token === 'TJ') for (const glyphs of texts) yield { font, glyphs };
      texts = [];
    }
  }
}

/** The index after a dictionary, which may hold other dictionaries and texts (as `ActualText`). */
function afterDictionary(content: string, start: number): number {
  let depth = 0;
  for (let at = start; at < content.length; ) {
    if (content.startsWith('<<', at)) [depth, at] = [depth + 1, at + 2];
    else if (content.startsWith('>>', at)) {
      [depth, at] = [depth - 1, at + 2];
      if (depth === 0) return at;
    } else if (content.charAt(at) === '<') at = content.indexOf('>', at) + 1;
    else if (content.charAt(at) === '(') at = literal(content, at).end;
    else at += 1;
  }
  return content.length;
}

/** A text in brackets, with its escapes resolved. */
function literal(content: string, start: number): { bytes: Buffer; end: number } {
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  let [text, depth, at] = ['', 1, start + 1];
  for (; at < content.length && depth > 0; at += 1) {
    const letter = content.charAt(at);
    if (letter === '\\') {
      const octal = /^[0-7]{1,3}/.exec(content.slice(at + 1, at + 4))?.[0];
      const next = content.charAt(at + 1);
      text +=
        octal === undefined
          ? (escapes[next] ?? next)
          : String.fromCharCode(Number.parseInt(octal, 8));
      at += octal?.length ?? 1;
      continue;
    }
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    if (depth > 0) text += letter;
  }
  return { bytes: Buffer.from(text, 'latin1'), end: at };
}
