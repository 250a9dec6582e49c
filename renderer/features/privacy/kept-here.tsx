import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrivacyView } from '../../../preload/contract/privacy.ts';
import { useFormats } from '../../i18n/format.ts';

const parts = ['delegates', 'payloads', 'photos', 'activity', 'files'] as const;

/** How much personal data lies at this station, where, and what a purge does with it. */
export function KeptHere({ kept }: { kept: PrivacyView['kept'] }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <section className="card privacy-card" aria-labelledby="privacy-kept">
      <h2 id="privacy-kept">{t('privacy.kept.title')}</h2>
      <table className="privacy-table">
        <thead>
          <tr>
            <th scope="col">{t('privacy.kept.what')}</th>
            <th scope="col">{t('privacy.kept.where')}</th>
            <th scope="col" className="privacy-number">
              {t('privacy.kept.count')}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part}>
              <th scope="row">{t(`privacy.part.${part}`)}</th>
              <td>{t(`privacy.where.${part}`)}</td>
              <td className="figures privacy-number">{number(kept[part])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="field-hint">{t('privacy.kept.stays')}</p>
    </section>
  );
}
