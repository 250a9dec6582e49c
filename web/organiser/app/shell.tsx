import { Languages, LogOut, Menu, RotateCw, TimerReset, WifiOff } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { localDaySchema } from '../../../domain/event/event-file.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { useFormats } from '../../../ui/formats.ts';
import { LanyardMark } from '../../../ui/lanyard-art.tsx';
import { Note } from '../../../ui/note.tsx';
import { newestAsOf } from '../client/as-of.ts';
import { useEvent } from '../client/event-context.tsx';
import { useLineState, useLiveLine } from '../client/live-context.tsx';
import { useAction } from '../client/page-client.ts';
import { endSession, idleLeft, probeSession, useSession } from '../client/session-store.ts';
import { AccountPage } from '../pages/account/account-page.tsx';
import { AccountsPage } from '../pages/accounts/accounts-page.tsx';
import { ActivityPage } from '../pages/activity/activity-page.tsx';
import { ApprovalsPage } from '../pages/approvals/approvals-page.tsx';
import { DayPage } from '../pages/days/day-page.tsx';
import { DaysPage } from '../pages/days/days-page.tsx';
import { DelegationsPage } from '../pages/delegations/delegations-page.tsx';
import { EventPage } from '../pages/event/event-page.tsx';
import { ExportsPage } from '../pages/exports/exports-page.tsx';
import { HelpPage } from '../pages/help/help-page.tsx';
import { ImportPage } from '../pages/import/import-page.tsx';
import { OverviewPage } from '../pages/overview/overview-page.tsx';
import { DelegatePage } from '../pages/people/delegate-page.tsx';
import { DuplicatesPage } from '../pages/people/duplicates-page.tsx';
import { PeoplePage } from '../pages/people/people-page.tsx';
import { SearchPage } from '../pages/people/search-page.tsx';
import { PrivacyPage } from '../pages/privacy/privacy-page.tsx';
import { RoomsPage } from '../pages/rooms/rooms-page.tsx';
import { StationsPage } from '../pages/stations/stations-page.tsx';
import { TicketsPage } from '../pages/tickets/tickets-page.tsx';
import { useWords } from '../words.ts';
import { LanguageButton } from './language-button.tsx';
import { NavigationList, WaitingCount } from './navigation-list.tsx';
import { type PlaceName, type places, placesOf } from './places.ts';
import { addressOf, useRoute } from './route.ts';
import { useSummaryOfWaiting, useWaiting, WaitingContext } from './use-waiting.ts';
import './bottom-bar.css';
import './live-mark.css';
import './shell.css';

/** The frame of every page: current place, navigation, signed-in user, and age of the figures. */
export function Shell(): ReactNode {
  const { t, language } = useWords();
  const { rights } = useSession();
  const event = useEvent();
  const { name } = useRoute();
  const reachable = placesOf(rights, event);
  const here = reachable.find((place) => place.name === placeOf(name)) ?? reachable[0];
  const waiting = useSummaryOfWaiting();
  return (
    <WaitingContext value={waiting}>
      <div className="shell grid min-h-screen grid-cols-[15.5rem_minmax(0,1fr)]">
        {/* The fragment holds the page's place, so the skip link moves the focus itself. */}
        <button
          type="button"
          className="skip-link z-50 top-2 start-2 min-h-target px-4 absolute border-0 rounded-md bg-accent text-on-accent font-semibold"
          onClick={() => document.getElementById('content')?.focus()}
        >
          {t('app.skip')}
        </button>
        <header className="side border-e top-0 flex flex-col sticky bg-surface h-screen">
          <div className="side-head p-4 grid grid-cols-sign-text items-center gap-x-3 gap-y-2">
            <LanyardMark />
            <div className="side-names content-end grid min-w-0">
              <bdi className="side-event block font-bold tracking-tight leading-[1.2]">
                {event.name[language]}
              </bdi>
              <span className="text-soft text-xs">{t('app.organiser')}</span>
            </div>
            <LiveMark />
          </div>
          <nav
            className="side-nav flex-1 min-h-0 overflow-y-auto px-3 pb-3"
            aria-label={t('app.nav')}
          >
            <NavigationList places={reachable} here={here?.name} />
          </nav>
          <div className="side-self p-3 border-t">
            <SelfMenu />
          </div>
        </header>
        <main className="shell-main min-w-0" id="content" tabIndex={-1}>
          <DownBanner />
          <IdleWarning />
          {here !== undefined && <PageOfPlace place={here.name} />}
        </main>
        <BottomBar places={reachable} here={here?.name} />
      </div>
    </WaitingContext>
  );
}

/** The view of one person belongs to the search. */
function placeOf(name: string): string {
  return name === 'delegate' ? 'search' : name;
}

/** Milliseconds before the session's end at which the page warns, and between two checks. */
const warnFrom = 2 * 60_000;
const checkIntervalMs = 5_000;

