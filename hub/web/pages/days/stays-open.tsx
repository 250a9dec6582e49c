import { CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OrganiserDayStatus } from '../../../../domain/wire/organiser-days.ts';
import { Note } from '../../../../renderer/ui/note.tsx';
import { useFormats } from '../../formats.ts';
import { useWords } from '../../words.ts';
import { openFindings } from './day-matters.ts';

/** What the report will say is open; or that nothing is. */
export function StaysOpen({ status }: { status: OrganiserDayStatus }): ReactNode {
  const { t } = useWords();
  const { number, list } = useFormats();
  const unproven = status.stations.filter(({ verdict }) => verdict !== 'proven');
  const findings = openFindings(status);
  if (unproven.length === 0 && findings.length === 0) {
    return (
      <p className="all-well">
        <CircleCheck aria-hidden="true" size={20} />
        {t('days.allWell')}
      </p>
    );
  }
  return (
    <Note
      tone="look"
      icon={<CircleDashed aria-hidden="true" size={20} />}
      title={t('days.staysOpen')}
    >
      <ul className="bullets">
        {unproven.length > 0 && (
          <li>
            {t('days.stayStations', {
              count: unproven.length,
              number: number(unproven.length),
              names: list(unproven.map(({ name }) => name)),
            })}
          </li>
        )}
        {findings.map(({ kind, open }) => (
          <li key={kind}>
            {number(open)} {t(`days.finding.${kind}`, { count: open })}
          </li>
        ))}
      </ul>
      <p>{t('days.closeAsIs')}</p>
    </Note>
  );
}
