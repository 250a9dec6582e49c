import type { ReactNode } from 'react';
import { registrationGaps } from '../../../../domain/registration-balance.ts';
import type { Summary } from '../../../../domain/wire/organiser-figures.ts';
import { useFormats } from '../../formats.ts';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import './balance.css';

const parts = ['present', 'notArrived', 'pending', 'cancelled', 'replaced', 'revoked'] as const;

/** Everybody who was ever registered, and what became of each: the parts add up to the whole. */
export function BalanceCard({ summary }: { summary: Summary }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const { registered } = summary;
  return (
    <Section
      title={t('balance.title')}
      aside={
        <span className="small figures">
          {t('balance.registered', { count: registered, number: number(registered) })}
        </span>
      }
    >
      <div className="balance-bar" aria-hidden="true">
        {parts.map((part) => (
          <span key={part} data-part={part} style={{ flexGrow: summary[part] }} />
        ))}
      </div>
      <dl className="balance-list">
        {parts.map((part) => (
          <div key={part}>
            <dt>
              <span className="balance-mark" data-part={part} aria-hidden="true" />
              {t(`balance.${part}`)}
            </dt>
            <dd className="figures">{number(summary[part])}</dd>
          </div>
        ))}
      </dl>
      <Gaps summary={summary} />
      {summary.otherDays > 0 && (
        <p className="small figures">
          {t('balance.otherDays', {
            count: summary.otherDays,
            number: number(summary.otherDays),
          })}
        </p>
      )}
    </Section>
  );
}

/** Where the parts do not make the whole: who is here although the registration says otherwise. */
function Gaps({ summary: { gaps } }: { summary: Summary }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const open = registrationGaps.filter((gap) => gaps[gap] > 0);
  if (open.length === 0) return null;
  return (
    <div className="balance-gaps">
      <p>{t('balance.gaps')}</p>
      <ul>
        {open.map((gap) => (
          <li key={gap} className="figures">
            {t(`balance.gap.${gap}`)}
            {' · '}
            <strong>{number(gaps[gap])}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
