import { foldText } from '../../../../domain/base/fold-text.ts';
import type { ScreenLanguage } from '../../../../domain/base/language.ts';
import type { Presence } from '../../../../domain/organiser/figures.ts';

type Row = Presence['rows'][number];

export const shownChoices = ['all', 'present', 'absent', 'head-missing'] as const;
export type Shown = (typeof shownChoices)[number];

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
  const wanted = foldText(text.trim());
  return rows.filter(
    (row) =>
      fits(row, shown) && foldText(`${row.name?.[language] ?? ''} ${row.code}`).includes(wanted),
  );
}
