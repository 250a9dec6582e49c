import { useEffect, useRef } from 'react';

/** A dialog for staff that nobody touches for so long (milliseconds) was left open, perhaps behind the right PIN. */
const idleMilliseconds = 20_000;

/** Closes what staff opened and left: the next delegate must not find it. */
export function useCloseWhenIdle(onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
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
  }, []);
}
