import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchPreview as Preview } from '../../../preload/contract/print-batches.ts';

/** How many badges a batch would print, where, and why not the others. */
export function BatchPreview({ preview }: { preview: Preview }): ReactNode {
  const { t } = useTranslation();
  const { willPrint, printers, withoutPrinter, left } = preview;
  return (
    <>
      <p className="batch-will" data-none={willPrint === 0 || undefined}>
        {willPrint === 0
          ? t('batches.willPrintNone')
          : t('batches.willPrint', { count: willPrint })}
      </p>
      <ul>
        {printers.map(({ printerId, name, count }) => (
          <li key={printerId}>
            <bdi>{t('batches.goesTo', { count, printer: name })}</bdi>
          </li>
        ))}
        {withoutPrinter > 0 && (
          <li data-tone="look">{t('batches.withoutPrinter', { count: withoutPrinter })}</li>
        )}
      </ul>
      {left.length > 0 && (
        <>
          <h3>{t('batches.leftTitle')}</h3>
          <ul>
            {left.map(({ why, count }) => (
              <li key={why}>{t(`batches.left.${why}`, { count })}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
