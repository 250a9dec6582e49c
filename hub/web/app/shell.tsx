import type { ReactNode } from 'react';
import { useEvent } from '../client/event-context.tsx';
import { useSession } from '../client/session-store.ts';
import { useWords } from '../words.ts';
import { BottomBar } from './bottom-bar.tsx';
import { IdleWarning } from './idle-warning.tsx';
import { DownBanner, LiveMark } from './live-mark.tsx';
import { NavigationList } from './navigation-list.tsx';
import { PageOfPlace } from './page-of-place.tsx';
import { placesOf } from './places.ts';
import { useRoute } from './route.ts';
import { SelfMenu } from './self-menu.tsx';
import { useSummaryOfWaiting, WaitingContext } from './use-waiting.ts';
import './shell.css';

/** What stands around every page: where one is, where one can go, who one is, and how fresh it all is. */
export function Shell(): ReactNode {
  const { t, language } = useWords();
  const { rights } = useSession();
  const event = useEvent();
  const { name } = useRoute();
  const reachable = placesOf(rights);
  const here = reachable.find((place) => place.name === placeOf(name)) ?? reachable[0];
  const waiting = useSummaryOfWaiting();
  return (
    <WaitingContext value={waiting}>
      <div className="shell">
        {/* The fragment is the page's own place, so the way past the navigation moves the focus itself. */}
        <button
          type="button"
          className="skip-link"
          onClick={() => document.getElementById('content')?.focus()}
        >
          {t('app.skip')}
        </button>
        <header className="side">
          <div className="side-head">
            <div className="ribbon" aria-hidden="true" />
            <div className="side-names">
              <bdi className="side-event">{event.name[language]}</bdi>
              <span className="side-hub">{t('app.organiser')}</span>
            </div>
            <LiveMark />
          </div>
          <nav className="side-nav" aria-label={t('app.nav')}>
            <NavigationList places={reachable} here={here?.name} />
          </nav>
          <div className="side-self">
            <SelfMenu />
          </div>
        </header>
        <main className="shell-main" id="content" tabIndex={-1}>
          <DownBanner />
          <IdleWarning />
          {here !== undefined && <PageOfPlace place={here.name} />}
        </main>
        <BottomBar places={reachable} here={here?.name} />
      </div>
    </WaitingContext>
  );
}

/** A person's own view belongs to the search. */
function placeOf(name: string): string {
  return name === 'delegate' ? 'search' : name;
}
