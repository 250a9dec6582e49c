/** A piece of text that is never broken, and the cost of breaking the line after it. */
export interface Piece {
  text: string;
  /** What joins it to the next piece on the same line; left out where the line ends. */
  separator: '' | ' ' | ' / ';
  /** Factor by which the lines beside a break here count as wider; 1 is an ordinary break. */
  breakCost: number;
}

/**
 * Name particles that stay with the name after them, lower case without full stop: Arabic, Persian
 * and Malay, Romance, Germanic, Slavic, Hebrew. A break after one is possible but costly.
 */
const particles = new Set(
  `abd abdul abdel abu abou al el ul ibn ben bin bint binti umm ag ould mint
   عبد ابن بن بنت أبو ابو أم آل
   d da das de del della dei degli delle der di do dos du e la las le les lo los y i
   van von vom zu zum zur ter ten den het op af av und und
   san santa santo são saint st ste bat bar mac mc o ó ní nic
   mr mrs ms dr prof h.e s.e he`.split(/\s+/),
);

const compoundCost = 1.6;
const hyphenCost = 1.2;
const syllableCost = 1.3;
const strokeCost = 0.85;

/** Made once: making one takes longer than using it. */
const words = new Intl.Segmenter('und', { granularity: 'word' });

/** Scripts that are written without spaces. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

export function piecesOf(text: string): Piece[] {
  const sides = text.split(/ ?\/ | \/ ?/).filter((side) => side.trim() !== '');
  return sides.flatMap((side, index) => {
    const pieces = piecesOfSide(side);
    const last = pieces.at(-1);
    // A break between English and French is the best of all, and drops the slash.
    if (last !== undefined && index < sides.length - 1) {
      last.separator = ' / ';
      last.breakCost = strokeCost;
    }
    return pieces;
  });
}

function piecesOfSide(side: string): Piece[] {
  const parted = side.split(' ').filter((word) => word !== '');
  return parted.flatMap((word, index) => {
    const parts = partsOfWord(word);
    return parts.map((part, i): Piece => {
      if (i < parts.length - 1) return part;
      const separator = index < parted.length - 1 ? ' ' : '';
      return { text: part.text, separator, breakCost: costAfterWord(word) };
    });
  });
}

function costAfterWord(word: string): number {
  const bare = word.toLocaleLowerCase('en').replace(/[.’']$/u, '');
  return particles.has(bare) || isInitial(word) ? compoundCost : 1;
}

/** Whether the word is an initial ("J."), which stays with the name after it. */
function isInitial(word: string): boolean {
  return /^\p{L}\.$/u.test(word);
}

/** Where a word may end a line. No name gets a hyphen that it does not have. */
function partsOfWord(word: string): Piece[] {
  if (unspaced.test(word)) {
    return [...words.segment(word)].map(({ segment }) => inside(segment, syllableCost));
  }
  // After a hyphen or a slash with enough letters on either side ("al-" is never split off).
  const parts = word.split(/(?<=[\p{L}\p{M}]{3}[-‐–/])(?=[\p{L}\p{M}]{2})/u);
  return parts.map((part) => inside(part, hyphenCost));
}

function inside(text: string, breakCost: number): Piece {
  return { text, separator: '', breakCost };
}

export function joinPieces(pieces: readonly Piece[]): string {
  return pieces
    .map((piece, i) => piece.text + (i < pieces.length - 1 ? piece.separator : ''))
    .join('');
}

/**
 * Breaks into exactly `lines` lines so that the widest is as narrow as possible, with lines at
 * costly breaks counted wider.
 *
 * @param width of pieces `from` (included) to `to` (excluded) on one line
 * @returns the lines, or null if there are fewer pieces than lines
 */
export function balance(
  pieces: readonly Piece[],
  lines: number,
  width: (from: number, to: number) => number,
): { lines: string[]; cost: number } | null {
  if (lines > pieces.length || lines < 1) return null;
  const costBetween = (from: number, to: number): number => {
    const before = from === 0 ? undefined : pieces[from - 1]?.breakCost;
    const after = to === pieces.length ? undefined : pieces[to - 1]?.breakCost;
    return Math.max(before ?? after ?? 1, after ?? before ?? 1);
  };
  // best[n][i]: cost of the first i pieces on n lines; cut[n][i]: where the last line begins.
  const best: number[][] = [[0]];
  const cut: number[][] = [[]];
  for (let n = 1; n <= lines; n += 1) {
    const row: number[] = [];
    const cuts: number[] = [];
    for (let i = n; i <= pieces.length; i += 1) {
      for (let j = n - 1; j < i; j += 1) {
        const before = best[n - 1]?.[j];
        if (before === undefined) continue;
        const cost = Math.max(before, width(j, i) * costBetween(j, i));
        if (cost < (row[i] ?? Number.POSITIVE_INFINITY)) {
          row[i] = cost;
          cuts[i] = j;
        }
      }
    }
    best.push(row);
    cut.push(cuts);
  }
  const result: string[] = [];
  let end = pieces.length;
  for (let n = lines; n >= 1; n -= 1) {
    const begin = cut[n]?.[end] ?? 0;
    result.unshift(joinPieces(pieces.slice(begin, end)));
    end = begin;
  }
  return { lines: result, cost: best[lines]?.[pieces.length] ?? Number.POSITIVE_INFINITY };
}
