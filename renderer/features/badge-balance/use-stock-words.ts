import { useTranslation } from 'react-i18next';
import type { StockAccountView } from '../../../preload/contract/badge-balance.ts';
import { useFormats } from '../../i18n/format.ts';

/** Attempts that are named one by one; the rest is a number. */
const namedAttempts = 4;

/** Sentences about a stock account. */
export function useStockWords(): {
  /** The attempts of which nobody knows whether they took a blank. */
  attempts: (account: StockAccountView) => string;
  /** What the count says against the attempts, and what could explain it. */
  says: (account: StockAccountView) => string;
} {
  const { t } = useTranslation();
  const { list } = useFormats();
  const attempts = ({ inQuestion }: StockAccountView): string => {
    const named = inQuestion
      .slice(0, namedAttempts)
      .map(({ attempt, serialText }) =>
        serialText === ''
          ? t('stock.attemptTest', { attempt })
          : t('stock.attempt', { attempt, serial: serialText }),
      );
    const more = inQuestion.length - named.length;
    return list(more > 0 ? [...named, t('stock.attemptsMore', { count: more })] : named);
  };
  const says = (account: StockAccountView): string => {
    const { verdict } = account;
    switch (verdict.kind) {
      case 'balances':
      case 'not-counted':
        return t(`stock.says.${verdict.kind}`);
      case 'explained':
        return t('stock.says.explained', { count: verdict.missing, attempts: attempts(account) });
      case 'missing':
        return verdict.explained === 0
          ? t('stock.says.missing', { count: verdict.missing })
          : t('stock.says.partly', { count: verdict.missing, attempts: attempts(account) });
      case 'surplus':
        return t('stock.says.surplus', { count: verdict.surplus });
    }
  };
  return { attempts, says };
}
