import type { ReactNode } from 'react';
import type { Summary } from '../../../../domain/wire/organiser-figures.ts';
import { useFormats } from '../../formats.ts';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';

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
    </Section>
  );
}
