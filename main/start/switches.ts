import type { CommandLine } from 'electron';

/**
 * What V8 does in a page beside its main thread and waits for that thread's collections in: two threads at most. (Names and
 * numbers of V8's flags: V8 13.0, src/flags/flag-definitions.h.)
 *
 * With up to four cores a page's process has three threads for the work of all its parts. Those on which V8 compiles ask
 * the page's main thread to collect once the heap is at its limit, and wait for it. On Linux that main thread may itself be
 * waiting for one of the three to find a font (FontServiceThread): with all three of them taken the page is frozen for
 * good. One start in a hundred was; docs/decisions/022.
 */
const oneThreadStaysFree = [
  // Compiles a script while it comes: a thread for each.
  '--no-script-streaming',
  // Unpacks compiled code from the cache: a thread for each script.
  '--no-concurrent-cache-deserialization',
  // The two optimizing compilers: two and four threads, if nothing is said.
  '--concurrent-maglev-max-threads=1',
  '--concurrent-turbofan-max-threads=1',
];

/**
 * Megabytes of each of the two halves in which a page's young objects lie. V8 begins with one, and collects again and again until
 * a page of this size stands; measured: 6 % of a start, for 7 MB more.
 */
const youngHeap = '--min-semi-space-size=16';

/**
 * Chromium's network service in the main process instead of one of its own: pages come by our own scheme and may load nothing
 * else (security/protocol.ts), the hub is spoken to by Node. Measured: 3 % of a start and 9 MB.
 */
const networkInside = 'NetworkServiceInProcess2';

/** All that is asked of Chromium by its command line, and how several values of one switch are parted. */
export const switches = [
  { name: 'js-flags', value: [...oneThreadStaysFree, youngHeap].join(' '), separator: ' ' },
  { name: 'enable-features', value: networkInside, separator: ',' },
] as const;

/** Adds our switches to what was given. Call it before the app is ready. */
export function setSwitches(
  commandLine: Pick<CommandLine, 'appendSwitch' | 'getSwitchValue'>,
): void {
  for (const { name, value, separator } of switches) {
    const given = commandLine.getSwitchValue(name);
    commandLine.appendSwitch(name, given === '' ? value : `${given}${separator}${value}`);
  }
}
