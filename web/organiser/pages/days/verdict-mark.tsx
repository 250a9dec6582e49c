import { CircleCheck, CircleDashed, OctagonAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Verdict } from '../../../../domain/day-close/station-verdict.ts';
import { Chip } from '../../../../ui/chip.tsx';
import { useWords } from '../../words.ts';

const looks = {
  proven: { tone: 'go', Icon: CircleCheck },
  open: { tone: 'look', Icon: CircleDashed },
  broken: { tone: 'stop', Icon: OctagonAlert },
} as const satisfies Record<Verdict, unknown>;

/** Only the icon: the text is beside it. */
export function VerdictIcon({ verdict }: { verdict: Verdict }): ReactNode {
  const { Icon } = looks[verdict];
  return <Icon aria-hidden="true" size={18} />;
}

export function VerdictChip({ verdict }: { verdict: Verdict }): ReactNode {
  const { t } = useWords();
  const { tone, Icon } = looks[verdict];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" size={14} />}>
      {t(`days.verdict.${verdict}`)}
    </Chip>
  );
}
