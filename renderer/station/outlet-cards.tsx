import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type BadgeOutlet, badgeOutletSchema } from '../../domain/base/station-face.ts';
import { RadioCards } from '../../ui/fields/radio-cards.tsx';

/** The places where a badge may come out, as seen by a person in front of the kiosk. */
export function OutletCards({
  value,
  onChange,
}: {
  value: BadgeOutlet;
  onChange: (value: BadgeOutlet) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <RadioCards
      label={t('stationSettings.badgeOutlet')}
      value={value}
      onChange={onChange}
      choices={badgeOutletSchema.options.map((id) => ({
        id,
        label: t(`stationSettings.outlet.${id}`),
      }))}
    />
  );
}
