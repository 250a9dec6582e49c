import type { CommandLine } from 'electron';
import type { ScreenLanguage } from '../../../domain/base/language.ts';

/**
 * Limits V8's threads beside a page's main thread that wait for that thread's collections: two at
 * most. (Names and numbers of V8's flags: V8 13.0, src/flags/flag-definitions.h.)
 *
 * With up to four cores a page's process has three threads for the work of all its parts. Those on
 * which V8 compiles ask the page's main thread to collect once the heap is at its limit, and wait
 * for it. On Linux that main thread may itself be waiting for one of the three to find a font
 * (FontServiceThread): with all three of them busy the page is frozen for good. This happened at
 * one start in a hundred. Later versions of V8 report a blocked thread to its pool, which replaces
 * it: with one of those these flags can go.
 */
const oneThreadStaysFree = [
  // Compiles a script while it arrives: a thread for each.
  '--no-script-streaming',
  // Unpacks compiled code from the cache: a thread for each script.
  '--no-concurrent-cache-deserialization',
  // The two optimizing compilers: two and four threads by default.
  '--concurrent-maglev-max-threads=1',
  '--concurrent-turbofan-max-threads=1',
];

/**
 * Megabytes of each of the two halves for a page's young objects. V8 begins with one, and collects
 * repeatedly until a page of this size is loaded; measured: 6 % of a start, for 7 MB more.
 */
const youngHeap = '--min-semi-space-size=16';

/**
 * Runs Chromium's network service in the main process instead of a separate one. Pages come by the
 * app's own scheme and may load nothing else (security/protocol.ts), and Node calls the hub.
 * Measured: 3 % of a start and 9 MB.
 */
const networkInside = 'NetworkServiceInProcess2';

/** All switches for Chromium's command line, and how several values of one switch are separated. */
export const switches = [
  { name: 'js-flags', value: [...oneThreadStaysFree, youngHeap].join(' '), separator: ' ' },
  { name: 'enable-features', value: networkInside, separator: ',' },
] as const;

/** Chromium's languages: British dates and 24 hours for English, as the screens have them. */
const locales: Readonly<Record<ScreenLanguage, string>> = { en: 'en-GB', fr: 'fr' };

/**
 * Adds the app's switches to the given ones. Call it before the app is ready.
 *
 * @param language of Chromium's own date and time fields; null for the system's
 */
export function setSwitches(
  commandLine: Pick<CommandLine, 'appendSwitch' | 'getSwitchValue'>,
  language: ScreenLanguage | null,
): void {
  for (const { name, value, separator } of switches) {
    const given = commandLine.getSwitchValue(name);
    commandLine.appendSwitch(name, given === '' ? value : `${given}${separator}${value}`);
  }
  if (language !== null && commandLine.getSwitchValue('lang') === '')
    commandLine.appendSwitch('lang', locales[language]);
}
