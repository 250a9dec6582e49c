import type { ServerResponse } from 'node:http';
import type { LiveHint } from '../../../domain/organiser/organiser.ts';
import { hintHeartbeat } from '../../../domain/sync/sync.ts';
import type { Hub } from '../../app/hub.ts';
import type { HubChange } from '../../base/context.ts';
import type { StreamPlace } from '../../organiser/organiser-data.ts';
import { errorFields, type HubLog } from '../log.ts';

export interface Listener {
  account: string;
  stillAllowed(): Promise<boolean>;
}

/** The open lines on which pages learn that something changed (server-sent events). */
export type LiveLines = ReturnType<typeof createLiveLines>;

type What = LiveHint['what'];

interface Line extends Listener {
  answer: ServerResponse;
}

/** In milliseconds. */
export const livePace = {
  /** Min time between two hints: after each, every page requests its figures. */
  hint: 300,
  /** How often to check whether another process on the same store wrote something. */
  look: 1_000,
  /** How often to check whether a session is still valid. */
  session: 5_000,
} as const;

/** Max lines of one account: a page on a wall, a laptop, a phone, each with some tabs. */
const maxPerAccount = 8;

/**
 * Creates the exchange of live hints. A hint names what changed, without the new values. A burst of
 * changes becomes one hint at once and one at its end. A line ends with its session, or if its
 * reader is too far behind.
 */
export function createLiveLines(
  hub: Pick<Hub, 'onChange' | 'organiser'>,
  log: HubLog,
  maxBehind: number,
) {
  const lines = new Set<Line>();
  const due = new Set<What>();
  let quiet: NodeJS.Timeout | null = null;
  let timers: NodeJS.Timeout[] = [];
  let place: StreamPlace | null = null;

  const end = (line: Line): void => {
    line.answer.destroy();
    drop(line);
  };
  const drop = (line: Line): void => {
    lines.delete(line);
    if (lines.size === 0) rest();
  };
  const write = (text: string): void => {
    for (const line of lines) {
      line.answer.write(text);
      if (line.answer.writableLength > maxBehind) end(line);
    }
  };
  const flush = (): void => {
    quiet = null;
    if (due.size === 0) return;
    const texts = Array.from(due, (what) => eventOf({ what }));
    due.clear();
    write(texts.join(''));
    quiet = setTimeout(flush, livePace.hint);
  };
  const tell = (what: Iterable<What>): void => {
    if (lines.size === 0) return;
    for (const one of what) due.add(one);
    if (quiet === null) flush();
  };
  const look = async (): Promise<void> => {
    try {
      const now = await hub.organiser.place();
      if (place !== null) tell(differences(place, now));
      place = now;
    } catch (error) {
      // The store is busy: the next check is in a second, and own changes need no check.
      log.warn(errorFields(error), 'live: could not look for news');
    }
  };
  const endSessions = async (): Promise<void> => {
    for (const line of [...lines]) {
      try {
        if (!(await line.stillAllowed())) end(line);
      } catch (error) {
        log.warn(errorFields(error), 'live: could not ask for a session');
        return;
      }
    }
  };
  const work = (): void => {
    if (timers.length > 0) return;
    timers = [
      setInterval(() => void look(), livePace.look),
      setInterval(() => void endSessions(), livePace.session),
      setInterval(() => write(': still here\n\n'), hintHeartbeat),
    ];
    void look();
  };
  const rest = (): void => {
    for (const timer of timers) clearInterval(timer);
    timers = [];
    place = null;
    due.clear();
    if (quiet !== null) clearTimeout(quiet);
    quiet = null;
  };
  const stopListening = hub.onChange((change) => {
    // These changes are announced now: the next check must not find them again.
    if (place !== null) {
      place.facts = change.events ?? place.facts;
      place.roster = change.roster ?? place.roster;
    }
    tell(hintsOf(change));
  });

  return {
    /** Takes over an unsent answer. Closes an account's oldest line if it has too many. */
    open: (listener: Listener, answer: ServerResponse): void => {
      const own = [...lines].filter(({ account }) => account === listener.account);
      const [oldest] = own;
      if (own.length >= maxPerAccount && oldest !== undefined) end(oldest);
      const line: Line = {
        account: listener.account,
        stillAllowed: () => listener.stillAllowed(),
        answer,
      };
      lines.add(line);
      answer.on('close', () => drop(line));
      answer.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      answer.write(': welcome\n\n');
      work();
    },
    count: (): number => lines.size,
    /** Closes all lines and stops listening. */
    close: (): void => {
      stopListening();
      for (const { answer } of lines) answer.end();
      lines.clear();
      rest();
    },
  };
}

function hintsOf(change: HubChange): What[] {
  const hints: What[] = [];
  if (change.events !== undefined) hints.push('facts');
  if (change.roster !== undefined) hints.push('roster');
  if (change.directory === true || change.health === true) hints.push('stations');
  return hints;
}

function differences(before: StreamPlace, now: StreamPlace): What[] {
  const hints: What[] = [];
  if (before.facts !== now.facts || before.epoch !== now.epoch) hints.push('facts');
  if (before.roster !== now.roster) hints.push('roster');
  if (before.directory !== now.directory) hints.push('stations');
  return hints;
}

function eventOf(hint: LiveHint): string {
  return `data: ${JSON.stringify(hint)}\n\n`;
}
