/**
 * How slowly people type, for Playwright's keyboard: milliseconds that each key stays down. Quicker than this the page takes what
 * comes next for a hand scanner's (renderer/kit/hotkeys.tsx: a plain key counts 100 ms after the one before), and a quick machine
 * leaves no other time between two keys.
 */
export const asPeopleDo = { delay: 110 } as const;
