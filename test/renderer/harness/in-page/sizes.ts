import { interactive, nameOf, targetOf, texts } from './seen.ts';

/** Limits for a kind of station, in CSS pixels. */
export interface Limits {
  target: number;
  /** Between two targets; 0 if they may touch. */
  gap: number;
  text: number;
  capHeight: number;
}

/** Tolerance for rounding. */
const slack = 0.25;

export function smallTargets({ target }: Limits): string[] {
  return targets()
    .filter(({ box }) => Math.min(box.width, box.height) < target - slack)
    .map(({ name, box }) => `${name}: ${box.width.toFixed(0)}×${box.height.toFixed(0)}`);
}

/** Keys of the on-screen keyboard are as close as on every keyboard: ten of them fill the width. */
const key = '.keyboard-key';

/** Pairs of controls so close that a finger could hit both. */
export function closeTargets({ gap }: Limits): string[] {
  if (gap === 0) return [];
  const all = targets();
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => !one.element.contains(other.element))
      .filter((other) => !other.element.contains(one.element))
      .filter((other) => !(one.element.matches(key) && other.element.matches(key)))
      .map((other) => ({ other, apart: between(one.box, other.box) }))
      .filter(({ apart }) => apart < gap - slack)
      .map(({ other, apart }) => `${one.name} | ${other.name}: ${apart.toFixed(1)}`),
  );
}

function targets() {
  const elements = new Set(interactive().map(targetOf));
  return [...elements].map((element) => ({
    element,
    name: nameOf(element),
    box: element.getBoundingClientRect(),
  }));
}

/** The distance of two boxes; negative if they overlap. */
function between(one: DOMRect, other: DOMRect): number {
  const across = Math.max(one.left - other.right, other.left - one.right);
  const down = Math.max(one.top - other.bottom, other.top - one.bottom);
  return Math.max(across, down);
}

/** Texts too small to read from where a person stands. */
export function smallTexts({ text, capHeight }: Limits): string[] {
  const canvas = document.createElement('canvas').getContext('2d');
  if (canvas === null) throw new Error('the browser draws no text');
  return texts().flatMap(({ node, holder }) => {
    const { fontSize, fontFamily, fontWeight } = getComputedStyle(holder);
    canvas.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    const capital = canvas.measureText('H').actualBoundingBoxAscent;
    if (Number.parseFloat(fontSize) >= text - slack && capital >= capHeight - slack) return [];
    return [`${node.data.trim().slice(0, 60)}: ${fontSize}, capitals ${capital.toFixed(1)}`];
  });
}

/** A glyph may extend a little beyond its line's box. */
const overhang = 2;

/** Texts with a part that is hidden and cannot be scrolled into view. */
export function clippedTexts(): string[] {
  const found = texts().flatMap(({ node, holder, boxes }) => {
    const frames = framesOf(holder);
    const isOut = boxes.some((box) => frames.some((frame) => leaves(box, frame)));
    return isOut ? [`${node.data.trim().slice(0, 80)} in ${nameOf(holder)}`] : [];
  });
  return [...new Set(found)];
}

interface Frame {
  box: { left: number; right: number; top: number; bottom: number };
  across: boolean;
  down: boolean;
}

/** The boxes that clip a text, the window as the last of them. */
function framesOf(holder: Element): Frame[] {
  const frames: Frame[] = [];
  let across = true;
  let down = true;
  for (let one: Element | null = holder; one !== null; one = one.parentElement) {
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    // A deliberately shortened text has the whole in its title, and shows it on the delegate's own
    // page.
    if (isClamped(one)) across = down = false;
    // An undrawn box clips nothing: React Aria puts the content of an empty list into one.
    if (
      style.display !== 'contents' &&
      one.matches('button, [role="button"], [role="option"], [role="tab"]')
    ) {
      frames.push({ box, across, down });
    }
    if (isScrolled(style.overflowX)) across = false;
    if (isScrolled(style.overflowY)) down = false;
    if (isCut(style.overflowX) || isCut(style.overflowY)) {
      const isAcross = across && isCut(style.overflowX);
      frames.push({ box, across: isAcross, down: down && isCut(style.overflowY) });
    }
    if (style.position === 'fixed') break;
  }
  const window = { left: 0, right: innerWidth, top: 0, bottom: innerHeight };
  return [...frames, { box: window, across, down }];
}

function isClamped(one: Element): boolean {
  const { textOverflow, webkitLineClamp } = getComputedStyle(one);
  return textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
}

/** Whether the end of a text may be left out. */
function isShortened(holder: Element): boolean {
  for (let one: Element | null = holder; one !== null; one = one.parentElement) {
    if (isClamped(one)) return true;
  }
  return false;
}

const isScrolled = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
const isCut = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';

function leaves(text: DOMRect, { box, across, down }: Frame): boolean {
  const isAside = text.left < box.left - overhang || text.right > box.right + overhang;
  const isAboveOrBelow = text.top < box.top - overhang || text.bottom > box.bottom + overhang;
  return (across && isAside) || (down && isAboveOrBelow);
}

export function sideways(): string[] {
  const page = document.documentElement;
  return page.scrollWidth > page.clientWidth
    ? [`the page is ${page.scrollWidth} px wide in a window of ${page.clientWidth}`]
    : [];
}

function isScrolledAway(holder: Element, x: number, y: number): boolean {
  for (let one: Element | null = holder; one !== null; one = one.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(one);
    if (!isScrolled(overflowX) && !isScrolled(overflowY)) continue;
    const { left, right, top, bottom } = one.getBoundingClientRect();
    if (x < left || x > right || y < top || y > bottom) return true;
  }
  return false;
}

/** Covered texts: the element drawn at their middle is neither they nor a part of them. */
export function coveredTexts(): string[] {
  const found = texts().flatMap(({ node, holder, boxes }) => {
    if (isShortened(holder) || holder.closest('[aria-hidden="true"]') !== null) return [];
    const isCovered = boxes.some((box) => {
      const points = [0.1, 0.5, 0.9].map((share) => box.left + box.width * share);
      return points.some((x) => {
        const y = box.top + box.height / 2;
        // Null outside of the window, which `clippedTexts` finds; what is scrolled away can be
        // scrolled into view.
        const top = isScrolledAway(holder, x, y) ? null : document.elementFromPoint(x, y);
        return top !== null && !top.contains(holder) && !holder.contains(top);
      });
    });
    return isCovered ? [`${node.data.trim().slice(0, 80)} in ${nameOf(holder)}`] : [];
  });
  return [...new Set(found)];
}
