import { texts } from './seen.ts';

const latin = /\p{Script=Latin}/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** First-strong, left-to-right and right-to-left isolates, U+2066 to U+2068. */
const isolate = /[\u2066-\u2068]/u;

/** What is wrong with the document's language and direction. */
export function languageFaults(language: string): string[] {
  const { lang, dir } = document.documentElement;
  const expected = language === 'ar' ? 'rtl' : 'ltr';
  return [
    ...(lang === language ? [] : [`lang is "${lang}", not "${language}"`]),
    ...(dir === expected ? [] : [`dir is "${dir}", not "${expected}"`]),
  ];
}

/** In a page that runs from right to left: Latin names and codes that stand in the sentence without an isolate. */
export function unisolated(): string[] {
  if (document.documentElement.dir !== 'rtl') return [];
  return texts()
    .filter(({ node, holder }) => latin.test(node.data) && !isIsolated(node.data, holder))
    .map(({ node }) => node.data.trim().slice(0, 80));
}

function isIsolated(text: string, holder: Element): boolean {
  if (isolate.test(text)) return true;
  // Latin and Arabic in one run: only an isolate inside could part them.
  if (rightToLeft.test(text)) return false;
  if (holder.closest('bdi, [dir]:not(html), code, kbd') !== null) return true;
  return getComputedStyle(holder).unicodeBidi.includes('isolate');
}
