import { clippedTexts, sideways } from './clipping.ts';
import { languageFaults, unisolated } from './direction.ts';
import { undrawnEmpties } from './empties.ts';
import { countControls, focused, focusFaults, watchFocus } from './focus.ts';
import { closeTargets, smallTargets, smallTexts } from './sizes.ts';

/** What a test may measure in the page: `window.measures`. Every list names faults and is empty where all is well. */
export const measures = {
  smallTargets,
  closeTargets,
  smallTexts,
  clippedTexts,
  sideways,
  languageFaults,
  unisolated,
  undrawnEmpties,
  watchFocus,
  countControls,
  focused,
  focusFaults,
};
