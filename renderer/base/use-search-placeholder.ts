import { useTranslation } from 'react-i18next';
import { hasDelegations } from '../../domain/delegations.ts';
import { useStation } from './station.tsx';

/** The parts of a registration by which the search finds a person of this event. */
export function useSearchPlaceholder(): string {
  const { t } = useTranslation();
  return hasDelegations(useStation().event)
    ? t('search.placeholder')
    : t('search.placeholderPlain');
}