/** Warns before an idle session ends, and keeps it with one press (WCAG 2.2.1). */
function IdleWarning(): ReactNode {
  const { t } = useWords();
  const [left, setLeft] = useState(idleLeft);
  useEffect(() => {
    const timer = setInterval(() => {
      const now = idleLeft();
      setLeft(now);
      if (now <= 0) void probeSession();
    }, checkIntervalMs);
    return () => clearInterval(timer);
  }, []);
  const isNear = left <= warnFrom;
  return (
    <div className="idle-warning" role="status">
      {isNear && (
        <Note
          tone="look"
          icon={<TimerReset />}
          title={t('account.idleTitle')}
          actions={
            <Button
              size="small"
              onPress={() => void probeSession().then(() => setLeft(idleLeft()))}
            >
              {t('account.stay')}
            </Button>
          }
        >
          <p>{t('account.idleHint')}</p>
        </Note>
      )}
    </div>
  );
}

function LiveMark(): ReactNode {
  const { t } = useWords();
  const { phase } = useLineState();
  return (
    <span
      className="live-mark inline-flex items-center gap-2 col-span-full text-soft text-xs font-semibold whitespace-nowrap"
      data-phase={phase}
    >
      <span className="live-dot bg-go-ink size-2.5 rounded-full" aria-hidden="true" />
      {t(`live.${phase}`)}
    </span>
  );
}

/** Shown while the line is down: the age of the figures, and a button to retry at once. */
function DownBanner(): ReactNode {
  const { t } = useWords();
  const { time } = useFormats();
  const line = useLiveLine();
  const state = useLineState();
  const asOf = newestAsOf();
  return (
    <div className="down-banner" role="status">
      {state.phase === 'down' && (
        <Note
          tone="look"
          icon={<WifiOff />}
          title={t('live.downTitle')}
          actions={
            <Button size="small" icon={<RotateCw />} onPress={() => line?.retry()}>
              {t('app.retry')}
            </Button>
          }
        >
          {asOf !== null && <p className="figures">{t('live.lastUpdate', { time: time(asOf) })}</p>}
        </Note>
      )}
    </div>
  );
}

/** The page of the place in the address, if the role may see it. */
function PageOfPlace({ place }: { place: PlaceName }): ReactNode {
  const { name, argument } = useRoute();
  if (place === 'search' && name === 'delegate' && argument !== null) {
    return <DelegatePage key={argument} id={argument} />;
  }
  if (place === 'days' && argument !== null && localDaySchema.safeParse(argument).success) {
    return <DayPage key={argument} day={argument} />;
  }
  switch (place) {
    case 'overview':
      return <OverviewPage />;
    case 'delegations':
      return <DelegationsPage />;
    case 'event':
      return <EventPage />;
    case 'rooms':
      return <RoomsPage />;
    case 'stations':
      return <StationsPage />;
    case 'help':
      return <HelpPage />;
    case 'people':
      return <PeoplePage person={argument} />;
    case 'search':
      return <SearchPage />;
    case 'import':
      return <ImportPage />;
    case 'duplicates':
      return <DuplicatesPage />;
    case 'exports':
      return <ExportsPage />;
    case 'days':
      return <DaysPage />;
    case 'approvals':
      return <ApprovalsPage />;
    case 'tickets':
      return <TicketsPage />;
    case 'privacy':
      return <PrivacyPage />;
    case 'activity':
      return <ActivityPage />;
    case 'accounts':
      return <AccountsPage />;
    case 'account':
      return <AccountPage />;
  }
}

type AnyPlace = (typeof places)[number];

/** The pages in a phone's bottom bar, if the role may see them. */
const first: readonly PlaceName[] = ['overview', 'delegations', 'stations', 'search'];

/** Navigation on a phone: four pages in the bar, the others behind the fifth button. */
function BottomBar({
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
    <nav className="bottom-bar hidden" aria-label={t('app.nav')}>
      <ul className="flex justify-around max-w-160 mx-auto">
        {atHand.map(({ name, Icon }) => (
          <li className="flex-1 min-w-0" key={name}>
            <a
              className="bottom-way icon-way gap-0.5 w-full min-h-16 text-2xs text-center no-underline"
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
        <li className="flex-1 min-w-0">
          <AriaButton
            className="bottom-way icon-way gap-0.5 w-full min-h-16 text-2xs text-center no-underline"
            onPress={() => setOpen(true)}
            {...(others.some(({ name }) => name === here)
              ? { 'aria-current': 'true' as const }
              : {})}
          >
            <Menu size={22} />
            <span>{t('nav.more')}</span>
            {hidden > 0 && (
              <span className="nav-count figures rounded-full bg-look text-on-look text-2xs font-bold text-center">
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

/** The signed-in user, the other language, and sign-out. */
function SelfMenu(): ReactNode {
  const { t } = useWords();
  const { account } = useSession();
  const leave = useAction(() => endSession({ everywhere: false }));
  return (
    <div className="grid gap-2">
      <div className="grid px-3 text-sm font-semibold">
        <bdi>{account.name}</bdi>
        <span className="text-soft text-xs font-normal">{t(`role.${account.role}`)}</span>
      </div>
      <FailureNote failure={leave.failure} />
      <div className="self-buttons flex flex-wrap gap-1">
        <LanguageButton icon={<Languages size={18} />} />
        <Button
          variant="quiet"
          size="small"
          icon={<LogOut size={18} />}
          isDisabled={leave.busy}
          onPress={() => void leave.run()}
        >
          {t('account.signOut')}
        </Button>
      </div>
    </div>
  );
}
