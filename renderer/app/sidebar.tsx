import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../kit/navigation.tsx';
import type { Place, PlaceGroup } from './places.ts';
import './sidebar.css';

/** The settings by groups, and what the rail leaves out. */
export function Sidebar({ groups }: { groups: readonly PlaceGroup[] }): ReactNode {
  const { t } = useTranslation();
  const { screen, subject, go, showSettings } = useNavigation();
  const isCurrent = (place: Place): boolean =>
    'screen' in place
      ? place.screen === screen
      : screen === 'settings' && place.subject === subject;
  const labelOf = (place: Place): string =>
    'screen' in place ? t(`app.${place.screen}`) : t(`settings.tabs.${place.subject}`);
  return (
    <nav className="sidebar min-h-0 bg-surface" aria-label={t('settings.title')}>
      {groups
        .filter(({ places }) => places.length > 0)
        .map(({ name, places }) => (
          <div key={name}>
            <p id={`settings-${name}`} className="px-3 pb-1 small font-semibold">
              {t(`settings.groups.${name}`)}
            </p>
            <ul className="grid" aria-labelledby={`settings-${name}`}>
              {places.map((place) => (
                <li key={'screen' in place ? place.screen : `settings ${place.subject}`}>
                  <AriaButton
                    className="sidebar-button w-full min-h-target px-3 rounded-md text-start text-sm font-semibold text-ink hover:bg-sunken current-place"
                    {...(isCurrent(place) ? { 'aria-current': 'page' } : {})}
                    onPress={() =>
                      'screen' in place ? go(place.screen) : showSettings(place.subject)
                    }
                  >
                    {labelOf(place)}
                  </AriaButton>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </nav>
  );
}
