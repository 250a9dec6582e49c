import { useSyncExternalStore } from 'react';

/** The one-time code in a link of the hub (`/organiser/#set-up=XXXX-…`); null where there is none. */
export function setUpCodeOf(hash: string): string | null {
  const text = /^#set-up=([A-Za-z0-9-]{1,60})$/.exec(hash)?.[1];
  return text ?? null;
}

/** The address's fragment, anew whenever it changes. */
export function useHash(): string {
  return useSyncExternalStore(
    (told) => {
      window.addEventListener('hashchange', told);
      return () => window.removeEventListener('hashchange', told);
    },
    () => window.location.hash,
  );
}

/** Takes a used code out of the address and of the browser's history. */
export function dropSetUpCode(): void {
  if (setUpCodeOf(window.location.hash) === null) return;
  window.history.replaceState(null, '', window.location.pathname);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
