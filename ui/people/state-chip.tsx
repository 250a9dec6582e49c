import { Ban, CircleCheck, Clock3, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonState } from '../../domain/people/people-list.ts';
import { Chip, type Tone } from '../chip.tsx';

const looks: Readonly<Record<PersonState, { tone: Tone; Icon: typeof Ban }>> = {
  registered: { tone: 'quiet', Icon: UserRound },
  present: { tone: 'go', Icon: CircleCheck },
  pending: { tone: 'look', Icon: Clock3 },
  cancelled: { tone: 'stop', Icon: Ban },
  revoked: { tone: 'stop', Icon: Ban },
};

export function StateChip({ state }: { state: PersonState }): ReactNode {
  const { t } = useTranslation();
  const { tone, Icon } = looks[state];
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" size={14} />}>
      {t(`people.state.${state}`)}
    </Chip>
  );
}
