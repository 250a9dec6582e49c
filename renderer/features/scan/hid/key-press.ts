import type { KeyPress } from './burst-types.ts';
import { usCharacter } from './us-layout.ts';

/** The part of a `KeyboardEvent` that says what was pressed. */
export type KeyFacts = Pick<
  KeyboardEvent,
  'code' | 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'timeStamp' | 'getModifierState'
>;

const modifierKeys = new Set(
  'Shift Control Alt AltGraph Meta CapsLock NumLock ScrollLock Fn FnLock'.split(' '),
);

/** Reads a key that went down; null for modifiers, which say nothing by themselves. */
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
