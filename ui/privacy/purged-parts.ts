import { useTranslation } from 'react-i18next';
import { type PurgeCount, purgeParts } from '../../domain/privacy/outcome.ts';
import { useFormats } from '../formats.ts';

/** The label of a part that a purge deletes; one of a newer version is shown as it came. */
export function usePurgedLabel(): (part: string) => string {
  const { t } = useTranslation();
  return (part) => {
    const known = purgeParts.find((one) => one === part);
    return known === undefined ? part : t(`purged.${known}`);
  };
}

/** "12 photos" */
export function usePurgedCount(): (count: PurgeCount) => string {
  const { number } = useFormats();
  const label = usePurgedLabel();
  return ({ part, count }) => `${number(count)} ${label(part)}`;
}
