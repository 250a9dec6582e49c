/** The part of Trusted Types that is used here; TypeScript's own library does not describe it yet. */
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

/** Where text becomes a script's address (a worker is started): the page's own files pass, everything else throws. */
window.trustedTypes?.createPolicy('default', {
  createScriptURL: (address) =>
    new URL(address, location.href).href.startsWith(`${location.origin}/`) ? address : null,
  // html5-qrcode empties its element so; nothing else is made of text.
  createHTML: (html) => (html === '' ? html : null),
});

export {};
