import { useSyncExternalStore } from 'react';

/** The one-time code in the hub's link (`/organiser/#set-up=XXXX-…`); null if there is none. */
function setUpCodeOf(hash: string): string | null {
  const text = /^#set-up=([A-Za-z0-9-]{1,60})$/.exec(hash)?.[1];
  return text ?? null;
}

/** The code in the address; null if there is none. Renders again when it changes. */
export function useSetUpCode(): string | null {
  const hash = useSyncExternalStore(
    (told) => {
      window.addEventListener('hashchange', told);
      return () => window.removeEventListener('hashchange', told);
    },
    () => window.location.hash,
  );
  return setUpCodeOf(hash);
}

/** Removes a used code from the address and from the browser's history. */
export function dropSetUpCode(): void {
  if (setUpCodeOf(window.location.hash) === null) return;
  window.history.replaceState(null, '', window.location.pathname);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

/** The fragment of the address where the account with this code is set up. */
export function setUpAddress(code: string): string {
  return `#set-up=${code}`;
}
