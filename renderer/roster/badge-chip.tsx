import {
  Ban,
  Check,
  CirclePause,
  CircleQuestionMark,
  HandHelping,
  LoaderCircle,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeSummary } from '../../preload/contract/check-in.ts';
import { Chip, type Tone } from '../../ui/chip.tsx';

const looks: Readonly<Record<BadgeSummary['state'], { tone: Tone; Icon: typeof Check }>> = {
  printing: { tone: 'accent', Icon: LoaderCircle },
  held: { tone: 'look', Icon: CirclePause },
  asks: { tone: 'look', Icon: CircleQuestionMark },
  printed: { tone: 'accent', Icon: Check },
  'handed-over': { tone: 'go', Icon: HandHelping },
  stale: { tone: 'quiet', Icon: Ban },
  returned: { tone: 'quiet', Icon: Check },
  lost: { tone: 'stop', Icon: Ban },
  destroyed: { tone: 'quiet', Icon: Ban },
  'not-printed': { tone: 'quiet', Icon: Ban },
};

export function BadgeChip({ state }: { state: BadgeSummary['state'] }): ReactNode {
  const { t } = useTranslation();
  const { tone, Icon } = looks[state];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" size={14} strokeWidth={2.5} />}>
      {t(`badge.state.${state}`)}
    </Chip>
  );
}
