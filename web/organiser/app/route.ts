import { useSyncExternalStore } from 'react';

/** The current place: `#/delegates/ID?back=…` → name `delegates`, argument `ID`. */
export interface Route {
  name: string;
  argument: string | null;
}

const listen = (told: () => void): (() => void) => {
  window.addEventListener('hashchange', told);
  return () => window.removeEventListener('hashchange', told);
};

/** Reads a place from the address's fragment, which the server never sees and a sign-in keeps. */
export function readRoute(hash: string): Route {
  const [name = '', argument] = hash.replace(/^#\/?/, '').split('/');
  return { name, argument: argument === undefined || argument === '' ? null : decode(argument) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // typed by hand: used as typed, and not found
  }
}

/** The address of a place within the page. */
export function addressOf(name: string, argument: string | null = null): string {
  return argument === null ? `#/${name}` : `#/${name}/${encodeURIComponent(argument)}`;
}

/** The current place; the component renders again when it changes. */
export function useRoute(): Route {
  return readRoute(useSyncExternalStore(listen, () => window.location.hash));
}
