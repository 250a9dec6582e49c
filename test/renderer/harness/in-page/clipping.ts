import { nameOf, texts } from './seen.ts';

/** A glyph may reach a little out of its line's box. */
const slack = 2;

/** Texts of which a part cannot be seen, nor brought into sight by scrolling. */
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

/** The boxes outside of which a text is cut off, the window as the last of them. */
function framesOf(holder: Element): Frame[] {
  const frames: Frame[] = [];
  let across = true;
  let down = true;
  for (let one: Element | null = holder; one !== null; one = one.parentElement) {
    const style = getComputedStyle(one);
    // What is shortened on purpose says the whole in its title, and shows it on the delegate's own page.
    if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none')
      across = down = false;
    // A box that is not drawn frames nothing: React Aria wraps what stands in an empty list in one.
    if (
      style.display !== 'contents' &&
      one.matches('button, [role="button"], [role="option"], [role="tab"]')
    ) {
      frames.push({ box: one.getBoundingClientRect(), across, down });
    }
    if (isScrolled(style.overflowX)) across = false;
    if (isScrolled(style.overflowY)) down = false;
    if (isCut(style.overflowX) || isCut(style.overflowY)) {
      const isAcross = across && isCut(style.overflowX);
      frames.push({
        box: one.getBoundingClientRect(),
        across: isAcross,
        down: down && isCut(style.overflowY),
      });
    }
    if (style.position === 'fixed') break;
  }
  const window = { left: 0, right: innerWidth, top: 0, bottom: innerHeight };
  return [...frames, { box: window, across, down }];
}

const isScrolled = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
const isCut = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';

function leaves(text: DOMRect, { box, across, down }: Frame): boolean {
  const isAside = text.left < box.left - slack || text.right > box.right + slack;
  const isAboveOrBelow = text.top < box.top - slack || text.bottom > box.bottom + slack;
  return (across && isAside) || (down && isAboveOrBelow);
}

/** The elements that make the page itself scroll sideways. */
export function sideways(): string[] {
  const page = document.documentElement;
  return page.scrollWidth > page.clientWidth
    ? [`the page is ${page.scrollWidth} px wide in a window of ${page.clientWidth}`]
    : [];
}
