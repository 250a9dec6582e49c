import { ArrowLeft, LogIn, ShieldCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundHub } from '../../preload/contract/sync.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { CheckLine } from '../../ui/fields/check-line.tsx';
import { Fingerprint } from '../../ui/hub-hosting/fingerprint.tsx';
import { Note } from '../../ui/note.tsx';
import type { Action } from '../base/page-client.ts';

/** The second step: the hub that was found; if its code was typed, compare the fingerprint. */
export function JoinConfirm({
  found,
  join,
  onBack,
}: {
  found: FoundHub;
  join: Action<[FoundHub]>;
  onBack: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [isSame, setIsSame] = useState(false);
  return (
    <>
      <p className="font-semibold wrap-anywhere">
        {t('join.found')} <bdi className="code">{found.url}</bdi>
      </p>
      {found.compare ? (
        <>
          <p>{t('join.compare')}</p>
          <Fingerprint fingerprint={found.fingerprint} label={t('join.fingerprint')} large />
          <CheckLine isSelected={isSame} onChange={setIsSame}>
            {t('join.same')}
          </CheckLine>
          <p className="small">{t('join.differs')}</p>
        </>
      ) : (
        <Note tone="go" icon={<ShieldCheck />} title={t('join.vouched')}>
          <p>{t('join.vouchedHint')}</p>
        </Note>
      )}
      <p className="small">{t('join.effect')}</p>
      <FailureNote failure={join.failure} />
      <div className="dialog-buttons">
        <Button icon={<ArrowLeft className="flips" />} onPress={onBack}>
          {t('join.back')}
        </Button>
        <Button
          variant="primary"
          autoFocus={!found.compare}
          isDisabled={join.busy || (found.compare && !isSame)}
          icon={<LogIn className="flips" />}
          onPress={() => void join.run(found)}
        >
          {t('join.confirm')}
        </Button>
      </div>
    </>
  );
}
