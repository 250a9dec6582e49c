import { Check, Pencil } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { findDelegation } from '../../../domain/delegations.ts';
import type { KioskPerson } from '../../../preload/contract/kiosk.ts';
import { NativeName } from '../../../ui/native-name.tsx';
import { usePictureAddress } from '../../../ui/use-picture-address.ts';
import { useAnswer } from '../../base/page-client.ts';
import { useStation } from '../../base/station.tsx';
import { ShownText } from '../frame/shown-text.tsx';
import { KioskButton } from '../kiosk-button.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { ScreenFrame } from '../screen-frame.tsx';
import './confirm.css';

/** Shows the exact bitmap of the badge, for the delegate to confirm. */
export function Confirm(): ReactNode {
  const { t } = useTranslation('kiosk');
  const { context, send } = useKiosk();
  const { visit } = context;
  if (visit === null) return null;
  const { person, returning, token } = visit;
  return (
    <ScreenFrame
      className={returning ? 'kiosk-centre' : 'confirm'}
      back={
        <KioskButton variant="quiet" onPress={() => send({ type: 'LEAVE' })}>
          <span data-speak>{t('confirm.notMe')}</span>
        </KioskButton>
      }
      other={
        !returning && (
          <KioskButton icon={<Pencil />} onPress={() => send({ type: 'CORRECT' })}>
            <span data-speak>{t('confirm.correct')}</span>
          </KioskButton>
        )
      }
      next={
        <KioskButton variant="primary" icon={<Check />} onPress={() => send({ type: 'YES' })}>
          <span data-speak>{t('confirm.yes')}</span>
        </KioskButton>
      }
    >
      {!returning && <BadgePreview token={token} person={person} />}
      <div className="confirm-words grid gap-4">
        <h1 data-speak>{returning ? t('take.back') : t('confirm.title')}</h1>
        <Person person={person} />
        <p className="kiosk-lead" data-speak>
          {returning ? t('confirm.returning') : t('confirm.lead')}
        </p>
      </div>
    </ScreenFrame>
  );
}

/** The key requests the picture again once a name was corrected. */
function BadgePreview({ token, person }: { token: string; person: KioskPerson }): ReactNode {
  return (
    <Picture key={`${person.printedName} ${person.givenName} ${person.familyName}`} token={token} />
  );
}

function Picture({ token }: { token: string }): ReactNode {
  const { t } = useTranslation('kiosk');
  const { value } = useAnswer('kioskPreview', [{ token }]);
  const address = usePictureAddress(value?.png, 'image/png');
  const { width, height } = value ?? { width: 2, height: 3 };
  // React's types do not include custom properties.
  const shape = { '--badge-shape': String(width / height) } as CSSProperties;
  return (
    <figure className="kiosk-badge grid place-items-center min-h-0 size-full" style={shape}>
      {address === null ? (
        <span className="kiosk-badge-empty shadow-lift-3" aria-hidden="true" />
      ) : (
        <img className="shadow-lift-3" src={address} alt={t('confirm.preview')} />
      )}
    </figure>
  );
}

/** The person's data; names are isolated from the direction of the screen's language. */
function Person({ person }: { person: KioskPerson }): ReactNode {
  const { event, day } = useStation();
  const delegation = findDelegation(event, person.delegation, day);
  return (
    <div className="gap-[calc(6*var(--u))] grid leading-[1.25]">
      <p className="kiosk-who text-xl font-bold" data-speak>
        <bdi>{[person.title, person.printedName].filter((part) => part !== '').join(' ')}</bdi>
      </p>
      {person.nativeName !== '' && (
        <p className="confirm-more text-lg">
          <NativeName name={person.nativeName} delegation={person.delegation} />
        </p>
      )}
      {person.jobTitle !== '' && (
        <p className="confirm-more">
          <bdi>{person.jobTitle}</bdi>
        </p>
      )}
      {delegation !== null && (
        <p className="confirm-more">
          <ShownText text={delegation.name} />
        </p>
      )}
    </div>
  );
}
