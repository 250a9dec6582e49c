import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrivacyView } from '../../../preload/contract/privacy.ts';
import { onNotice } from '../../client/ask.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Progress } from '../../ui/progress.tsx';
import { AccessRequestForm } from './access-request-form.tsx';
import { HeldOrderNotices } from './held-order-card.tsx';
import { KeptHere } from './kept-here.tsx';
import { PurgeCard } from './purge-card.tsx';
import { PurgeList } from './purge-list.tsx';
import { RetentionCard } from './retention-card.tsx';
import './privacy.css';

/** How long personal data is kept, what is kept here, what was purged, and what a person may ask for. */
export function PrivacySection(): ReactNode {
  const { value, failure } = useAnswer('getPrivacy', [], {
    renewOn: ['privacyChanged', 'stationChanged', 'syncChanged'],
  });
  return (
    <div className="settings-stack">
      <FailureNote failure={failure} />
      {value !== null && <Cards privacy={value} />}
    </div>
  );
}

function Cards({ privacy }: { privacy: PrivacyView }): ReactNode {
  return (
    <>
      <PurgeProgress asked={privacy.progress} />
      <HeldOrderNotices />
      <RetentionCard privacy={privacy} />
      <KeptHere kept={privacy.kept} />
      <AccessRequestForm />
      <PurgeCard privacy={privacy} />
      <PurgeList purges={privacy.purges} />
    </>
  );
}

/** A purge that is under way, whoever ordered it. */
function PurgeProgress({ asked }: { asked: PrivacyView['progress'] }): ReactNode {
  const { t } = useTranslation();
  const [told, setTold] = useState<PrivacyView['progress']>(asked);
  useEffect(() => onNotice('purgeProgress', setTold), []);
  if (told === null) return null;
  const { done, total } = told;
  return (
    <div className="card privacy-card">
      <Progress
        label={t('privacy.purge.running')}
        fraction={done / total}
        valueWords={t('privacy.purge.step', { done, total })}
      />
    </div>
  );
}
