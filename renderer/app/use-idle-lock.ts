import { useEffect } from 'react';
import { useStation } from '../kit/client/station.tsx';

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Locks the desk after the set minutes without a key or a movement. */
export function useIdleLock(active: boolean, lock: () => Promise<boolean>): void {
  const { lockAfterMinutes } = useStation();
  useEffect(() => {
    if (!active || lockAfterMinutes === 0) return;
    let timer: ReturnType<typeof setTimeout>;
    const restart = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void lock(), lockAfterMinutes * 60_000);
    };
    restart();
    for (const sign of signs) window.addEventListener(sign, restart, { capture: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, restart, { capture: true });
    };
  }, [active, lockAfterMinutes, lock]);
}
