import { useTranslation } from 'react-i18next';
import { groupWordOf, hasDelegations } from '../../domain/delegations.ts';
import { useStation } from './station.tsx';

/** The parts of a registration by which the search finds a person of this event. */
export function useSearchPlaceholder(): string {
  const { t } = useTranslation();
  const { event } = useStation();
  return hasDelegations(event)
    ? t('search.placeholder')
    : t('search.placeholderPlain', { group: groupWordOf(event) });
}
