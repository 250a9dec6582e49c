import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserDayStatus } from '../../../../domain/wire/organiser-days.ts';
import { Chip } from '../../../../renderer/ui/chip.tsx';
import { useFormats } from '../../formats.ts';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { findingsOf } from './day-matters.ts';

/** What was found about a day, by kind, and into how much of it nobody has looked. */
export function FindingsCard({ status }: { status: OrganiserDayStatus }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const findings = findingsOf(status);
  return (
    <Section title={t('days.findings')}>
      {findings.length === 0 ? (
        <p className="all-well">
          <CircleCheck aria-hidden="true" size={20} />
          {t('days.noFindings')}
        </p>
      ) : (
        <>
          <ul className="findings">
            {findings.map(({ kind, count, open }) => (
              <li key={kind}>
                <span>
                  <strong className="figures">{number(count)}</strong>{' '}
                  {t(`days.finding.${kind}`, { count })}
                </span>
                {open > 0 ? (
                  <Chip tone="look">
                    {t('days.findingOpen', { count: open, number: number(open) })}
                  </Chip>
                ) : (
                  <Chip tone="go">{t('days.findingDone')}</Chip>
                )}
              </li>
            ))}
          </ul>
          <p className="small">{t('days.findingsHint')}</p>
        </>
      )}
    </Section>
  );
}
