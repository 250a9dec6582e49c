import { ListChecks, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListAges } from '../../../domain/sync-status.ts';
import { useSyncNow } from './sync-provider.tsx';
import { oldestList, useAgeWords } from './use-hub-words.ts';
import './list-ages-line.css';

/** How old the lists behind a verdict are: quiet, amber with a sign once they are old, nothing where the station works alone. */
export function ListAgesLine({ lists }: { lists: ListAges | null }): ReactNode {
  if (lists === null) return null;
  return <Line lists={lists} />;
}

function Line({ lists }: { lists: ListAges }): ReactNode {
  const { t } = useTranslation();
  const ageWords = useAgeWords();
  const now = useSyncNow();
  const since = oldestList(lists);
  const Icon = lists.old ? TriangleAlert : ListChecks;
  const words = since === null ? t('lists.never') : t('lists.age', { age: ageWords(now - since) });
  return (
    <p className="list-ages figures" data-old={lists.old || undefined}>
      <Icon aria-hidden="true" size={16} />
      {words}
      {lists.old && <span>{t('lists.old')}</span>}
    </p>
  );
}
