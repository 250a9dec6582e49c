import { Check, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { findDelegation } from '../../../domain/delegations/delegations.ts';
import type { KioskPerson } from '../../../preload/contract/kiosk.ts';
import { useStation } from '../../kit/client/station.tsx';
import { useAnswer } from '../../kit/client/use-answer.ts';
import { NativeName } from '../../kit/native-name.tsx';
import { usePictureAddress } from '../../kit/use-picture-address.ts';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import './confirm.css';

/** The badge as it will print: the exact bitmap. */
export function Confirm(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, send } = useKiosk();
  const { visit } = context;
  if (visit === null) return null;
  const { person, returning, token } = visit;
  return (
    <div className="kiosk-screen confirm" data-returning={returning || undefined}>
      {!returning && <BadgePreview token={token} person={person} />}
      <div className="confirm-words grid gap-4">
        <h1 data-speak>{returning ? t('take.back') : t('confirm.title')}</h1>
        <Person person={person} />
        <p className="kiosk-lead" data-speak>
          {returning ? t('confirm.returning') : t('confirm.lead')}
        </p>
        <div className="kiosk-actions">
          <KioskButton look="primary" icon={<Check />} onPress={() => send({ type: 'YES' })}>
            <span data-speak>{t('confirm.yes')}</span>
          </KioskButton>
          {!returning && (
            <KioskButton icon={<Pencil />} onPress={() => send({ type: 'CORRECT' })}>
              <span data-speak>{t('confirm.correct')}</span>
            </KioskButton>
          )}
          <KioskButton look="quiet" onPress={() => send({ type: 'LEAVE' })}>
            <span data-speak>{t('confirm.notMe')}</span>
          </KioskButton>
        </div>
      </div>
    </div>
  );
}

/** Requested again once a name was corrected. */
function BadgePreview({ token, person }: { token: string; person: KioskPerson }): ReactNode {
  return (
    <Picture key={`${person.printedName} ${person.givenName} ${person.familyName}`} token={token} />
  );
}

function Picture({ token }: { token: string }): ReactNode {
  const { t } = useTranslation('kiosk');
  const { value } = useAnswer('kioskPreview', [{ token }]);
  const address = usePictureAddress(value?.png, 'image/png');
  return (
    <figure className="kiosk-badge grid place-items-center min-h-0 h-full">
      {address === null ? (
        <span className="kiosk-badge-empty min-h-0 shadow-lift-3" aria-hidden="true" />
      ) : (
        <img className="min-h-0 shadow-lift-3" src={address} alt={t('confirm.preview')} />
      )}
    </figure>
  );
}

/** The person addressed by the screen: names isolated from the direction of its language. */
function Person({ person }: { person: KioskPerson }): ReactNode {
  const { event, day } = useStation();
  const { formats } = useKiosk();
  const delegation = findDelegation(event, person.delegation, day);
  return (
    <div className="gap-[calc(6*var(--u))] grid leading-[1.25]">
      <p className="kiosk-who text-xl font-bold" data-speak>
        <bdi>{[person.title, person.printedName].filter((part) => part !== '').join(' ')}</bdi>
      </p>
      {person.nativeName !== '' && (
        <p className="text-lg">
          <NativeName name={person.nativeName} delegation={person.delegation} />
        </p>
      )}
      {person.jobTitle !== '' && (
        <p>
          <bdi>{person.jobTitle}</bdi>
        </p>
      )}
      {delegation !== null && (
        <p>
          <bdi lang={formats.table}>{delegation.name[formats.table]}</bdi>
        </p>
      )}
    </div>
  );
}
