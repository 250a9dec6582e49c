import type { ReactNode } from 'react';
import { useMay } from '../../client/session-store.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { PersonRequest } from './person-request.tsx';
import { PurgeCard } from './purge-card.tsx';
import { PurgeSection } from './purge-section.tsx';
import { RetentionSection } from './retention-section.tsx';
import './privacy.css';

/** For whoever guards the data: how long it is kept, its purge by two people with its certificate, access requests. */
export function PrivacyPage(): ReactNode {
  const { t } = useWords();
  const maySeePurges = useMay('see-purges');
  const mayExportPerson = useMay('export-person');
  return (
    <Page title={t('privacy.title')} lead={t('privacy.lead')}>
      {maySeePurges && <Purges />}
      {mayExportPerson && (
        <Section title={t('privacy.person')}>
          <PersonRequest />
        </Section>
      )}
    </Page>
  );
}

function Purges(): ReactNode {
  const { t } = useWords();
  const privacy = useAnswer('privacy', {}, { on: ['stations', 'days'] });
  return (
    <Answered answer={privacy}>
      {(value) => (
        <>
          <RetentionSection privacy={value} />
          <PurgeSection phase={value.state.phase} onOrdered={privacy.renew} />
          <Section title={t('privacy.purges')}>
            {value.purges.length === 0 ? (
              <p className="soft">{t('privacy.noPurges')}</p>
            ) : (
              value.purges.map(({ id, cause }) => <PurgeCard key={id} id={id} cause={cause} />)
            )}
          </Section>
        </>
      )}
    </Answered>
  );
}
