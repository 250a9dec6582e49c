import { Ban, CircleCheck, Clock3 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationStatus } from '../../../domain/delegate.ts';
import { useIsSupervisor } from '../../client/station.tsx';
import { Chip, type Tone } from '../../ui/chip.tsx';

const looks: Readonly<Record<RegistrationStatus, { tone: Tone; Icon: typeof Ban }>> = {
  confirmed: { tone: 'quiet', Icon: CircleCheck },
  pending: { tone: 'look', Icon: Clock3 },
  cancelled: { tone: 'stop', Icon: Ban },
  revoked: { tone: 'stop', Icon: Ban },
};

/** The registration's status; "revoked" is a word for supervisors only. */
export function StatusChip({ status }: { status: RegistrationStatus }): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const { tone, Icon } = looks[status];
  const words =
    status === 'revoked' && isSupervisor ? t('status.revokedSupervisor') : t(`status.${status}`);
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" size={14} strokeWidth={2.5} />}>
      {words}
    </Chip>
  );
}

/** Marks a delegate who is present today, or who was here on an earlier day. */
export function PresenceChip({
  presentToday,
  presentEvent,
}: {
  presentToday: boolean;
  presentEvent: boolean;
}): ReactNode {
  const { t } = useTranslation();
  if (presentToday) {
    return (
      <Chip tone="go" icon={<CircleCheck aria-hidden="true" size={14} strokeWidth={2.5} />}>
        {t('search.present')}
      </Chip>
    );
  }
  if (presentEvent) return <Chip tone="quiet">{t('search.presentEvent')}</Chip>;
  return null;
}
