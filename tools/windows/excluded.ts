const linux = 'about Linux alone:';
const readers =
  'reads the result with a program of Linux (zbarimg, poppler, LibreOffice, unzip), which Windows’ Node cannot start';
const modes = 'asks for the mode of a file, which Windows does not keep';
const resets =
  'Windows resets a connection that still writes: the sender sees that and not the answer';

/** Files that do not run under Wine, as globs, and why. */
export const excludedFiles: readonly { files: string; reason: string }[] = [
  { files: 'test/chaos/**', reason: 'stops and freezes processes by signals, which Windows lacks' },
  {
    files: 'test/docs/**',
    reason: 'about the repository: commands of the docs in a shell of Unix',
  },
  { files: 'test/tools/**', reason: 'about the repository: its tools run on Linux' },
  { files: 'test/tools-sample/**', reason: 'about the repository: its tools run on Linux' },
  { files: 'test/fuzz/**', reason: 'about the repository: its tools run on Linux' },
  { files: 'test/security/**', reason: 'about the repository: reads its sources' },
  { files: 'test/packaging/**', reason: `${linux} launcher and updates by folders` },
  {
    files: 'test/durability/power-cut.test.ts',
    reason: 'reads the system calls with strace; Wine shows no flush of Windows',
  },
  { files: 'test/hub/own-folder.test.ts', reason: `${linux} modes of folders` },
  { files: 'test/hub/store/cursor-race.test.ts', reason: 'PostgreSQL, a program of Linux here' },
  {
    files: 'test/hub/store/postgres-restart.test.ts',
    reason: 'PostgreSQL, a program of Linux here',
  },
  {
    files: 'test/main/station/update/{fetch,service}.test.ts',
    reason: `${linux} updates by folders`,
  },
  { files: 'test/printing/device.test.ts', reason: `${linux} device files of USB printers` },
];

/** Single tests that fail under Wine, and by which difference. */
export const excludedTests: readonly { file: string; test: RegExp; reason: string }[] = [
  {
    file: 'test/hub/http/bad-input.test.ts',
    test: /a body over the limit: too-large/,
    reason: resets,
  },
  {
    file: 'test/hub/http/station-quotas.test.ts',
    test: /no body of a station is read beyond/,
    reason: resets,
  },
  {
    file: 'test/main/station/event-package.test.ts',
    test: /cannot be marked/,
    reason: 'Wine runs as root, who may write to a file that is marked as read-only',
  },
  {
    file: 'test/main/tickets/ticket-message.test.ts',
    test: /carries the code|logo and text/,
    reason: readers,
  },
  {
    file: 'test/main/tickets/ticket-design.test.ts',
    test: /each ticket of a PDF|code’s room|both readers/,
    reason: readers,
  },
  { file: 'test/main/tickets/signed-tickets.test.ts', test: /zbar|every format/, reason: readers },
  { file: 'test/main/tickets/tickets.test.ts', test: /tickets as PDF/, reason: readers },
  { file: 'test/main/tickets/ticket-zip.test.ts', test: /writes a file a person/, reason: readers },
  { file: 'test/printing/test-sheet.test.ts', test: /zbarimg/, reason: readers },
  { file: 'test/printing/render.test.ts', test: /zbarimg/, reason: readers },
  { file: 'test/printing/reading.test.ts', test: /from a noisy picture/, reason: readers },
  {
    file: 'test/reports/writers.test.ts',
    test: /LibreOffice reads|what XML cannot hold|^PDF /,
    reason: readers,
  },
  {
    file: 'test/hub/cli/serve.all.test.ts',
    test: /SIGTERM|started again|on PostgreSQL/,
    reason: 'ends a hub by signals in good order, which Windows lacks, or uses PostgreSQL',
  },
  { file: 'test/hub/tls/tls.test.ts', test: /for the owner only/, reason: modes },
  { file: 'test/main/app/store-key.test.ts', test: /for the owner only/, reason: modes },
  { file: 'test/hub/http/limits.test.ts', test: /no stranger’s body/, reason: resets },
  {
    file: 'test/hub/station/updates.test.ts',
    test: /are added while it runs|are fetched by/,
    reason: `${linux} makes an update with tar, and reads it`,
  },
];
