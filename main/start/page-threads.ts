import { app } from 'electron';

/**
 * What V8 does in a page beside its main thread and waits for that thread's collections in: two threads at most. Numbers
 * and names: V8 13.0, src/flags/flag-definitions.h.
 */
const flags = [
  // Compiles a script while it comes: a thread for each.
  '--no-script-streaming',
  // Unpacks compiled code from the cache: a thread for each script.
  '--no-concurrent-cache-deserialization',
  // The two optimizing compilers: two and four threads, if nothing is said.
  '--concurrent-maglev-max-threads=1',
  '--concurrent-turbofan-max-threads=1',
];

/**
 * Leaves each page one of its threads for other work than V8's. Call it before the app is ready.
 *
 * With up to four cores a page's process has three threads for the work of all its parts. Those on which V8 compiles ask
 * the page's main thread to collect once the heap is at its limit, and wait for it. On Linux that main thread may itself be
 * waiting for one of the three to find a font (FontServiceThread): with all three of them taken the page is frozen for
 * good. One start in a hundred was; docs/decisions/022.
 */
export function leavePagesAThread(): void {
  const given = app.commandLine.getSwitchValue('js-flags');
  app.commandLine.appendSwitch('js-flags', [given, ...flags].join(' ').trim());
}
