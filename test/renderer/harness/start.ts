import { countControls, focused, focusFaults, watchFocus } from './in-page/focus.ts';
import { rawTexts } from './in-page/plain.ts';
import * as sizes from './in-page/sizes.ts';
import * as words from './in-page/words.ts';

/**
 * What a test may measure in the page. Every list names faults; an empty one means there are none.
 */
const measures = { ...sizes, ...words, rawTexts, countControls, focused, focusFaults, watchFocus };

declare global {
  interface Window {
    measures: typeof measures;
  }
}

window.measures = measures;
await import('../../../renderer/main.ts');
