import { useEffect } from 'react';

/** A pointer that has not moved for so long (milliseconds) is hidden; on a touch screen nobody needs it. */
const hideAfterMilliseconds = 4_000;

function refuse(event: Event): void {
  event.preventDefault();
}

/** Some gestures reach only the page: what is dragged, dropped, pinched or turned with Ctrl does nothing. */
const refused = ['dragstart', 'dragover', 'drop', 'contextmenu', 'gesturestart'] as const;

function refuseZoom(event: WheelEvent): void {
  if (event.ctrlKey) event.preventDefault();
}

/**
 * Makes the page one of a kiosk or a door: nothing can be dragged onto it, selected, zoomed or asked for its menu,
 * and the pointer hides. What the window refuses is main's: see main/security/station-lock.ts.
 */
export function useLockedPage(): void {
  useEffect(() => {
    const root = document.documentElement;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const moved = (event: PointerEvent): void => {
      clearTimeout(timer);
      delete root.dataset.pointer;
      // A finger leaves the system's pointer where it was.
      if (event.pointerType === 'touch') root.dataset.pointer = 'hidden';
      timer = setTimeout(() => {
        root.dataset.pointer = 'hidden';
      }, hideAfterMilliseconds);
    };
    root.dataset.locked = '';
    for (const kind of refused) window.addEventListener(kind, refuse, true);
    window.addEventListener('wheel', refuseZoom, { capture: true, passive: false });
    window.addEventListener('pointermove', moved, true);
    window.addEventListener('pointerdown', moved, true);
    return () => {
      clearTimeout(timer);
      delete root.dataset.locked;
      delete root.dataset.pointer;
      for (const kind of refused) window.removeEventListener(kind, refuse, true);
      window.removeEventListener('wheel', refuseZoom, true);
      window.removeEventListener('pointermove', moved, true);
      window.removeEventListener('pointerdown', moved, true);
    };
  }, []);
}
