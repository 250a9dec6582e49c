import { ListChecks, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListAges } from '../../../domain/sync/sync-status.ts';
import { toldAges } from './list-ages.ts';
import { useSyncNow } from './sync-provider.tsx';
import { useAgeWords } from './use-hub-words.ts';
import './list-ages-line.css';

/** The age of the lists behind a verdict: amber with an icon once old, nothing without a hub. */
export function ListAgesLine({ lists }: { lists: ListAges | null }): ReactNode {
  if (lists === null) return null;
  return <Line lists={lists} />;
}

function Line({ lists }: { lists: ListAges }): ReactNode {
  const { t } = useTranslation();
  const words = useListAgeWords();
  const ageWords = useAgeWords();
  const looks = lists.old || lists.clock !== null;
  const Icon = looks ? TriangleAlert : ListChecks;
  return (
    <p className="list-ages figures" data-old={looks || undefined}>
      <Icon aria-hidden="true" size={16} />
      <span>{words(lists)}</span>
      {lists.old && <span className="list-ages-advice">{t('lists.old')}</span>}
      {lists.clock !== null && (
        <span className="list-ages-advice">
          {t('lists.clock', { age: ageWords(Math.abs(lists.clock)) })}
        </span>
      )}
    </p>
  );
}

function useListAgeWords(): (lists: ListAges) => string {
  const { t } = useTranslation();
  const ageWords = useAgeWords();
  const now = useSyncNow();
  return (lists) => {
    const told = toldAges(lists, now);
    switch (told.kind) {
      case 'never':
        return t('lists.never');
      case 'one':
        return t('lists.age', { age: ageWords(told.age) });
      case 'each': {
        const one = (age: number | null): string =>
          age === null ? t('lists.none') : ageWords(age);
        return t('lists.each', { roster: one(told.roster), stopList: one(told.stopList) });
      }
    }
  };
}
