import type { ServerResponse } from 'node:http';
import { HubProblem } from '../../domain/sync/problems.ts';
import { type Hint, hintHeartbeat } from '../../domain/sync/sync.ts';
import type { Hub } from '../app/hub.ts';
import type { HubChange } from '../base/context.ts';
import type { EnrolledStation } from '../base/enrolled-station.ts';
import { errorFields, type HubLog } from './log.ts';

/** The open lines on which stations learn that something changed (server-sent events). */
export type HintLines = ReturnType<typeof createHintLines>;

interface Line {
  token: string;
  answer: ServerResponse;
}

/** Min milliseconds between two hints, and the increase per line: each hint makes stations call. */
const pause = { least: 50, perLine: 1 } as const;

/**
 * Creates the exchange of hints. A burst of changes becomes one hint at once and one at its end.
 * Lines of stations that are no longer enrolled are closed after each change of the directory, and
 * at each heartbeat (another process may have revoked them).
 */
export function createHintLines(
  hub: Pick<Hub, 'onChange' | 'stationOfToken'>,
  log: HubLog,
  maxBehind: number,
) {
  const lines = new Map<string, Line>();
  const due = new Map<Hint['stream'], number>();
  let quiet: NodeJS.Timeout | null = null;

  const write = (text: string): void => {
    for (const [id, { answer }] of lines) {
      answer.write(text);
      if (answer.writableLength > maxBehind) end(id);
    }
  };
  const end = (id: string): void => {
    lines.get(id)?.answer.destroy();
    lines.delete(id);
  };
  const flush = (): void => {
    if (due.size === 0) {
      quiet = null;
      return;
    }
    for (const [stream, seq] of due) write(eventOf({ stream, seq }));
    due.clear();
    quiet = setTimeout(flush, pause.least + pause.perLine * lines.size);
  };
  const stopListening = hub.onChange((change) => {
    for (const { stream, seq } of hintsOf(change)) due.set(stream, seq);
    if (quiet === null) flush();
    if (change.directory === true) void endRevoked();
  });
  const endRevoked = async (): Promise<void> => {
    for (const [id, { token }] of lines) {
      try {
        if ((await hub.stationOfToken(token))?.state !== 'enrolled') end(id);
      } catch (error) {
        // The store is busy: the next heartbeat tries again. A hint alone reveals nothing.
        log.warn(errorFields(error), 'hints: could not ask who is enrolled');
        return;
      }
    }
  };
  const heartbeat = setInterval(() => {
    write(': still here\n\n');
    void endRevoked();
  }, hintHeartbeat);

  return {
    /** Takes over an unsent answer. One line per station: an older one is closed. */
    open: (station: EnrolledStation, token: string, answer: ServerResponse): void => {
      if (station.state !== 'enrolled') throw new HubProblem('revoked');
      end(station.id);
      lines.set(station.id, { token, answer });
      answer.on('close', () => {
        if (lines.get(station.id)?.answer === answer) lines.delete(station.id);
      });
      answer.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      answer.write(': welcome\n\n');
    },
    /** Ids of the stations with an open line. */
    stations: (): string[] => [...lines.keys()],
    /** Closes all lines and stops listening. */
    close: (): void => {
      stopListening();
      clearInterval(heartbeat);
      if (quiet !== null) clearTimeout(quiet);
      for (const { answer } of lines.values()) answer.end();
      lines.clear();
    },
  };
}

function hintsOf(change: HubChange): Hint[] {
  const hints: Hint[] = [];
  if (change.roster !== undefined) hints.push({ stream: 'roster', seq: change.roster });
  if (change.events !== undefined) hints.push({ stream: 'events', seq: change.events });
  if (change.photos !== undefined) hints.push({ stream: 'photos', seq: change.photos });
  if (change.directory === true) hints.push({ stream: 'directory', seq: 0 });
  return hints;
}

function eventOf(hint: Hint): string {
  return `data: ${JSON.stringify(hint)}\n\n`;
}
