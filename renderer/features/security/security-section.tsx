import { KeyRound, LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyProtectionView } from '../../../preload/contract/security.ts';
import { useIsSupervisor } from '../../client/station.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Note } from '../../ui/note.tsx';
import { GiveKeyForm } from './give-key-form.tsx';
import { TakeKeyDialog } from './take-key-dialog.tsx';
import './security.css';

type Holder = KeyProtectionView['holders'][number];

/** What guards the store's key, and whose pass phrase opens it. */
export function SecuritySection(): ReactNode {
  const { t } = useTranslation();
  const isSupervisor = useIsSupervisor();
  const { value, failure, renew } = useAnswer('getKeyProtection', [], {
    renewOn: ['stationChanged'],
    when: isSupervisor,
  });
  if (!isSupervisor) return <p className="field-hint">{t('settings.supervisorOnly')}</p>;
  return (
    <div className="card settings-split">
      <div className="settings-form">
        <FailureNote failure={failure} />
        {value !== null && (
          <>
            <Protection protection={value.protection} />
            <HolderList holders={value.holders} onChanged={renew} />
          </>
        )}
      </div>
      <GiveKeyForm onGiven={renew} />
    </div>
  );
}

function Protection({ protection }: Pick<KeyProtectionView, 'protection'>): ReactNode {
  const { t } = useTranslation();
  const isOpen = protection === 'file' || protection === 'basic-text';
  const Icon = protection === 'sign-in' ? LockKeyhole : isOpen ? LockKeyholeOpen : KeyRound;
  return (
    <Note
      tone={isOpen ? 'look' : 'quiet'}
      icon={<Icon aria-hidden="true" size={20} />}
      title={t(`security.protection.${protection}.title`)}
    >
      <p>{t(`security.protection.${protection}.means`)}</p>
    </Note>
  );
}

function HolderList({
  holders,
  onChanged,
}: {
  holders: readonly Holder[];
  onChanged: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { calendarDay } = useFormats();
  const [taking, setTaking] = useState<Holder | null>(null);
  if (holders.length === 0) return null;
  const nameOf = ({ operator }: Holder): string => operator?.name ?? t('security.unknownHolder');
  return (
    <section aria-labelledby="key-holders">
      <h2 id="key-holders">{t('security.holders')}</h2>
      <ul className="key-holders">
        {holders.map((holder) => (
          <li key={holder.id}>
            <span>
              <bdi>{nameOf(holder)}</bdi>
              {holder.since !== null && (
                <small>{t('security.since', { day: calendarDay(holder.since) })}</small>
              )}
            </span>
            <Button size="small" look="quiet" onPress={() => setTaking(holder)}>
              {t('security.take')}
            </Button>
          </li>
        ))}
      </ul>
      {taking !== null && (
        <TakeKeyDialog
          id={taking.id}
          name={nameOf(taking)}
          isLast={holders.length === 1}
          onTaken={onChanged}
          onClose={() => setTaking(null)}
        />
      )}
    </section>
  );
}
