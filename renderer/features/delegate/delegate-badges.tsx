import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';
import { BadgeChip } from '../badge/badge-chip.tsx';
import { HandOver } from '../badge/hand-over.tsx';
import type { BadgeSummary } from '../badge/types.ts';

/** Every badge that was ever issued to the delegate, newest first. */
export function DelegateBadges({ badges }: { badges: readonly BadgeSummary[] }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const newestFirst = [...badges].sort((a, b) => b.issuedAt - a.issuedAt);
  return (
    <div className="delegate-block">
      <h3>{t('delegate.badges')}</h3>
      {newestFirst.length === 0 && <p className="delegate-none">{t('delegate.noBadges')}</p>}
      <ul>
        {newestFirst.map((badge) => (
          <li key={badge.serialText} className="delegate-badge">
            <bdi className="code">{badge.serialText}</bdi>
            <span className="delegate-when figures">
              {t('delegate.issued', { time: time(badge.issuedAt) })}
            </span>
            <BadgeChip state={badge.state} />
            {badge.state === 'printed' && <HandOver badge={badge} />}
          </li>
        ))}
      </ul>
    </div>
  );
}
