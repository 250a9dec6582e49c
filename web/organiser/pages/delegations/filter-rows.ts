import type { ScreenLanguage } from '../../../../domain/base/language.ts';
import type { Presence } from '../../../../domain/organiser/figures.ts';

type Row = Presence['rows'][number];

export const shownChoices = ['all', 'present', 'absent', 'head-missing'] as const;
export type Shown = (typeof shownChoices)[number];

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function fits(row: Row, shown: Shown): boolean {
  switch (shown) {
    case 'all':
      return true;
    case 'present':
      return row.present > 0;
    case 'absent':
      return row.present === 0;
    case 'head-missing':
      return row.heads.registered > 0 && row.heads.present === 0;
  }
}

/** The rows that match the choice, and whose name or code contains the text, ignoring accents. */
export function filterRows(
  rows: readonly Row[],
  text: string,
  shown: Shown,
  language: ScreenLanguage,
): Row[] {
  const wanted = fold(text.trim());
  return rows.filter(
    (row) => fits(row, shown) && fold(`${row.name?.[language] ?? ''} ${row.code}`).includes(wanted),
  );
}
