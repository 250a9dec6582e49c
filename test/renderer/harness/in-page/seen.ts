/** What of the page a person sees, and can act on: the ground that every measure stands on. */

const controls = [
  'button',
  'input',
  'select',
  'textarea',
  'a[href]',
  '[tabindex="0"]',
  '[role="button"]',
  '[role="option"]',
  '[role="tab"]',
  '[role="switch"]',
  '[role="menuitem"]',
].join(',');

/** A short word on an element, for the message of a failure. */
export function nameOf(element: Element): string {
  const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
  return `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${words.slice(0, 60)}`;
}

/** True for what is drawn for screen readers only, or not at all. */
function isUnseen(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return true;
  if (element.closest('.visually-hidden, [inert]') !== null) return true;
  for (let one: Element | null = element; one !== null; one = one.parentElement) {
    const { clipPath, position } = getComputedStyle(one);
    // React Aria hides native inputs and its ways out of popovers in a box of a pixel.
    if (clipPath !== 'none' && position === 'absolute') return true;
    if (one instanceof HTMLElement && one.style.width === '1px') return true;
  }
  return false;
}

/** The dialog that stands before everything, or the whole page. */
export function foreground(): Element {
  const dialogs = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')];
  return dialogs.findLast((one) => one.closest('.dialog-overlay') !== null) ?? document.body;
}

/** Everything that can be pressed, chosen or typed into, in the foreground. */
export function interactive(): HTMLElement[] {
  return [...foreground().querySelectorAll<HTMLElement>(controls)]
    .filter((one) => !one.matches('[disabled], [aria-disabled="true"], [type="hidden"]'))
    .filter((one) => one.closest('[aria-hidden="true"]') === null && isReal(one));
}

/** A native input that its label draws counts where the label is seen. */
function isReal(one: HTMLElement): boolean {
  const label = one instanceof HTMLInputElement ? one.closest('label') : null;
  return !isUnseen(label ?? one);
}

/** What a finger really aims at: of a field its frame, of a drawn tick box its line. */
export function targetOf(control: HTMLElement): HTMLElement {
  if (!(control instanceof HTMLInputElement)) return control;
  return control.closest<HTMLElement>('label, .search-field') ?? control;
}

/** The texts that are seen, each with its boxes on the screen. */
export function texts(): { node: Text; holder: Element; boxes: DOMRect[] }[] {
  const walker = document.createTreeWalker(foreground(), NodeFilter.SHOW_TEXT);
  const found: { node: Text; holder: Element; boxes: DOMRect[] }[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!(node instanceof Text) || holder === null || node.data.trim() === '') continue;
    if (isUnseen(holder)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
    if (boxes.length > 0) found.push({ node, holder, boxes });
  }
  return found;
}
