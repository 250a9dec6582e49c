import { CircleCheckBig, CircleDashed, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../domain/day-close/station-verdict.ts';
import { Chip, type Tone } from './chip.tsx';

const looks: Readonly<Record<Verdict, { tone: Tone; Icon: typeof CircleDashed }>> = {
  proven: { tone: 'go', Icon: CircleCheckBig },
  open: { tone: 'look', Icon: CircleDashed },
  broken: { tone: 'stop', Icon: OctagonX },
};

/** Whether a station's records of a day are proven complete. */
export function VerdictChip({ verdict }: { verdict: Verdict }): ReactNode {
  const { t } = useTranslation();
  const { tone, Icon } = looks[verdict];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" size={14} strokeWidth={2.5} />}>
      {t(`stationVerdict.${verdict}`)}
    </Chip>
  );
}

/** Only the icon: the text is beside it. */
export function VerdictIcon({ verdict }: { verdict: Verdict }): ReactNode {
  const { Icon } = looks[verdict];
  return <Icon aria-hidden="true" size={18} />;
}
