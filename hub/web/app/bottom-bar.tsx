import { Menu } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Dialog } from '../../../renderer/ui/dialog.tsx';
import { useWords } from '../words.ts';
import { NavigationList, WaitingCount } from './navigation-list.tsx';
import type { PlaceName, places } from './places.ts';
import { addressOf } from './route.ts';
import { SelfMenu } from './self-menu.tsx';
import { useWaiting } from './use-waiting.ts';
import './bottom-bar.css';

type AnyPlace = (typeof places)[number];

/** Those that a thumb reaches at once on a phone, as far as the role has them. */
const first: readonly PlaceName[] = ['overview', 'delegations', 'stations', 'search'];

/** The way between the pages on a phone: four at hand, the others behind the fifth. */
export function BottomBar({
  places: reachable,
  here,
}: {
  places: readonly AnyPlace[];
  here: PlaceName | undefined;
}): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const waiting = useWaiting();
  const atHand = reachable.filter(({ name }) => first.includes(name));
  const others = reachable.filter((place) => !atHand.includes(place));
  const hidden = others.reduce((sum, { name }) => sum + (waiting[name] ?? 0), 0);
  return (
    <nav className="bottom-bar" aria-label={t('app.nav')}>
      <ul>
        {atHand.map(({ name, Icon }) => (
          <li key={name}>
            <a
              className="bottom-way"
              href={addressOf(name)}
              {...(name === here ? { 'aria-current': 'page' as const } : {})}
            >
              <Icon aria-hidden="true" size={22} />
              <span>
                {t(`nav.short.${name as 'overview' | 'delegations' | 'stations' | 'search'}`)}
              </span>
              <WaitingCount name={name} />
            </a>
          </li>
        ))}
        <li>
          <AriaButton
            className="bottom-way"
            onPress={() => setOpen(true)}
            {...(others.some(({ name }) => name === here)
              ? { 'aria-current': 'true' as const }
              : {})}
          >
            <Menu aria-hidden="true" size={22} />
            <span>{t('nav.more')}</span>
            {hidden > 0 && (
              <span className="nav-count figures">
                <span aria-hidden="true">{hidden}</span>
                <span className="visually-hidden">{t('nav.waiting', { count: hidden })}</span>
              </span>
            )}
          </AriaButton>
        </li>
      </ul>
      {isOpen && (
        <Dialog title={t('nav.all')} onClose={() => setOpen(false)}>
          <NavigationList places={reachable} here={here} onGo={() => setOpen(false)} />
          <SelfMenu />
        </Dialog>
      )}
    </nav>
  );
}
