import { useTranslation } from 'react-i18next';
import type { JudgedRange } from '../../domain/ledger/judgement.ts';

/** The records of a station that an order is about: an incarnation, and from which to which. */
export function useRangeLabel(): (range: Omit<JudgedRange, 'station'>) => string {
  const { t } = useTranslation();
  return ({ incarnation, from, to }) => {
    const records =
      from === 1 && to === null
        ? t('recordOrder.all')
        : to === null
          ? t('recordOrder.fromOn', { from })
          : t('recordOrder.fromTo', { from, to });
    return incarnation === null
      ? records
      : `${t('recordOrder.incarnation', { number: incarnation })} · ${records}`;
  };
}
