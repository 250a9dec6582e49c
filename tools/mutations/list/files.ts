import type { Mutation } from '../mutation.ts';

/** Faults of files that others open, of pictures and of updates. */
export const files: readonly Mutation[] = [
  {
    name: 'a spreadsheet takes a name for a formula',
    caughtBy: 'test/intake/rejected-csv.test.ts',
    edits: [{ file: 'domain/base/csv.ts', find: '*[=+\\-@＝', put: '*[+\\-@＝' }],
  },
  {
    name: 'a formula in full-width letters stays active',
    caughtBy: 'test/domain/csv.test.ts',
    edits: [{ file: 'domain/base/csv.ts', find: '@＝＋－＠]`', put: '@]`' }],
  },
  {
    name: 'a cell of a semicolon file is a formula to who reads commas',
    caughtBy: 'test/domain/csv.test.ts',
    edits: [{ file: 'domain/base/csv.ts', find: '^|[,;|\\t\\r\\n]`', put: '^`' }],
  },
  {
    name: 'a picture of a few kilobytes fills the memory of the printing thread',
    caughtBy: 'test/printing/templates.test.ts',
    edits: [
      {
        file: 'intake/photo/load-picture.ts',
        find: "  if (size.width * size.height > maxDots) throw new PictureError('too-many-pixels');\n",
        put: '',
      },
    ],
  },
  {
    name: 'a template with an enormous logo is taken',
    caughtBy: 'test/domain/check-template.test.ts',
    edits: [
      {
        file: 'domain/templates/check-template.ts',
        find: 'actual > maxKeptDots',
        put: 'actual > 1e9',
      },
    ],
  },
  {
    name: 'the editor decodes an enormous logo',
    caughtBy: 'test/ui/read-logo.test.ts',
    edits: [
      {
        file: 'ui/fields/read-logo.ts',
        find: 'size.height > maxPictureDots',
        put: 'size.height > 1e9',
      },
    ],
  },
  {
    name: 'one of the two keys of the publisher is enough for an update',
    caughtBy: 'test/main/station/update/fetch.test.ts',
    edits: [{ file: 'domain/sync/update.ts', find: 'keys.every((key)', put: 'keys.some((key)' }],
  },
  {
    name: 'a key that signs twice is two keys',
    caughtBy: 'test/main/station/update/fetch.test.ts',
    edits: [{ file: 'domain/sync/update.ts', find: 'keys[0] !== keys[1] &&', put: 'true &&' }],
  },
  {
    name: 'an update that was signed long ago is taken for the newest',
    caughtBy: 'test/main/station/update/fetch.test.ts',
    edits: [
      {
        file: 'main/station/update/choose-update.ts',
        find: "  if (chooser.now - signedAt > maxAgeMs) throw new UpdateFailure('too-old');\n",
        put: '',
      },
    ],
  },
  {
    name: 'an offer of updates goes back in version or date',
    caughtBy: 'test/main/station/update/fetch.test.ts',
    edits: [
      {
        file: 'main/station/update/choose-update.ts',
        find: 'compareVersions(version, last.version) < 0 || signedAt < last.signedAt',
        put: 'compareVersions(version, last.version) < 0',
      },
    ],
  },
  {
    name: 'an offer of updates ends and nobody is told',
    caughtBy: 'test/main/station/update/service.test.ts',
    edits: [
      {
        file: 'main/station/update/choose-update.ts',
        find: "    if (last !== null) throw new UpdateFailure('went-back');\n",
        put: '',
      },
    ],
  },
  {
    name: 'the helper of Chromium’s sandbox has an ordinary program’s mode in the Debian package',
    caughtBy: 'test/packaging/deb.test.ts',
    edits: [{ file: 'tools/package/deb.mjs', find: 'return 0o4755', put: 'return 0o755' }],
  },
  {
    name: 'an upgrade of the Debian package replaces what the administrator changed',
    caughtBy: 'test/packaging/deb.test.ts',
    edits: [{ file: 'tools/package/deb.mjs', find: 'files.filter(isConffile)', put: '[].slice()' }],
  },
  {
    name: 'the Debian package of a pre-release does not give way to the release',
    caughtBy: 'test/packaging/deb.test.ts',
    edits: [{ file: 'tools/package/deb.mjs', find: "replace('-', '~')", put: "replace('-', '+')" }],
  },
];
