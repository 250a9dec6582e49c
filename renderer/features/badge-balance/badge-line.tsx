import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BalanceBadgeView } from '../../../preload/contract/badge-balance.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useEventWords } from '../../i18n/event-words.ts';
import { useMoment } from '../../i18n/use-moment.ts';
import { Button } from '../../ui/button.tsx';
import type { Fates } from './use-fates.ts';

/** One serial: whose it is, where it came from, what was said of it last, and what may be said now. */
export function BadgeLine({ badge, fates }: { badge: BalanceBadgeView; fates: Fates }): ReactNode {
  const { t } = useTranslation();
  const words = useEventWords();
  const moment = useMoment();
  const { serialText, printedName, delegation, stationName, issuedAt, lastWord } = badge;
  return (
    <tr>
      <th scope="row">
        <bdi>{printedName || t('badges.noHolder')}</bdi>
        <small>
          <bdi>{words.delegation(delegation)}</bdi>
        </small>
      </th>
      <td>
        <bdi className="code">{serialText}</bdi>
        <Place badge={badge} />
      </td>
      <td className="figures">
        {moment(issuedAt)}
        <small>
          <bdi>{stationName}</bdi>
        </small>
      </td>
      <td className="figures">
        {lastWord !== null && moment(lastWord.wall)}
        {lastWord?.operatorName != null && (
          <small>
            <bdi>{t('badges.by', { operator: lastWord.operatorName })}</bdi>
          </small>
        )}
      </td>
      <td>
        <LineActions badge={badge} fates={fates} />
      </td>
    </tr>
  );
}

/** Where an invalid badge is, and which one took its place. */
function Place({ badge: { whereabouts, replacedBy } }: { badge: BalanceBadgeView }): ReactNode {
  const { t } = useTranslation();
  return (
    <small>
      {whereabouts !== null && <span>{t(`badges.placeOne.${whereabouts}`)}</span>}
      {replacedBy !== null && <bdi>{t('badges.replacedBy', { serial: replacedBy })}</bdi>}
    </small>
  );
}

function LineActions({ badge, fates }: { badge: BalanceBadgeView; fates: Fates }): ReactNode {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { serialText, printedName } = badge;
  const name = printedName || t('badges.noHolder');
  return (
    <div className="line-actions">
      {badge.jobId !== null && (
        <Button
          size="small"
          icon={<Printer aria-hidden="true" size={16} />}
          onPress={() => go('jobs')}
        >
          {t('badges.toPrints')}
        </Button>
      )}
      {badge.fates.map((fate) => (
        <Button
          key={fate}
          size="small"
          look="quiet"
          isDisabled={fates.busy}
          aria-label={t(`badges.fateOf.${fate}`, { name, serial: serialText })}
          onPress={() => void fates.recordSerial(serialText, fate)}
        >
          {t(`badges.fate.${fate}`)}
        </Button>
      ))}
    </div>
  );
}
