import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BadgeBalance, BalanceScopeInput } from '../../../preload/contract/badge-balance.ts';
import { useStation } from '../../client/station.tsx';
import { useFormats } from '../../i18n/format.ts';
import { Select } from '../../ui/select.tsx';

/** No id of a day or station. */
const all = 'all';

/** Which day and station the balance is of. */
export function ScopePicker({
  scope,
  onChange,
  balance,
  withStations,
}: {
  scope: BalanceScopeInput;
  onChange: (scope: BalanceScopeInput) => void;
  balance: BadgeBalance | null;
  withStations: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { shortDay } = useFormats();
  const { day: today } = useStation();
  const days = [...new Set([...(balance?.days ?? []), today])].sort();
  const stations = balance?.stations ?? [];
  return (
    <div className="scope-picker">
      <Select
        label={t('badges.day')}
        labelHidden
        choices={[
          ...days.map((id) => ({ id, words: shortDay(id) })),
          { id: all, words: t('badges.allDays') },
        ]}
        value={scope.day ?? all}
        onChange={(id) => onChange({ ...scope, day: id === all ? null : id })}
      />
      {withStations && stations.length > 1 && (
        <Select
          label={t('badges.station')}
          labelHidden
          choices={[
            { id: all, words: t('badges.allStations') },
            ...stations.map(({ id, name, isOwn }) => ({
              id,
              words: isOwn
                ? t('badges.ownStation', { name })
                : name || t('badges.unnamedStation', { id: id.slice(0, 8) }),
            })),
          ]}
          value={scope.kiosk ?? all}
          onChange={(id) => onChange({ ...scope, kiosk: id === all ? null : id })}
        />
      )}
    </div>
  );
}
