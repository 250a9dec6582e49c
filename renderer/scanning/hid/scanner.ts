import { Burst } from './burst.ts';
import type { BurstOutcome, KeyPress, Keystroke } from './burst-types.ts';

interface PageClock {
  setTimeout: (run: () => void, milliseconds: number) => number;
  clearTimeout: (timer: number | undefined) => void;
  performance: Pick<Performance, 'now'>;
}

export type Silence = ReturnType<typeof createSilence>;

/** Milliseconds. If a timer is later than this, the page or the whole computer was blocked. */
const maxLateness = 20;
/** Maximum number of repeated waits: a page that is always busy must come to an end. */
const maxRepeats = 3;

/**
 * Reports that no key has come for some time. A timer that fires late, after the computer was
 * blocked, may precede keys that were pressed before: it proves no silence, so the wait is
 * repeated.
 */
export function createSilence(clock: PageClock, onSilence: () => void) {
  let timer: number | undefined;

  function begin(milliseconds: number, repeats: number): void {
    clock.clearTimeout(timer);
    const due = clock.performance.now() + milliseconds;
    timer = clock.setTimeout(() => {
      const isLate = clock.performance.now() - due > maxLateness;
      if (isLate && repeats < maxRepeats) begin(milliseconds, repeats + 1);
      else onSilence();
    }, milliseconds);
  }

  return {
    /** Starts waiting again, for this many milliseconds. */
    await: (milliseconds: number): void => begin(milliseconds, 0),
    end: (): void => clock.clearTimeout(timer),
  };
}

/**
 * Characters by physical key on the US layout, plain and with Shift. A hand scanner with factory
 * settings means these, whatever layout the computer has. Codes: UI Events KeyboardEvent code
 * values (W3C); characters: USB HID Usage Tables, page 0x07, "typical US keyboard".
 */
const usKeys = new Map<string, string>([
  ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter): [string, string] => [
    `Key${letter}`,
    letter.toLowerCase() + letter,
  ]),
  ...Array.from(')!@#$%^&*(', (shifted, digit): [string, string] => [
    `Digit${digit}`,
    `${digit}${shifted}`,
  ]),
  ...Array.from('0123456789', (digit): [string, string] => [`Numpad${digit}`, digit + digit]),
  ['Backquote', '`~'],
  ['Minus', '-_'],
  ['Equal', '=+'],
  ['BracketLeft', '[{'],
  ['BracketRight', ']}'],
  ['Backslash', '\\|'],
  ['IntlBackslash', '\\|'],
  ['Semicolon', ';:'],
  ['Quote', '\'"'],
  ['Comma', ',<'],
  ['Period', '.>'],
  ['Slash', '/?'],
  ['Space', '  '],
  ['NumpadAdd', '++'],
  ['NumpadSubtract', '--'],
  ['NumpadMultiply', '**'],
  ['NumpadDivide', '//'],
  ['NumpadDecimal', '..'],
]);

/** Empty for keys that type no character. */
function usCharacter(code: string, shift: boolean): string {
  return usKeys.get(code)?.charAt(shift ? 1 : 0) ?? '';
}

/** The part of a `KeyboardEvent` that identifies the key. */
export type KeyFacts = Pick<
  KeyboardEvent,
  'code' | 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'timeStamp' | 'getModifierState'
>;

const modifierKeys = new Set(
  'Shift Control Alt AltGraph Meta CapsLock NumLock ScrollLock Fn FnLock'.split(' '),
);

/** Classifies a key that went down; null for modifiers, which have no effect alone. */
export function readKey(
  event: KeyFacts,
  functionKeyPrefix: string | null,
): Pick<KeyPress<never>, 'role' | 'us' | 'typed' | 'at'> | null {
  if (modifierKeys.has(event.key)) return null;
  const at = event.timeStamp;
  const plain = { us: '', typed: '', at };
  if (functionKeyPrefix !== null && event.code === functionKeyPrefix)
    return { role: 'prefix', ...plain };
  if (endsScan(event)) return { role: 'end', ...plain };
  if (isShortcut(event)) return { role: 'other', ...plain };
  const us = usCharacter(event.code, event.shiftKey);
  // Names of keys ("Dead", "Process", "ArrowLeft") have more than one character.
  const typed = Array.from(event.key).length === 1 ? event.key : '';
  if (us === '' && typed === '') return { role: 'other', ...plain };
  return { role: 'character', us, typed, at };
}

