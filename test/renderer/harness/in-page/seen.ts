// What a person sees on the page and can use; every measure builds on it.

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

/** A short name of an element, for the message of a failure. */
export function nameOf(element: Element): string {
  const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
  return `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${words.slice(0, 60)}`;
}

/** Whether it is drawn for screen readers only, or not at all. */
function isUnseen(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return true;
  if (element.closest('.visually-hidden, [inert]') !== null) return true;
  for (let one: Element | null = element; one !== null; one = one.parentElement) {
    const { clipPath, position } = getComputedStyle(one);
    // React Aria hides native inputs and dismiss buttons of popovers in a box of one pixel.
    if (clipPath !== 'none' && position === 'absolute') return true;
    if (one instanceof HTMLElement && one.style.width === '1px') return true;
  }
  return false;
}

/** The dialog in front, or the whole page. */
export function foreground(): Element {
  const dialogs = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')];
  return dialogs.findLast((one) => one.closest('.dialog-overlay') !== null) ?? document.body;
}

/** Everything in the foreground that can be pressed, chosen or typed into. */
export function interactive(): HTMLElement[] {
  return [...foreground().querySelectorAll<HTMLElement>(controls)]
    .filter((one) => !one.matches('[disabled], [aria-disabled="true"], [type="hidden"]'))
    .filter((one) => one.closest('[aria-hidden="true"]') === null && isReal(one));
}

/** A native input that its label draws counts if the label is visible. */
function isReal(one: HTMLElement): boolean {
  const label = one instanceof HTMLInputElement ? one.closest('label') : null;
  return !isUnseen(label ?? one);
}

/** The real target of a finger: a field's frame, or the line of a drawn tick box. */
export function targetOf(control: HTMLElement): HTMLElement {
  if (!(control instanceof HTMLInputElement)) return control;
  return control.closest<HTMLElement>('label, .search-field') ?? control;
}

/** The visible texts, each with its boxes on the screen. */
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
