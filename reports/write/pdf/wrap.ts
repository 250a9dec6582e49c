/** Scripts that are written without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Made once: making one takes longer than using it. */
const words = new Intl.Segmenter('und', { granularity: 'word' });
const graphemes = new Intl.Segmenter('und');

/**
 * Breaks a text into lines of at most `width`: after spaces, strokes and hyphens, in scripts without spaces between words, and within a
 * word only where it alone is too long. A single sign that is wider stays whole.
 *
 * @param measure width of a text on one line, in the same measure as `width`
 */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  if (measure(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    const longer = line + piece;
    if (line !== '' && measure(longer.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line = longer;
    while (line.length > 1 && measure(line.trimEnd()) > width) {
      const head = longestHead(line, width, measure);
      if (head.length >= line.length) break;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  const rest = line.trimEnd();
  return rest === '' && lines.length > 0 ? lines : [...lines, rest];
}

/** Words with the space, stroke or hyphen after them. */
function piecesOf(text: string): string[] {
  return text.split(/(?<=[ /-])(?=[^\s-])/u).flatMap((word) => {
    if (!unspaced.test(word)) return [word];
    return Array.from(words.segment(word), ({ segment }) => segment);
  });
}

/** As many whole signs from the start as have room; at least one. */
function longestHead(text: string, width: number, measure: (text: string) => number): string {
  let head = '';
  for (const { segment } of graphemes.segment(text)) {
    if (head !== '' && measure(head + segment) > width) break;
    head += segment;
  }
  return head;
}
