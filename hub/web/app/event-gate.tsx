import type { ReactNode } from 'react';
import { EventContext } from '../client/event-context.tsx';
import { LiveProvider } from '../client/live-context.tsx';
import { TimeZoneContext } from '../client/time-zone.ts';
import { useAnswer } from '../client/use-answer.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { Shell } from './shell.tsx';

/** Opens the live line and asks for the event; every page needs its names and its time zone. */
export function EventGate(): ReactNode {
  return (
    <LiveProvider>
      <WithEvent />
    </LiveProvider>
  );
}

function WithEvent(): ReactNode {
  // Anew after a change of the roster too: the event's day moves on, and its file may be replaced.
  const { value, failure, renew } = useAnswer('event', {}, { on: ['days', 'roster'] });
  if (value === null) {
    return (
      <main className="opening" aria-busy={failure === null}>
        <FailureNote failure={failure} onRetry={renew} />
      </main>
    );
  }
  return (
    <EventContext value={value}>
      <TimeZoneContext value={value.timeZone}>
        <Shell />
      </TimeZoneContext>
    </EventContext>
  );
}
