import { useEffect, useRef } from 'react';

/** A dialog for staff that nobody touches for so long (milliseconds) was left open, perhaps behind the right PIN. */
const idleMilliseconds = 20_000;

/**
 * Closes what staff opened and left: the next delegate must not find it.
 *
 * @param isBusy something of it is under way, which nobody touches: it stays open
 */
export function useCloseWhenIdle(onClose: () => void, isBusy = false): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    if (isBusy) return;
    let timer = setTimeout(() => close.current(), idleMilliseconds);
    const touched = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => close.current(), idleMilliseconds);
    };
    window.addEventListener('pointerdown', touched, true);
    window.addEventListener('keydown', touched, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', touched, true);
      window.removeEventListener('keydown', touched, true);
    };
  }, [isBusy]);
}
