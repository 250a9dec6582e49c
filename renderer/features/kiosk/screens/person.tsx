import type { ReactNode } from 'react';
import { findDelegation } from '../../../../domain/delegations.ts';
import type { KioskPerson } from '../../../../preload/contract/kiosk.ts';
import { useStation } from '../../../client/station.tsx';
import { NativeName } from '../../../ui/native-name.tsx';
import { useKiosk } from '../kiosk-context.tsx';

/** Who the screen speaks to: names isolated from the direction of its language. */
export function Person({ person }: { person: KioskPerson }): ReactNode {
  const { event, day } = useStation();
  const { formats } = useKiosk();
  const delegation = findDelegation(event, person.delegation, day);
  return (
    <div className="kiosk-person">
      <p className="kiosk-who" data-speak>
        <bdi>{[person.title, person.printedName].filter((part) => part !== '').join(' ')}</bdi>
      </p>
      {person.nativeName !== '' && (
        <p className="kiosk-native">
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
