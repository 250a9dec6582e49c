import { nameOf, texts } from './seen.ts';

const latin = /\p{Script=Latin}/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** First-strong, left-to-right and right-to-left isolates, U+2066 to U+2068. */
const isolate = /[\u2066-\u2068]/u;

export function languageFaults(language: string): string[] {
  const { lang, dir } = document.documentElement;
  const expected = language === 'ar' ? 'rtl' : 'ltr';
  return [
    ...(lang === language ? [] : [`lang is "${lang}", not "${language}"`]),
    ...(dir === expected ? [] : [`dir is "${dir}", not "${expected}"`]),
  ];
}

/** In a right-to-left page: Latin names and codes that are in a sentence without an isolate. */
export function unisolated(): string[] {
  if (document.documentElement.dir !== 'rtl') return [];
  return texts()
    .filter(({ node, holder }) => latin.test(node.data) && !isIsolated(node.data, holder))
    .map(({ node }) => node.data.trim().slice(0, 80));
}

function isIsolated(text: string, holder: Element): boolean {
  if (isolate.test(text)) return true;
  // Latin and Arabic in one run: only an isolate inside could separate them.
  if (rightToLeft.test(text)) return false;
  if (holder.closest('bdi, [dir]:not(html), code, kbd') !== null) return true;
  return getComputedStyle(holder).unicodeBidi.includes('isolate');
}

/** How far away the icon of an empty place may be: the line, the block, the panel. */
const reach = 3;

/** A choice says what happened ("Nothing came out"), not that a place is empty. */
const answers = 'button, label, [role="option"], [role="radio"]';

/**
 * Empty places that say so by text alone, without an icon or a drawing beside it.
 *
 * @param words patterns of the texts of such places
 */
export function undrawnEmpties(words: readonly string[]): string[] {
  const says = new RegExp(`^(${words.join('|')})$`);
  const marked = [...document.querySelectorAll('.empty-state, .empty-line')].filter(
    (one) => one.checkVisibility() && !isDrawn(one),
  );
  const worded = texts().filter(
    ({ node, holder }) =>
      says.test(node.data.trim()) && holder.closest(answers) === null && !isDrawnAround(holder),
  );
  return [...marked.map(nameOf), ...worded.map(({ holder }) => nameOf(holder))];
}

function isDrawnAround(holder: Element): boolean {
  let one: Element | null = holder;
  for (let steps = 0; steps < reach && one !== null; steps += 1) {
    if (isDrawn(one)) return true;
    one = one.parentElement;
  }
  return false;
}

function isDrawn(element: Element): boolean {
  return [...element.querySelectorAll('svg, img')].some((drawing) => {
    const { width, height } = drawing.getBoundingClientRect();
    return width > 0 && height > 0 && drawing.checkVisibility();
  });
}
