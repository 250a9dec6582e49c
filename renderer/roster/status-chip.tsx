import type { TFunction } from 'i18next';
import { Ban, CircleCheck, Clock3 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistrationStatus } from '../../domain/roster/delegate-fields.ts';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { useIsSupervisor } from '../base/station.tsx';

const looks: Readonly<Record<RegistrationStatus, { tone: Tone; Icon: typeof Ban }>> = {
  confirmed: { tone: 'quiet', Icon: CircleCheck },
  pending: { tone: 'look', Icon: Clock3 },
  cancelled: { tone: 'stop', Icon: Ban },
  revoked: { tone: 'stop', Icon: Ban },
};

/** Only supervisors see "revoked". */
export function StatusChip({ status }: { status: RegistrationStatus }): ReactNode {
  const { t } = useTranslation();
  return <StatusMark status={status} t={t} isSupervisor={useIsSupervisor()} />;
}

/** The same for lists, which look up texts and rights once. */
export function StatusMark({
  status,
  t,
  isSupervisor,
}: {
  status: RegistrationStatus;
  t: TFunction;
  isSupervisor: boolean;
}): ReactNode {
  const { tone, Icon } = looks[status];
  const words =
    status === 'revoked' && isSupervisor ? t('status.revokedSupervisor') : t(`status.${status}`);
  return (
    <Chip tone={tone} icon={<Icon aria-hidden="true" size={14} strokeWidth={2.5} />}>
      {words}
    </Chip>
  );
}

interface Presence {
  presentToday: boolean;
  presentEvent: boolean;
}

/** Marks a delegate who is present today, or was present on an earlier day. */
export function PresenceChip(presence: Presence): ReactNode {
  const { t } = useTranslation();
  return <PresenceMark {...presence} t={t} />;
}

/** The same for lists, which look up texts once. */
export function PresenceMark({
  presentToday,
  presentEvent,
  t,
}: Presence & { t: TFunction }): ReactNode {
  if (presentToday) {
    return (
      <Chip tone="go" icon={<CircleCheck size={14} strokeWidth={2.5} />}>
        {t('search.present')}
      </Chip>
    );
  }
  if (presentEvent) return <Chip tone="quiet">{t('search.presentEvent')}</Chip>;
  return null;
}
