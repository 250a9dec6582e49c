import { interactive, nameOf, targetOf } from './seen.ts';

interface Stop {
  element: HTMLElement;
  /** The ring's contrast with its background; 0 without a ring. */
  ring: number;
}

const stops: Stop[] = [];

let watches = false;

// Before the page's own listeners, some of which keep a scanner's keys to themselves.
window.addEventListener('keydown', ({ key }) => watches && key === 'Tab' && writeDown(), true);

/** Records every element that Tab reaches from now on, with the ring shown there. */
export function watchFocus(): void {
  stops.length = 0;
  watches = true;
}

/** Records where Tab has got to. */
function writeDown(): void {
  const element = document.activeElement;
  if (element instanceof HTMLElement && element !== document.body) {
    stops.push({ element, ring: ringOf(element) });
  }
}

/** The focused element, to check whether Tab moves the focus. */
export function focused(): string {
  const element = document.activeElement;
  return element === null ? '' : `${nameOf(element)} ${element.id}`;
}

/** Number of controls; Tab must be pressed a few times more. */
export function countControls(): number {
  return interactive().length;
}

/** Controls that Tab does not reach, and those that do not show the focus. */
export function focusFaults(): string[] {
  writeDown();
  const reached = new Set(stops.map(({ element }) => element));
  const controls = interactive();
  const unreached = controls.filter((one) => !isReached(one, reached));
  // The first element may have got its focus from a pointer.
  const unseen = stops
    .slice(1)
    .filter(({ element, ring }) => ring < 3 && controls.includes(element));
  return [
    ...new Set([
      ...unreached.map((one) => `not reached by Tab: ${nameOf(one)}`),
      ...unseen.map(({ element, ring }) => `focus ring ${ring.toFixed(1)}:1: ${nameOf(element)}`),
    ]),
  ];
}

/** In a list, a group of radios or of tabs, Tab reaches one member; arrows go to the others. */
const groups =
  '[role="listbox"], [role="radiogroup"], [role="tablist"], [role="toolbar"], [role="grid"], [role="menu"], fieldset';

function isReached(control: HTMLElement, reached: ReadonlySet<HTMLElement>): boolean {
  if (reached.has(control)) return true;
  // The drop-down button of a field does what the arrow key does in the field.
  const comboBox = control.parentElement?.querySelector<HTMLElement>('[role="combobox"]');
  if (comboBox != null && reached.has(comboBox)) return true;
  const group = control.closest(groups);
  if (group !== null && [...reached].some((one) => group.contains(one))) return true;
  // The on-screen keyboard is for fingers: a person with a Tab key has a keyboard.
  if (control.matches('.keyboard-key')) return true;
  // Options of a drop-down field: the field keeps the focus and names the option.
  return control.getAttribute('role') === 'option';
}

/** How far up a frame may be that shows the focus of a field without its own ring. */
const framesAround = 3;

/** The best contrast of a ring around the element, or around what draws it. */
function ringOf(element: HTMLElement): number {
  // The chosen line of a list is filled, which serves as its ring.
  if (element.matches('[role="option"], [role^="menuitem"]')) return Number.POSITIVE_INFINITY;
  const siblings = element.matches('input') ? (element.parentElement?.children ?? []) : [];
  const drawn: Element[] = [...targetOf(element).children, ...siblings];
  let one: Element | null = element;
  for (let up = 0; up <= framesAround && one !== null; up += 1) {
    drawn.push(one);
    one = one.parentElement;
  }
  return Math.max(0, ...drawn.map(ringAround));
}

function ringAround(element: Element): number {
  const { outlineStyle, outlineWidth, outlineColor, outlineOffset, boxShadow } =
    getComputedStyle(element);
  const isInside = Number.parseFloat(outlineOffset) < 0;
  const ground = groundOf(isInside ? element : element.parentElement);
  const outline =
    outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 ? parse(outlineColor) : null;
  // A shadow without blur and 2 px wide, inside the box.
  const inset = /^(\w+\([^)]*\)) 0px 0px 0px [2-9]px inset/.exec(boxShadow)?.[1];
  const shadow = inset === undefined ? null : parse(inset);
  return Math.max(
    outline === null ? 0 : contrast(outline, ground),
    shadow === null ? 0 : contrast(shadow, groundOf(element)),
  );
}

/** Red, green and blue from 0 to 1. */
type Colour = readonly [number, number, number];

/** A computed colour, also of `color(srgb …)`; null if it is transparent. */
function parse(text: string): Colour | null {
  const numbers = (text.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
  const [red = 0, green = 0, blue = 0, opacity = 1] = numbers;
  if (opacity < 0.5 || text === 'transparent') return null;
  return text.startsWith('color(') ? [red, green, blue] : [red / 255, green / 255, blue / 255];
}

/** The background colour of an element; of a gradient the first colour. */
function groundOf(element: Element | null): Colour {
  for (let one = element; one !== null; one = one.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(one);
    const first = /(?:rgba?|color)\([^)]*\)/.exec(backgroundImage)?.[0];
    const colour = parse(first ?? backgroundColor);
    if (colour !== null) return colour;
  }
  return [1, 1, 1];
}

/** The contrast ratio of WCAG 2.2, from 1 to 21. */
function contrast(one: Colour, other: Colour): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
