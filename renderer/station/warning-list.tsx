import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationWarning } from '../../preload/contract/station/station.ts';
import { Details, SupportText } from '../../ui/fold.tsx';
import { Note } from '../../ui/note.tsx';

type Code = StationWarning['code'];

/** Shown to every operator, because these soon stop the work at the desk. */
const everyones: readonly Code[] = ['disk-full', 'disk-nearly-full', 'print-queue-stuck'];

/** True all day: nothing to resolve, so not a problem. */
const facts: readonly Code[] = ['demo-data', 'clock-set', 'event-purged'];

/** The order itself has a card among the problems. */
const ordered: readonly Code[] = ['order-held', 'records-held'];

/** The warnings that the person at the desk must act on. */
export function problemsOf(
  warnings: readonly StationWarning[],
  isSupervisor: boolean,
): StationWarning[] {
  return warnings.filter(({ code }) => {
    if (facts.includes(code) || ordered.includes(code)) return false;
    return isSupervisor || everyones.includes(code);
  });
}

export function WarningList({ warnings }: { warnings: readonly StationWarning[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className="grid gap-3">
      {warnings.map(({ code, detail }) => (
        <li key={`${code} ${detail}`}>
          <Note tone="look" icon={<TriangleAlert size={18} />} title={t(`warning.${code}.title`)}>
            <p>{t(`warning.${code}.remedy`)}</p>
            {detail !== '' && (
              <Details>
                <SupportText>{detail}</SupportText>
              </Details>
            )}
          </Note>
        </li>
      ))}
    </ul>
  );
}
