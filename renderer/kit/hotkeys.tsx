import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** A key that does something wherever the focus is. */
export interface Hotkey {
  /** `event.key`, lower case for letters: `h`, `/`, `Enter`, `Escape`. */
  key: string;
  ctrl?: boolean;
  /** Left out: with or without. */
  shift?: boolean;
  /** True: also while a text field has the focus. */
  inFields?: boolean;
  /** True: before and instead of the focused element; a list would keep Ctrl+Enter for itself. */
  first?: boolean;
  run: () => void;
  /**
   * For what counts at the press itself, as a camera's picture. Returns what then runs in place of
   * `run`, once it is certain that a person pressed the key; nothing may show before.
   */
  atPress?: () => () => void;
}

/**
 * A hand scanner types faster than any person. A plain key counts only if no other key came within
 * this time before or after it, so that the letters of a scan can never confirm a passport.
 * (Scanners send a character every 5 to 40 ms, people every 60 ms or more.)
 */
export const deliberateMilliseconds = 100;

/** The key as a Latin letter even on a layout without Latin letters. */
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

/** Text in the field: then its own undo and its own letters go first. */
function keepsKey(event: KeyboardEvent, hotkey: Hotkey): boolean {
  if (!isTextField(event.target) || event.key === 'Escape') return false;
  if (hotkey.inFields !== true) return true;
  const field = event.target as HTMLInputElement | HTMLTextAreaElement;
  return hotkey.ctrl === true && hotkey.key === 'z' && field.value !== '';
}

/** Enter on a focused button or option is that button's. */
function isOnControl(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || !(event.target instanceof Element)) return false;
  return event.target.closest('button, a, [role="option"], [role="radio"], [role="tab"]') !== null;
}

/**
 * Registers keys on the window while the component is shown, from the moment at which it shows: a
 * page that is busy runs other effects later, and a key pressed until then would be lost.
 */
export function useHotkeys(hotkeys: readonly Hotkey[], active = true): void {
  const current = useRef(hotkeys);
  useLayoutEffect(() => {
    current.current = hotkeys;
  });
  useLayoutEffect(() => (active ? listen(() => current.current) : undefined), [active]);
}

/** The keys that act now, of every component shown. */
const listening = new Set<() => readonly Hotkey[]>();

/** True if the plain key acts somewhere on the page, so that it is no letter of a text. */
export function isTaken(event: KeyboardEvent): boolean {
  const key = keyOf(event);
  return [...listening].some((hotkeys) =>
    hotkeys().some((one) => one.key === key && one.ctrl !== true),
  );
}

function listen(hotkeys: () => readonly Hotkey[]): () => void {
  let lastKeyAt = Number.NEGATIVE_INFINITY;
  let alone = true;
  let pending: ReturnType<typeof setTimeout> | undefined;
  // Every key is timed, even if a button or a list handles it.
  const keepTime = (event: KeyboardEvent): void => {
    alone = event.timeStamp - lastKeyAt >= deliberateMilliseconds;
    lastKeyAt = event.timeStamp;
    clearTimeout(pending);
  };
  // One more turn: keys that came while the page was busy are handled first, and cancel this one.
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
      pending = setTimeout(runAfterKeys, deliberateMilliseconds, run);
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

/** Keys drawn as key caps. Decorative: the text beside them says the same. */
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
