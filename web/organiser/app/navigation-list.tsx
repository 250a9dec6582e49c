import type { ReactNode } from 'react';
import { useWords } from '../words.ts';
import type { PlaceName, places } from './places.ts';
import { addressOf } from './route.ts';
import { useWaiting } from './use-waiting.ts';
import './navigation-list.css';

type AnyPlace = (typeof places)[number];

export function NavigationList({
  places: shown,
  here,
  onGo,
}: {
  places: readonly AnyPlace[];
  here: PlaceName | undefined;
  onGo?: () => void;
}): ReactNode {
  const { t } = useWords();
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <ul className="nav-groups grid gap-3">
      {groups.map((group) => (
        <li key={group}>
          <span className="nav-group block px-3 py-1 text-soft text-xs font-semibold">
            {t(`nav.group.${group}`)}
          </span>
          <ul>
            {shown
              .filter((place) => place.group === group)
              .map((place) => (
                <li key={place.name}>
                  <Way place={place} isHere={place.name === here} onGo={onGo} />
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Way({
  place: { name, Icon },
  isHere,
  onGo,
}: {
  place: AnyPlace;
  isHere: boolean;
  onGo: (() => void) | undefined;
}): ReactNode {
  const { t } = useWords();
  return (
    <a
      className="nav-way flex items-center gap-3 min-h-target px-3 rounded-md text-ink text-sm font-semibold no-underline hover:bg-sunken current-place"
      href={addressOf(name)}
      {...(isHere ? { 'aria-current': 'page' as const } : {})}
      {...(onGo === undefined ? {} : { onClick: onGo })}
    >
      <Icon className="text-soft" aria-hidden="true" size={20} />
      <span className="flex-1 min-w-0">{t(`nav.${name}`)}</span>
      <WaitingCount name={name} />
    </a>
  );
}

/** Number of items on that page that need attention. */
export function WaitingCount({ name }: { name: PlaceName }): ReactNode {
  const { t } = useWords();
  const count = useWaiting()[name] ?? 0;
  if (count === 0) return null;
  return (
    <span className="nav-count figures rounded-full bg-look text-on-look text-2xs font-bold text-center">
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{t('nav.waiting', { count })}</span>
    </span>
  );
}
