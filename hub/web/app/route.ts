import { useSyncExternalStore } from 'react';

/** Where the page is: `#/delegates/ID?back=…` → name `delegates`, argument `ID`. */
export interface Route {
  name: string;
  argument: string | null;
}

const listen = (told: () => void): (() => void) => {
  window.addEventListener('hashchange', told);
  return () => window.removeEventListener('hashchange', told);
};

/** Reads a place out of the address's fragment: the server never learns it, and a sign-in does not lose it. */
export function readRoute(hash: string): Route {
  const [name = '', argument] = hash.replace(/^#\/?/, '').split('/');
  return { name, argument: argument === undefined || argument === '' ? null : decode(argument) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // typed by hand: looked up as it stands, and not found
  }
}

/** The address of a place within the page. */
export function addressOf(name: string, argument: string | null = null): string {
  return argument === null ? `#/${name}` : `#/${name}/${encodeURIComponent(argument)}`;
}

/** Where the page is, anew whenever that changes. */
export function useRoute(): Route {
  return readRoute(useSyncExternalStore(listen, () => window.location.hash));
}
