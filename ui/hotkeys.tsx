import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** A key that acts wherever the focus is. */
export interface Hotkey {
  /** `event.key`, in lower case for letters: `h`, `/`, `Enter`, `Escape`. */
  key: string;
  ctrl?: boolean;
  /** If omitted, with or without Shift. */
  shift?: boolean;
  /** True: acts also while a text field has the focus. */
  inFields?: boolean;
  /**
   * True: acts before and instead of the focused element; a list would otherwise use Ctrl+Enter.
   */
  first?: boolean;
  run: () => void;
  /**
   * For actions that depend on the moment of the press, such as taking a photo. Called at the
   * press; returns what to run in place of `run` once it is certain that a person pressed the key.
   * It must not show anything before that.
   */
  atPress?: () => () => void;
}

/**
 * A hand scanner types faster than any person. A plain key counts only if no other key came within
 * this time before or after it, so that the letters of a scan can never confirm a passport.
 * (Scanners send a character every 5 to 40 ms, people every 60 ms or more.)
 */
export const deliberateMilliseconds = 100;
/** Maximum delay of a key that is waited for: a page that is busy for longer shows it anyway. */
const maxLateness = 800;

/** The key as a Latin letter, even on a keyboard layout without Latin letters. */
function keyOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const isForeignLetter = key.length === 1 && key > '\u024f';
  return isForeignLetter && letter !== undefined ? letter.toLowerCase() : key;
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type))
  );
}

/** True if a text field keeps the key: letters, and Ctrl+Z while the field has text to undo. */
function keepsKey(event: KeyboardEvent, hotkey: Hotkey): boolean {
  if (!isTextField(event.target) || event.key === 'Escape') return false;
  if (hotkey.inFields !== true) return true;
  const field = event.target as HTMLInputElement | HTMLTextAreaElement;
  return hotkey.ctrl === true && hotkey.key === 'z' && field.value !== '';
}

/** Enter on a focused button or option presses that element. */
function isOnControl(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || !(event.target instanceof Element)) return false;
  return event.target.closest('button, a, [role="option"], [role="radio"], [role="tab"]') !== null;
}

/**
 * Registers keys on the window while the component is shown. A layout effect, because other effects
 * run later on a busy page, and a key pressed until then would be lost.
 */
export function useHotkeys(hotkeys: readonly Hotkey[], active = true): void {
  const current = useRef(hotkeys);
  useLayoutEffect(() => {
    current.current = hotkeys;
  });
  useLayoutEffect(() => (active ? listen(() => current.current) : undefined), [active]);
}

const listening = new Set<() => readonly Hotkey[]>();

/** True if the plain key acts somewhere on the page, so that it must not begin a text. */
export function isTaken(event: KeyboardEvent): boolean {
  const key = keyOf(event);
  return [...listening].some((hotkeys) =>
    hotkeys().some((one) => one.key === key && one.ctrl !== true),
  );
}

/**
 * Milliseconds from the press of a key until the page received it. On a busy computer the next key
 * of a scan comes as late as this one.
 */
function latenessOf(event: KeyboardEvent): number {
  return Math.min(maxLateness, Math.max(0, performance.now() - event.timeStamp));
}

/** Listens for the keys on the window; `useHotkeys` does it for a component. Returns what ends it. */
export function listen(hotkeys: () => readonly Hotkey[]): () => void {
  let lastKeyAt = Number.NEGATIVE_INFINITY;
  let alone = true;
  let pending: ReturnType<typeof setTimeout> | undefined;
  // The time of every key counts, even if a button or a list handles it.
  const keepTime = (event: KeyboardEvent): void => {
    alone = event.timeStamp - lastKeyAt >= deliberateMilliseconds;
    lastKeyAt = event.timeStamp;
    clearTimeout(pending);
  };
  // Wait one more turn: keys that came while the page was busy are handled first, and cancel this
  // one.
  const runAfterKeys = (run: () => void): void => {
    pending = setTimeout(run, 0);
  };
  const act = (event: KeyboardEvent, first: boolean): void => {
    if (event.defaultPrevented || event.repeat || event.isComposing || event.altKey) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const hotkey = hotkeys().find(
      (one) =>
        (one.first ?? false) === first &&
        one.key === keyOf(event) &&
        (one.ctrl ?? false) === ctrl &&
        (one.shift ?? event.shiftKey) === event.shiftKey,
    );
    if (hotkey === undefined || keepsKey(event, hotkey) || isOnControl(event)) return;
    event.preventDefault();
    if (first) event.stopPropagation();
    if (ctrl) hotkey.run();
    else if (alone) {
      const run = hotkey.atPress?.() ?? hotkey.run;
      pending = setTimeout(runAfterKeys, deliberateMilliseconds + latenessOf(event), run);
    }
  };
  const actFirst = (event: KeyboardEvent): void => act(event, true);
  const actLast = (event: KeyboardEvent): void => act(event, false);
  listening.add(hotkeys);
  window.addEventListener('keydown', keepTime, { capture: true });
  window.addEventListener('keydown', actFirst, { capture: true });
  window.addEventListener('keydown', actLast);
  return () => {
    clearTimeout(pending);
    listening.delete(hotkeys);
    window.removeEventListener('keydown', keepTime, { capture: true });
    window.removeEventListener('keydown', actFirst, { capture: true });
    window.removeEventListener('keydown', actLast);
  };
}

/**
 * Keys drawn as key caps. Hidden from screen readers, because the text beside them says the same.
 */
export function KeyHint({ keys }: { keys: readonly string[] }): ReactNode {
  return (
    <span className="key-hint gap-0.75 inline-flex" aria-hidden="true">
      {keys.map((key) => (
        <kbd className="text-center" key={key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
