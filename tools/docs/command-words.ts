import type packageFile from '../../package.json';

interface ScriptWords {
  does: string;
  /** After `--`; empty for none. */
  options: string;
}

export const scriptWords: Readonly<Record<keyof typeof packageFile.scripts, ScriptWords>> = {
  start: { does: 'Sets up, builds and opens the app.', options: '' },
  demo: {
    does: 'Runs the real app end to end with a fake webcam and a virtual printer. Results: `demo-out/`.',
    options: '',
  },
  tickets: { does: 'Writes a page of sample tickets of the demo event.', options: '[--out DIR]' },
  event: { does: 'Makes an event and its keys as files, for a hub.', options: 'create …' },
  'formats:write': { does: 'Writes a set of fixtures, one of each format.', options: 'NAME' },
  import: {
    does: 'Imports a roster without a window.',
    options: 'FILE [--yes] [--accept-mended] [--encoding NAME]',
  },
  build: { does: 'Builds the app into `out/`.', options: '' },
  doctor: {
    does: 'Checks a station. Exit code 0: OK, 1: a warning, 2: an error, 3: no check possible.',
    options: '[--json] [--data-dir DIR]',
  },
  hub: { does: 'Runs the hub, or a command of a running hub.', options: '[COMMAND]' },
  test: { does: 'Runs the tests of a commit: 10 minutes on two cores.', options: '' },
  'test:all': { does: 'Runs all tests with full matrices: 90 minutes at most.', options: '' },
  'test:print': {
    does: 'Plays random days of faults on virtual printers.',
    options: '[--schedules N] [--seed S]',
  },
  'test:windows': { does: 'Runs tests on Windows’ Node under Wine.', options: '[FOLDER]' },
  'test:sync': {
    does: 'Simulates faults of stations, hub and network.',
    options: '[--seconds N] [--seed S] [--state FILE]',
  },
  'test:mutations': {
    does: 'Plants each known fault and runs the test that must fail.',
    options: '[--only TEXT] [--list]',
  },
  'test:stryker': {
    does: 'Changes the rules and the cryptography by Stryker, and runs their tests.',
    options: '[--mutate FILE]',
  },
  verify: {
    does: 'Checks a day’s signed report, or the archive of an event, offline.',
    options: 'FILE [--previous FILE] [--key BASE64] [--facts FILE]',
  },
  check: { does: 'Checks format, lint, types, imports and unused code.', options: '' },
  sbom: { does: 'Writes the bill of materials and the licence notices.', options: '[FILE]' },
  audit: { does: 'Fails on known weaknesses that are high or critical.', options: '' },
  bench: { does: 'Measures speed and memory.', options: '[--json FILE] [--only NAME]' },
  fuzz: {
    does: 'Feeds broken bytes, texts and values to each parser.',
    options: '[--cases N] [--seed N] [--only PART]',
  },
  docs: {
    does: 'Writes the generated pages of `docs/`.',
    options: '',
  },
  package: { does: 'Packages the app.', options: '[--dir] [--deb] [--release]' },
};

export const appOptions: Readonly<Record<string, string>> = {
  'data-dir': 'Folder of everything that the station writes; else `LANYARD_DATA_DIR`.',
  config: 'The [configuration file](../configuration.md); else `LANYARD_CONFIG`.',
  mode: '`desk`, `kiosk` or `door`.',
  import: 'Imports this roster without a window.',
  yes: 'With `--import`: writes without a question.',
  'accept-mended': 'With `--import`: takes cells that can be mended.',
  others:
    'With `--import`: `same`, `new` or `left-out` for every row that may be a person of the roster.',
  encoding: 'With `--import`: the character set of a file that is not UTF-8.',
  demo: 'Opens the demo event.',
  'set-up': 'Opens the first start.',
  doctor: 'Checks the station without a window.',
  json: 'With `--doctor`: prints JSON.',
};
