import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import type { EventState } from '../../../../domain/organiser/event.ts';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { Section } from '../../parts/page.tsx';
import { useWords } from '../../words.ts';
import { DifferenceList } from './difference-list.tsx';

export function VersionsSection({ versions }: Pick<EventState, 'versions'>): ReactNode {
  const { t } = useWords();
  const { moment } = useFormats();
  return (
    <Section title={t('event.versions')}>
      {versions.length === 0 && (
        <EmptyState
          icon={<History size={24} />}
          title={t('event.noVersions')}
          hint={t('event.noVersionsHint')}
        />
      )}
      <ol className="grid gap-4">
        {versions.map(({ version, at, by, changes }) => (
          <li key={`${version} ${at}`} className="grid gap-1">
            <strong className="figures">
              {t('event.versionOf', {
                version,
                time: moment(at),
                name: by ?? t('event.someone'),
              })}
            </strong>
            {changes === null ? (
              <p className="small">{t('event.changesUnknown')}</p>
            ) : (
              <DifferenceList differences={changes} />
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
