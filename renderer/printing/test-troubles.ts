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

/** The step of the dialog that fixes a problem; null if it must be fixed at the printer. */
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
