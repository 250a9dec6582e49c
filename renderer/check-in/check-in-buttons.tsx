import { LogIn } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityDocument } from '../../domain/ledger/attendance.ts';
import type { DelegateDetail } from '../../preload/contract/check-in.ts';
import { Button } from '../../ui/button.tsx';
import { KeyHint } from '../../ui/hotkeys.tsx';
import { useStation } from '../base/station.tsx';
import { identityDocuments } from '../roster/identity-documents.ts';

/**
 * Checks in the delegate shown in the panel. Where the desk must see an identity document, there is
 * one button per document type, and each checks in at once.
 * Pressing Enter instead makes the desk ask for the document next.
 */
export function CheckInButtons({
  detail,
  onCheckIn,
}: {
  detail: DelegateDetail;
  /** The document already seen; null if the desk asks for it later, or not at all. */
  onCheckIn: (document: IdentityDocument | null) => void;
}): ReactNode {
  const { t } = useTranslation();
  const titleId = useId();
  const asksDocument = useAsksDocument(detail);
  if (!asksDocument) {
    return (
      <Button
        variant="primary"
        wide
        icon={<LogIn className="flips" />}
        keys={[t('keys.enter')]}
        onPress={() => onCheckIn(null)}
      >
        {t('search.checkIn')}
      </Button>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would announce a form
    <div className="check-in-buttons grid gap-2" role="group" aria-labelledby={titleId}>
      <h3 className="flex items-center justify-between gap-2 text-sm tracking-normal" id={titleId}>
        {t('search.checkInSeen')}
        <KeyHint keys={[t('keys.enter')]} />
      </h3>
      <div className="grid grid-cols-2 gap-2">
        {identityDocuments.map(({ document, Icon }) => (
          <Button
            key={document}
            variant={document === 'passport' ? 'primary' : 'plain'}
            size="small"
            icon={<Icon aria-hidden="true" />}
            onPress={() => onCheckIn(document)}
            wide
          >
            {t(`identity.${document}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** True at registration for a confirmed delegate whose first check-in prints the badge. */
function useAsksDocument({ delegate, admissions }: DelegateDetail): boolean {
  const { idCheck, event, checkpoint } = useStation();
  const kind = event.checkpoints.find(({ id }) => id === checkpoint)?.kind;
  const isFirst = delegate.status === 'confirmed' && admissions.length === 0;
  return idCheck && kind === 'registration' && isFirst;
}
