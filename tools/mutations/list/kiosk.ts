import type { Mutation } from '../mutation.ts';

/** Faults of the self-service kiosk. */
export const kiosk: readonly Mutation[] = [
  {
    name: 'a code is enough without the family name',
    caughtBy: 'test/main/kiosk/kiosk.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-look-up.ts',
        find: 'if (seen.delegate === null || !isFamilyNameOf(input.familyName, seen.delegate)) {',
        put: 'if (seen.delegate === null) {',
      },
    ],
  },
  {
    name: 'a wrong guess is not counted',
    caughtBy: 'test/main/kiosk/kiosk.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-look-up.ts',
        find: '    parts.guesses.count();\n',
        put: '',
      },
    ],
  },
  {
    name: 'a right guess forgives the wrong ones',
    caughtBy: 'test/main/kiosk/kiosk.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-visits.ts',
        find: 'this.#wrong.length < tolerated',
        put: 'this.#wrong.length < tolerated * 4',
      },
    ],
  },
  {
    name: 'guesses are tolerated for ever',
    caughtBy: 'test/main/kiosk/kiosk.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-visits.ts',
        find: 'return Math.max(1, Math.ceil(oldest + window - this.#now()));',
        put: 'return 0;',
      },
    ],
  },
  {
    name: 'a look-up leaves the visit before it open',
    caughtBy: 'test/main/kiosk/kiosk.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-look-up.ts',
        find: '  parts.visits.end();\n',
        put: '',
      },
    ],
  },
  {
    name: 'a visit never ends by itself',
    caughtBy: 'test/main/kiosk/kiosk.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-visits.ts',
        find: 'if (this.#now() - current.usedAt > longest) {',
        put: 'if (this.#now() - current.usedAt > longest * 1_000) {',
      },
    ],
  },
  {
    name: 'somebody with a flag is admitted at a kiosk',
    caughtBy: 'test/main/kiosk/kiosk.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-calls.ts',
        find: "if (verdict.outcome !== 'admitted' || delegate === null || delegate.flagged) {",
        put: "if (verdict.outcome !== 'admitted' || delegate === null) {",
      },
    ],
  },
  {
    name: 'somebody with a flag is shown at a kiosk',
    caughtBy: 'test/main/kiosk/kiosk.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-look-up.ts',
        find: "if (verdict.outcome !== 'admitted' || delegate === null || delegate.flagged) {",
        put: "if (verdict.outcome !== 'admitted' || delegate === null) {",
      },
    ],
  },
  {
    name: 'a consent that was not touched counts as given',
    caughtBy: 'test/main/kiosk/kiosk.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-calls.ts',
        find: '[id, given[id] === true]',
        put: '[id, given[id] !== false]',
      },
    ],
  },
  {
    name: 'a kiosk asked again admits again',
    caughtBy: 'test/main/kiosk/kiosk.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-calls.ts',
        find: '  if (visit.admitted !== null) return visit.admitted;\n',
        put: '',
      },
    ],
  },
  {
    name: 'a delegate becomes somebody else by spelling',
    caughtBy: 'test/main/kiosk/kiosk.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-calls.ts',
        find: "  if (fields.some((field) => !isSpellingOf(corrected[field] ?? '', known[field]))) return null;\n",
        put: '',
      },
    ],
  },
  {
    name: 'a registration code is answered without the name',
    caughtBy: 'test/main/kiosk/kiosk.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-look-up.ts',
        find: "    case 'registration-code':\n      return { outcome: 'name-needed', code: parsed.code };\n",
        put: "    case 'registration-code':\n",
      },
    ],
  },
  {
    name: 'a badge of which nothing is known counts as printed',
    caughtBy: 'test/main/kiosk/kiosk.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-calls.ts',
        find: "    case 'failed-partial':\n    case 'unknown':\n",
        put: "    case 'unknown':\n      return 'printed';\n    case 'failed-partial':\n",
      },
    ],
  },
  {
    name: 'a scan amid a visit shows the next person',
    caughtBy: 'test/renderer/kiosk/machine.test.ts',
    edits: [
      {
        file: 'renderer/kiosk/machine/badge-states.ts',
        find: "    CORRECT: 'correct',\n",
        put: "    CORRECT: 'correct',\n    SCAN: { target: 'lookingUp', actions: 'aimAtScan' },\n",
      },
    ],
  },
  {
    name: 'the chosen language is overridden by the record',
    caughtBy: 'test/renderer/kiosk/machine.test.ts',
    edits: [
      {
        file: 'renderer/kiosk/machine/setup.ts',
        find: 'context.chosen ? context.language : (language ?? context.language)',
        put: 'language ?? context.language',
      },
    ],
  },
  {
    name: 'what was ticked stays for the next visit',
    caughtBy: 'test/renderer/kiosk/machine.test.ts',
    edits: [
      {
        file: 'renderer/kiosk/machine/setup.ts',
        find: '      help: context.help,\n      helpRequest',
        put: '      help: context.help,\n      consents: context.consents,\n      helpRequest',
      },
    ],
  },
  {
    name: 'time runs out while a check-in is being written',
    caughtBy: 'test/renderer/kiosk/machine.test.ts',
    edits: [
      {
        file: 'renderer/kiosk/machine/badge-states.ts',
        find: '  on: { LEAVE: {}, TIME_OUT: {} },\n',
        put: '  on: {},\n',
      },
    ],
  },
  {
    name: 'a kiosk says admitted though the commit failed',
    caughtBy: 'test/main/kiosk/kiosk-commit.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-calls.ts',
        find: '  return { answer, jobId: isMade ? (badge?.jobId ?? null) : null };',
        put: '  const made = { answer, jobId: isMade ? (badge?.jobId ?? null) : null };\n  Object.assign(visit, { admitted: made });\n  return made;',
      },
    ],
  },
  {
    name: 'a kiosk with a clock hours off asks nobody',
    caughtBy: 'test/main/ledger/confirm-clock.test.ts',
    edits: [
      {
        file: 'main/kiosk/kiosk-look-up.ts',
        find: '  assertClockConfirmed(parts.context);\n',
        put: '',
      },
    ],
  },
  {
    name: 'a language that was only read stays against the record',
    caughtBy: 'test/renderer/kiosk/machine.test.ts',
    edits: [
      {
        file: 'renderer/kiosk/machine/setup.ts',
        find: "event.type === 'TYPE' && event.language !== undefined ? { language: event.language } : {},",
        put: "event.type === 'TYPE' && event.language !== undefined\n        ? { language: event.language, chosen: true }\n        : {},",
      },
    ],
  },
  {
    name: 'a kiosk is green for a person who must see the desk',
    caughtBy: 'test/renderer/kiosk/screen-of.test.ts',
    edits: [
      {
        file: 'renderer/kiosk/screen-of.ts',
        find: "    case 'take':\n    case 'collect':\n      return 'go';",
        put: "    case 'take':\n    case 'collect':\n    case 'seeDesk':\n      return 'go';",
      },
    ],
  },
  {
    name: 'the label of the next step changes its place',
    caughtBy: 'test/e2e/renderer-kiosk-way.e2e.ts',
    edits: [
      {
        file: 'renderer/kiosk/kiosk-frame.css',
        find: '    inline-size: calc(384 * var(--u));\n',
        put: '    inline-size: auto;\n',
      },
    ],
  },
  {
    name: 'the tools of an upright kiosk are out of reach',
    caughtBy: 'test/e2e/renderer-kiosk-way.e2e.ts',
    edits: [
      {
        file: 'renderer/kiosk/kiosk-frame.css',
        find: "      'head' auto\n      'notes' auto\n",
        put: "      'tools' auto\n      'head' auto\n      'notes' auto\n",
      },
      {
        file: 'renderer/kiosk/kiosk-frame.css',
        find: "      'foot' auto\n      'tools' auto / minmax(0, 1fr);",
        put: "      'foot' auto / minmax(0, 1fr);",
      },
    ],
  },
];
