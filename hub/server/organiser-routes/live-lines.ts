import type { ServerResponse } from 'node:http';
import { hintHeartbeat } from '../../../domain/wire/hints.ts';
import type { LiveHint } from '../../../domain/wire/organiser.ts';
import type { Hub, HubChange } from '../../service/hub.ts';
import type { StreamPlace } from '../../service/organiser/organiser-data.ts';
import { errorFields, type HubLog } from '../log.ts';

/** Who listens, and whether they still may. */
export interface Listener {
  /** Account's id. */
  account: string;
  stillAllowed(): Promise<boolean>;
}

/** The open lines on which pages hear that something changed (server-sent events). */
export interface LiveLines {
  /** Takes over an answer that was not begun. An account's oldest line is ended where it has too many. */
  open(listener: Listener, answer: ServerResponse): void;
  /** How many there are. */
  count(): number;
  /** Ends all lines and listens no more. */
  close(): void;
}

type What = LiveHint['what'];

interface Line extends Listener {
  answer: ServerResponse;
}

/** In milliseconds. */
export const livePace = {
  /** Shortest time between two hints: each lets every page ask for its figures. */
  hint: 300,
  /** How often it is looked whether another process on the same store wrote something. */
  look: 1_000,
  /** How often it is asked whether a session still stands. */
  session: 5_000,
} as const;

/** Lines of one account: a page on a wall, a laptop, a phone, each with some tabs. */
const mostPerAccount = 8;

/**
 * Opens the exchange of live hints. A hint says what changed and never how; a burst of changes becomes one at
 * once and one at its end. A line ends with its session, and where its reader is too far behind.
 */
export function createLiveLines(
  hub: Pick<Hub, 'onChange' | 'organiser'>,
  log: HubLog,
  mostBehind: number,
): LiveLines {
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
      if (line.answer.writableLength > mostBehind) end(line);
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
      // Busy: the next look is in a second, and what this process writes is told without one.
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
    // Told now: the next look finds nothing new in it.
    if (place !== null) {
      place.facts = change.events ?? place.facts;
      place.roster = change.roster ?? place.roster;
    }
    tell(hintsOf(change));
  });

  return {
    open: (listener, answer) => {
      const own = [...lines].filter(({ account }) => account === listener.account);
      const [oldest] = own;
      if (own.length >= mostPerAccount && oldest !== undefined) end(oldest);
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
    count: () => lines.size,
    close: () => {
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
