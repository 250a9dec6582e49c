import { type RefObject, useEffect } from 'react';

/** Milliseconds after a key during which the user counts as typing and keeps the focus. */
const stillTypingMilliseconds = 1_200;

let lastTypedAt = Number.NEGATIVE_INFINITY;
window.addEventListener(
  'keydown',
  (event) => {
    if (event.target instanceof HTMLInputElement && event.key.length === 1) {
      lastTypedAt = event.timeStamp;
    }
  },
  { capture: true },
);

/**
 * Moves the focus to the element when it appears, so that its keys work at once. If the operator is
 * typing into a field, waits until they pause.
 */
export function useClaimFocus(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const claim = (): void => {
      const isField = document.activeElement instanceof HTMLInputElement;
      const left = lastTypedAt + stillTypingMilliseconds - performance.now();
      if (isField && left > 0) timer = setTimeout(claim, left);
      else element.current?.focus({ preventScroll: true });
    };
    timer = setTimeout(claim, 0);
    return () => clearTimeout(timer);
  }, [element]);
}
