import { countControls, focused, focusFaults, watchFocus } from './in-page/focus.ts';
import { rawTexts } from './in-page/plain.ts';
import * as sizes from './in-page/sizes.ts';
import * as words from './in-page/words.ts';

/** What a test may measure in the page. Every list names faults and is empty where all is well. */
const measures = { ...sizes, ...words, rawTexts, countControls, focused, focusFaults, watchFocus };

declare global {
  interface Window {
    measures: typeof measures;
  }
}

window.measures = measures;
await import('../../../renderer/main.ts');
