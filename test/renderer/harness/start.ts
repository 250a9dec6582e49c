import { createFakeDesk, type Harness } from './fake-desk.ts';
import { measures } from './in-page/index.ts';
import { readOptions } from './options.ts';

declare global {
  interface Window {
    harness: Harness;
    measures: typeof measures;
  }
}

const { api, harness } = createFakeDesk(readOptions(window.location.search));
window.lanyard = api;
window.harness = harness;
window.measures = measures;
await import('../../../renderer/main.ts');
