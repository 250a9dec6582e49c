import { CircleQuestionMark, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { LanyardMark } from '../../ui/lanyard-art.tsx';
import { type Screen, useNavigation } from '../../ui/navigation.tsx';
import { showSection } from '../emergency/shown-section.ts';
import { KeyMapDialog } from '../station/key-map-dialog.tsx';
import { screens } from './screens.ts';
import { useProblems } from './use-problems.ts';
import './rail.css';

/**
 * The navigation between screens: the operator's screens at the top; the evacuation count and the
 * settings, which contain everything else, at the foot.
 */
export function Rail({
  shown,
  isInSettings,
}: {
  shown: readonly Screen[];
  /** True if the open screen is in the settings' sidebar. */
  isInSettings: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { screen, go, open, close } = useNavigation();
  const { count } = useProblems();
  return (
    <nav
      className="rail min-h-0 bg-surface flex flex-col items-center gap-4 w-24"
      aria-label={t('app.nav')}
    >
      <LanyardMark />
      <ul className="grid gap-1 content-start">
        {shown.map((name) => (
          <li key={name}>
            <RailButton
              Icon={screens[name].Icon}
              label={t(`app.${name}`)}
              isCurrent={name === screen}
              onPress={() => go(name)}
            >
              {name === 'problems' && <RailCount count={count} />}
            </RailButton>
          </li>
        ))}
      </ul>
      <ul className="grid gap-1 mt-auto pt-2 border-t">
        <li>
          <RailButton
            Icon={screens.emergency.Icon}
            label={t('app.emergency')}
            isCurrent={screen === 'emergency'}
            onPress={() => {
              showSection('evacuation');
              go('emergency');
            }}
          />
        </li>
        <li>
          <RailButton
            Icon={screens.settings.Icon}
            label={t('app.settings')}
            isCurrent={isInSettings}
            onPress={() => go('settings')}
          />
        </li>
        <li>
          <RailButton
            Icon={CircleQuestionMark}
            label={t('app.help')}
            isCurrent={false}
            onPress={() => open(<KeyMapDialog onClose={close} />)}
          />
        </li>
      </ul>
    </nav>
  );
}

function RailButton({
  Icon,
  label,
  isCurrent,
  onPress,
  children,
}: {
  Icon: LucideIcon;
  label: string;
  isCurrent: boolean;
  onPress: () => void;
  children?: ReactNode;
}): ReactNode {
  return (
    <AriaButton
      className="rail-button icon-way gap-0.75 w-22 min-h-15 rounded-md text-xs hover:bg-sunken hover:text-ink current-place"
      {...(isCurrent ? { 'aria-current': 'page' } : {})}
      onPress={onPress}
    >
      <Icon aria-hidden="true" size={22} />
      <span>{label}</span>
      {children}
    </AriaButton>
  );
}

function RailCount({ count }: { count: number }): ReactNode {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <span className="rail-count figures absolute rounded-full bg-look text-on-look text-2xs font-bold">
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{t('problems.count', { count })}</span>
    </span>
  );
}
