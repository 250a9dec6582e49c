import type { Mutation } from '../mutation.ts';

/** Faults of reading roster files: odd cells, look-alike codes, character sets. */
export const imports: readonly Mutation[] = [
  {
    name: 'a name typed at a station keeps an override of direction',
    caughtBy: 'test/domain/delegate-fields.test.ts',
    edits: [
      {
        file: 'domain/roster/delegate-fields.ts',
        find: 'schema: z.string().overwrite(withoutDirections).min(1).max(200),',
        put: 'schema: z.string().min(1).max(200),',
      },
    ],
  },
  {
    name: 'rows are not found by what their file calls an added delegation',
    caughtBy: 'test/import/unknown-delegations.test.ts',
    edits: [
      {
        file: 'main/roster/import/roster-import.ts',
        find: '      plan.words.push(...words);\n',
        put: '',
      },
    ],
  },
  {
    name: 'a desk of a hub adds delegations to its own copy of the event',
    caughtBy: 'test/import/unknown-delegations.test.ts',
    only: 'nothing is added where',
    edits: [
      {
        file: 'main/roster/import/roster-import.ts',
        find: "      if (parts.eventKeeper() !== 'here') throw new CallFailure('not-allowed');\n",
        put: '',
      },
    ],
  },
  {
    name: 'an import adds delegations without a new version of the event',
    caughtBy: 'test/import/unknown-delegations.test.ts',
    edits: [
      {
        file: 'main/roster/import/add-to-event.ts',
        find: 'held.version + (isSame ? 0 : 1)',
        put: 'held.version',
      },
    ],
  },
  {
    name: 'an empty cell of a field that the event declares clears nothing',
    caughtBy: 'test/import/extra-fields.test.ts',
    edits: [
      {
        file: 'domain/roster/roster-entry.ts',
        find: 'extra: tidyExtra({ ...existing?.extra, ...said.extra }),',
        put: 'extra: tidyExtra({ ...existing?.extra, ...tidyExtra(said.extra ?? {}) }),',
      },
    ],
  },
  {
    name: 'codes of one person in capitals and small letters are two',
    caughtBy: 'test/domain/registration-code.test.ts',
    edits: [
      {
        file: 'domain/tickets/registration-code.ts',
        find: 'return upperAscii(cleanCode(registrationCode));',
        put: 'return cleanCode(registrationCode);',
      },
    ],
  },
  {
    name: 'a small workbook of a row and a column far away is filled',
    caughtBy: 'test/intake/checked-archive.test.ts',
    only: 'far away, each within',
    edits: [
      { file: 'intake/xlsx.ts', find: 'rows * columns > maxPlaces', put: 'rows > maxPlaces' },
    ],
  },
  {
    name: 'an import’s memory is the app’s',
    caughtBy: 'test/import/interrupted.test.ts',
    only: 'runs out of memory',
    edits: [
      {
        file: 'main/roster/import/roster-import.ts',
        find: 'parts.startWorker({ workerData: data, resourceLimits: memoryLimit })',
        put: 'parts.startWorker({ workerData: data })',
      },
    ],
  },
  {
    name: 'a busy import does not hear that it was cancelled',
    caughtBy: 'test/platform/threads/threads.test.ts',
    only: 'stops a busy thread',
    edits: [{ file: 'platform/threads/serve.ts', find: '      hearEarly();\n', put: '' }],
  },
  {
    name: 'one byte of another character set turns a whole file',
    caughtBy: 'test/intake/same-rules.test.ts',
    edits: [
      {
        file: 'intake/encoding.ts',
        find: '  const isMostlyUtf8 = lines.some((line) => line.isUtf8);',
        put: '  const isMostlyUtf8 = lines.every((line) => line.isUtf8);',
      },
    ],
  },
  {
    name: 'a file of a doubtful character set is read by the guess',
    caughtBy: 'test/intake/same-rules.test.ts',
    edits: [
      {
        file: 'intake/read-people.ts',
        find: '  if (reading !== undefined) {',
        put: '  if (reading === undefined && table.readings.length > 0) {',
      },
    ],
  },
  {
    name: 'a letter that could not be read comes onto a badge',
    caughtBy: 'test/intake/same-rules.test.ts',
    edits: [
      {
        file: 'intake/row-reader.ts',
        find: "  if (text.includes('\\uFFFD')) return 'unreadable-character';\n",
        put: '',
      },
    ],
  },
  {
    name: 'a zero-width character in a code is taken out without a word',
    caughtBy: 'test/intake/odd-cells.test.ts',
    edits: [
      {
        file: 'intake/cell-text.ts',
        find: "    if (unseenInCode.test(cell.replace(directionMarks, ''))) what.push('unseen-characters');\n",
        put: '',
      },
    ],
  },
  {
    name: 'a code off the pattern is found with the person at the desk',
    caughtBy: 'test/intake/odd-cells.test.ts',
    edits: [
      {
        file: 'intake/cell-text.ts',
        find: "  what.push('off-pattern');\n",
        put: '',
      },
    ],
  },
  {
    name: 'a letter without a font is found with the person at the desk',
    caughtBy: 'test/intake/same-rules.test.ts',
    edits: [
      {
        file: 'intake/cell-text.ts',
        find: '  if (missing.length === 0) return',
        put: '  if (missing.length >= 0) return',
      },
    ],
  },
  {
    name: 'rows whose codes look alike do not say which is the same person',
    caughtBy: 'test/intake/same-rules.test.ts',
    edits: [
      {
        file: 'intake/read-people.ts',
        find: '    const sameAs = seen.lines.get(key) ?? null;',
        put: '    const sameAs = null;',
      },
    ],
  },
  {
    name: 'mended cells are written although nobody accepted them',
    caughtBy: 'test/import/command.test.ts',
    edits: [
      {
        file: 'main/roster/import/plan.ts',
        find: '      if (diff.mended > 0 && !acceptMended) {',
        put: '      if (diff.mended < 0 && !acceptMended) {',
      },
    ],
  },
  {
    name: 'the hub writes mended cells although nobody accepted them',
    caughtBy: 'test/hub/cli/commands.test.ts',
    edits: [
      {
        file: 'hub/cli/roster-commands.ts',
        find: "  if (mended > 0 && commandLine.options['accept-mended'] !== true) {",
        put: "  if (mended < 0 && commandLine.options['accept-mended'] !== true) {",
      },
    ],
  },
  {
    name: 'the screen refuses a list without printed names',
    caughtBy: 'test/intake/same-rules.test.ts',
    edits: [
      {
        file: 'domain/roster/roster-import.ts',
        find: "    field === 'printedName' ? !hasName : mapping[field] === undefined,",
        put: '    hasName ? mapping[field] === undefined : true,',
      },
    ],
  },
  {
    name: 'a code that a table has twice gives two delegations',
    caughtBy: 'test/intake/event-tables.test.ts',
    edits: [
      {
        file: 'intake/event/delegations.ts',
        find: "if (sameAs !== undefined) return problem('code-twice', code, sameAs);",
        put: '',
      },
    ],
  },
  {
    name: 'VIPs are guessed from words although a column says who they are',
    caughtBy: 'test/import/plan.test.ts',
    edits: [
      {
        file: 'intake/read-people.ts',
        find: 'if (vip !== undefined) return () => null;',
        put: '',
      },
    ],
  },
  {
    name: 'a calendar’s rule without any date is told without its entry',
    caughtBy: 'test/intake/event-calendar.test.ts',
    edits: [
      {
        file: 'intake/event/calendar.ts',
        find: 'current !== null && code === timedOut',
        put: 'current === null',
      },
    ],
  },
  {
    name: 'a session after midnight is on the day that begins then',
    caughtBy: 'test/domain/event-tables.test.ts',
    edits: [
      {
        file: 'domain/event/event-tables.ts',
        find: 'const isNight = opens < dayBoundary;',
        put: 'const isNight = opens < dayBoundary && dayBoundary === "";',
      },
    ],
  },
  {
    name: 'an event is created with what is right of a wrong table',
    caughtBy: 'test/main/station/set-up.test.ts',
    edits: [
      {
        file: 'intake/event/chosen-tables.ts',
        find: "if ('code' in read || read.problems.length > 0 || read.readings.length > 0) {",
        put: "if ('code' in read) {",
      },
    ],
  },
  {
    name: 'a file is compared with what desks corrected',
    caughtBy: 'test/hub/http/organiser-routes/imports.test.ts',
    edits: [
      {
        file: 'hub/roster/file-imports.ts',
        find: 'const listed = withoutDesks({ delegate, deleted: false, basis });',
        put: 'const listed = basis === null ? withoutDesks({ delegate, deleted: false, basis }) : delegate;',
      },
    ],
  },
  {
    name: 'corrected cells are written from the page without a yes',
    caughtBy: 'test/hub/http/organiser-routes/imports.test.ts',
    edits: [
      {
        file: 'hub/roster/file-imports.ts',
        find: 'plan.mended > 0 && !acceptMended',
        put: 'plan.mended < 0 && !acceptMended',
      },
    ],
  },
  {
    name: 'an import on the page is anybody’s',
    caughtBy: 'test/hub/http/organiser-routes/imports.test.ts',
    edits: [
      {
        file: 'hub/roster/file-imports.ts',
        find: 'const plan = plans.get(owner);\n    if (plan?.id !== planId) throw gone();',
        put: 'const [plan] = plans.values();\n    if (plan === undefined) throw gone();',
      },
    ],
  },
  {
    name: 'a fresh hub takes its event from anyone',
    caughtBy: 'test/hub/begin-hub.test.ts',
    edits: [
      {
        file: 'hub/begin-hub.ts',
        find: 'if (secretHash(plainCode(typed)) !== expected) throw',
        put: 'if (secretHash(plainCode(typed)) === expected.slice(1)) throw',
      },
    ],
  },
  {
    name: 'a fresh hub takes its event from another site’s page',
    caughtBy: 'test/hub/begin-hub.test.ts',
    edits: [
      {
        file: 'hub/http/begin-server.ts',
        find: '        checkOrigin(request);\n',
        put: '',
      },
    ],
  },
];
