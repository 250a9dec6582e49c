/** The part of Trusted Types that is used here; TypeScript's library does not describe it yet. */
declare global {
  interface Window {
    trustedTypes?: {
      createPolicy(
        name: 'default',
        rules: {
          createScriptURL: (address: string) => string | null;
          createHTML: (html: string) => string | null;
        },
      ): unknown;
    };
  }
}

/**
 * Checks text used as a script's address (a worker's): the page's own files pass, else it throws.
 */
window.trustedTypes?.createPolicy('default', {
  createScriptURL: (address) =>
    new URL(address, location.href).href.startsWith(`${location.origin}/`) ? address : null,
  // html5-qrcode empties its element this way; no other text becomes markup.
  createHTML: (html) => (html === '' ? html : null),
});

export {};
