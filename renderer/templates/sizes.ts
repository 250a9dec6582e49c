import { useTranslation } from 'react-i18next';
import { cardSize } from '../../domain/templates/card-size.ts';
import { useFormats } from '../kit/words/format.ts';
import type { Size } from './geometry.ts';

/** Sizes of badges that events use, in millimetres of one side. */
export const sizePresets = {
  roll: { width: 72, height: 100 },
  large: { width: 102, height: 152 },
  a6: { width: 105, height: 148 },
  middle: { width: 90, height: 130 },
  card: { width: 86, height: 54 },
  cr80: cardSize,
} as const satisfies Record<string, Size>;
export type SizeId = keyof typeof sizePresets;
export const sizeIds = Object.keys(sizePresets) as SizeId[];

/** The preset of a size, or null. */
export function sizeOf(size: Size): SizeId | null {
  return (
    sizeIds.find(
      (id) => sizePresets[id].width === size.width && sizePresets[id].height === size.height,
    ) ?? null
  );
}

/** "80 mm roll · 72 × 100 mm" */
export function useSizeWords(): (id: SizeId) => string {
  const { t } = useTranslation();
  const millimetres = useMillimetres();
  return (id) => `${t(`templates.sizes.${id}`)} · ${millimetres(sizePresets[id])}`;
}

/** "72 × 100 mm" */
export function useMillimetres(): (size: Size) => string {
  const { t } = useTranslation();
  const { number } = useFormats();
  return ({ width, height }) =>
    t('templates.millimetres', { width: number(width), height: number(height) });
}
