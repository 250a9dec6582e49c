import { foreground, nameOf, texts } from './seen.ts';

/** A kind of text for support only, as the source of a regular expression. */
export interface RawKind {
  name: string;
  source: string;
  flags: string;
}

/** The drawer for support: `Details` of the kit. */
const drawer = '.support';

/** Visible texts, tooltips and labels with something for support only, and its kind. */
export function rawTexts(kinds: readonly RawKind[]): string[] {
  const patterns = kinds.map(({ name, source, flags }) => ({
    name,
    pattern: new RegExp(source, flags),
  }));
  const seen = [...texts().map(({ node, holder }) => ({ text: node.data, holder })), ...labels()];
  return seen
    .filter(({ holder }) => holder.closest(drawer) === null)
    .flatMap(({ text, holder }) =>
      patterns
        .filter(({ pattern }) => pattern.test(text))
        .map(({ name }) => `${name}: “${text.trim().slice(0, 120)}” in ${nameOf(holder)}`),
    );
}

function labels(): { text: string; holder: Element }[] {
  const labelled = foreground().querySelectorAll('[title], [aria-label], [placeholder]');
  return [...labelled]
    .filter((one) => one.checkVisibility())
    .flatMap((holder) =>
      ['title', 'aria-label', 'placeholder'].map((name) => ({
        text: holder.getAttribute(name) ?? '',
        holder,
      })),
    );
}