/** Windows reports AltGr as Control and Alt together. */
function isAltGraph(event: KeyFacts): boolean {
  return event.getModifierState('AltGraph') || (event.ctrlKey && event.altKey);
}

function isShortcut(event: KeyFacts): boolean {
  return event.metaKey || ((event.ctrlKey || event.altKey) && !isAltGraph(event));
}

function endsScan(event: KeyFacts): boolean {
  // Carriage return and line feed as control characters (ASCII 13 is Ctrl+M, 10 is Ctrl+J).
  if (event.ctrlKey && !event.altKey && !event.metaKey) {
    return event.code === 'KeyJ' || event.code === 'KeyM';
  }
  if (isShortcut(event)) return false;
  return event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey);
}

export interface HidScan {
  /** The keys as on a US keyboard and as this computer read them, better reading first. */
  readings: readonly [string, ...string[]];
  /** `event.timeStamp` of the first key: milliseconds of the page's clock. */
  firstKeyAt: number;
}

export interface HidScannerOptions {
  /** Called once per scan, within the event of the key that completed it. */
  onScan: (scan: HidScan) => void;
  /** True if the whole text is one of our codes or of the organiser's. */
  looksLikeCode: (text: string) => boolean;
  /** `KeyboardEvent.code` (`F13` … `F24`) that the scanner sends before each code, or null. */
  functionKeyPrefix: string | null;
  page?: Window;
}

/**
 * Listens on the window for hand scanners, which type like keyboards. A scanner's keys are withheld
 * from the page; a person's keys reach it, some of them typed again. Returns a stop function.
 */
