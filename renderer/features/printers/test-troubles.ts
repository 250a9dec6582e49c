/** What can be wrong with a test print that came out, or did not. */
export const troubles = [
  'right-missing',
  'wrong-scale',
  'cut-off',
  'upside-down',
  'blank',
  'gibberish',
  'nothing',
  'not-told',
] as const;
export type Trouble = (typeof troubles)[number];

/** Where in the dialog a trouble is mended; null where it is mended at the printer itself. */
export function remedyPlace(trouble: Trouble): 'find' | 'model' | 'width' | 'badges' | null {
  switch (trouble) {
    case 'right-missing':
    case 'wrong-scale':
      return 'width';
    case 'cut-off':
      return 'badges';
    case 'gibberish':
      return 'model';
    case 'nothing':
      return 'find';
    case 'upside-down':
    case 'blank':
    case 'not-told':
      return null;
  }
}
