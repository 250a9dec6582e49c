/** What a text field held at one moment. */
export interface FieldMark {
  field: TextField;
  value: string;
  /** Selection in UTF-16 units; null for kinds of fields that do not tell. */
  selection: { start: number; end: number } | null;
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Kinds of `<input>` into which no text is typed. */
const withoutText = new Set(
  'button checkbox color file hidden image radio range reset submit'.split(' '),
);

/** The text field that has the focus and can be written to, or null. */
export function focusedField(page: Document): TextField | null {
  const element = page.activeElement;
  if (element instanceof HTMLTextAreaElement) return isWritable(element) ? element : null;
  if (!(element instanceof HTMLInputElement) || withoutText.has(element.type)) return null;
  return isWritable(element) ? element : null;
}

/** True if typed characters go into the focused element as text. */
export function isTypingPlace(page: Document): boolean {
  const element = page.activeElement;
  return (
    focusedField(page) !== null || (element instanceof HTMLElement && element.isContentEditable)
  );
}

export function markField(page: Document): FieldMark | null {
  const field = focusedField(page);
  if (field === null) return null;
  const { value, selectionStart: start, selectionEnd: end } = field;
  return { field, value, selection: start === null || end === null ? null : { start, end } };
}

/**
 * Puts the field back to what it held, as an edit of the person's own: React hears of it and Ctrl+Z
 * still works. Whatever reached the field since then goes, be it plain text, a composed accent or a
 * selection that the first character replaced.
 */
export function restoreField(mark: FieldMark): void {
  const { field, value, selection } = mark;
  if (!field.isConnected || field.value === value) return;
  const change = differenceOf(field.value, value);
  if (!editRange(field, change.start, change.end, change.text) || field.value !== value) {
    writeValue(field, value);
  }
  if (selection !== null) field.setSelectionRange(selection.start, selection.end);
}

/** Types the text at the caret of whatever is being edited; false if nothing is. */
export function insertAtCaret(page: Document, text: string): boolean {
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

/** Sets the value past React's own property on the element, and says so with an `input` event. */
function writeValue(field: TextField, value: string): void {
  const prototype = Object.getPrototypeOf(field);
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(
    new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }),
  );
}