export function createHidScanner(options: HidScannerOptions): () => void {
  const { onScan, functionKeyPrefix, page = window } = options;
  const burst = new Burst<FieldMark>(options.looksLikeCode);
  /** Keys whose press was withheld: their release must be withheld as well. */
  const withheldKeys = new Set<string>();
  const silence = createSilence(page, () => carryOut(burst.pause()));

  function carryOut(outcomes: readonly BurstOutcome<FieldMark>[]): void {
    for (const outcome of outcomes) {
      if (outcome.kind === 'scan' && outcome.fieldBefore !== null)
        restoreField(outcome.fieldBefore);
      giveBack(page.document, outcome.typing);
      if (outcome.kind === 'scan') {
        onScan({ readings: outcome.readings, firstKeyAt: outcome.firstKeyAt });
      }
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Keys made by this module or by a page's test do not come from a keyboard.
    if (!event.isTrusted) return;
    const key = readKey(event, functionKeyPrefix);
    if (key === null) return;
    if (event.repeat) {
      if (withheldKeys.has(event.code)) withhold(event);
      return;
    }
    const pressesButton = key.us === ' ' && !isTypingPlace(page.document);
    const verdict = burst.press({
      ...key,
      pressesButton,
      takeMark: () => markField(page.document),
    });
    carryOut(verdict.outcomes);
    if (verdict.withhold) {
      withheldKeys.add(event.code);
      withhold(event);
    } else withheldKeys.delete(event.code);
    if (burst.isOpen()) silence.await(burst.silence());
    else silence.end();
  }

  function onKeyUp(event: KeyboardEvent): void {
    if (event.isTrusted && withheldKeys.delete(event.code)) withhold(event);
  }

  page.addEventListener('keydown', onKeyDown, { capture: true });
  page.addEventListener('keyup', onKeyUp, { capture: true });
  return () => {
    page.removeEventListener('keydown', onKeyDown, { capture: true });
    page.removeEventListener('keyup', onKeyUp, { capture: true });
    silence.end();
    carryOut(burst.pause());
  };
}

function withhold(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Types withheld keys into the focused element: as text in a field, as key events elsewhere. */
function giveBack(page: Document, typing: readonly Keystroke<FieldMark>[]): void {
  if (typing.length === 0) return;
  const text = typing.map(({ typed, us }) => typed || us).join('');
  if (insertAtCaret(page, text)) return;
  const target = page.activeElement ?? page.body;
  for (const { typed, us } of typing) {
    const key = typed || us;
    for (const type of ['keydown', 'keyup']) {
      target.dispatchEvent(
        new KeyboardEvent(type, { key, bubbles: true, cancelable: true, composed: true }),
      );
    }
    // A key event made by a script presses no button, so the button is clicked instead.
    if (key === ' ' && target.matches('button, [role="button"], summary')) {
      if (target instanceof HTMLElement) target.click();
    }
  }
}

/** The state of a text field at one moment. */
interface FieldMark {
  field: TextField;
  value: string;
  /** Selection in UTF-16 units; null for fields that do not report it. */
  selection: { start: number; end: number } | null;
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Types of `<input>` that accept no typed text. */
const withoutText = new Set(
  'button checkbox color file hidden image radio range reset submit'.split(' '),
);

/** The focused text field if it can be edited, else null. */
function focusedField(page: Document): TextField | null {
  const element = page.activeElement;
  if (element instanceof HTMLTextAreaElement) return isWritable(element) ? element : null;
  if (!(element instanceof HTMLInputElement) || withoutText.has(element.type)) return null;
  return isWritable(element) ? element : null;
}

/** True if typed characters go into the focused element as text. */
function isTypingPlace(page: Document): boolean {
  const element = page.activeElement;
  return (
    focusedField(page) !== null || (element instanceof HTMLElement && element.isContentEditable)
  );
}

function markField(page: Document): FieldMark | null {
  const field = focusedField(page);
  if (field === null) return null;
  const { value, selectionStart: start, selectionEnd: end } = field;
  return { field, value, selection: start === null || end === null ? null : { start, end } };
}

/**
 * Restores the field's content like an edit by the user: React notices it and Ctrl+Z still works.
 * Everything that reached the field since then is removed: plain text, a composed accent, or a
 * selection that the first character replaced.
 */
function restoreField(mark: FieldMark): void {
  const { field, value, selection } = mark;
  if (!field.isConnected || field.value === value) return;
  const change = differenceOf(field.value, value);
  if (!editRange(field, change.start, change.end, change.text) || field.value !== value) {
    writeValue(field, value);
  }
  if (selection !== null) field.setSelectionRange(selection.start, selection.end);
}

/** Types the text at the caret of the element being edited; false if there is none. */
function insertAtCaret(page: Document, text: string): boolean {
  if (!isTypingPlace(page)) return false;
  // Deprecated without a successor: nothing else inserts text so that undo and input events work.
  if (page.execCommand('insertText', false, text)) return true;
  const field = focusedField(page);
  if (field === null) return false;
  writeValue(field, field.value + text);
  return true;
}

function isWritable(field: TextField): boolean {
  return !field.readOnly && !field.disabled;
}

/** The one replacement that turns `from` into `to`. */
function differenceOf(from: string, to: string): { start: number; end: number; text: string } {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start += 1;
  let same = 0;
  while (same < shorter - start && from[from.length - 1 - same] === to[to.length - 1 - same])
    same += 1;
  return { start, end: from.length - same, text: to.slice(start, to.length - same) };
}

function editRange(field: TextField, start: number, end: number, text: string): boolean {
  const page = field.ownerDocument;
  if (page.activeElement !== field || field.selectionStart === null) return false;
  field.setSelectionRange(start, end);
  return text === '' ? page.execCommand('delete') : page.execCommand('insertText', false, text);
}

/**
 * Sets the value with the native setter, which React's property hides, and sends an `input` event.
 */
function writeValue(field: TextField, value: string): void {
  const prototype = Object.getPrototypeOf(field);
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(
    new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }),
  );
}
