import type { FastifyReply } from 'fastify';
import { HubProblem } from '../../domain/sync/problems.ts';

/** Handles a station's requests one after the other. */
export interface StationTurns {
  /**
   * Waits for the station's earlier requests. The turn ends with the answer, or with the
   * connection.
   *
   * @throws HubProblem `too-many-requests` if too many wait already
   */
  begin(station: string, reply: FastifyReply): Promise<void>;
}

/** Max waiting requests of one station; the app has five connections. */
const maxWaiting = 64;

/**
 * Gives each station one turn at a time, so that one that sends as fast as it can takes no more of
 * the hub than any other. A pause follows a refused request: refusing costs the hub nearly as much
 * as accepting.
 *
 * @param pause milliseconds
 */
export function createStationTurns(pause: number): StationTurns {
  // One entry per station with a request in progress.
  const queues = new Map<string, (() => void)[]>();
  const next = (station: string): void => {
    const waiting = queues.get(station)?.shift();
    if (waiting === undefined) queues.delete(station);
    else waiting();
  };
  return {
    begin: async (station, reply) => {
      const queue = queues.get(station);
      if (queue === undefined) {
        queues.set(station, []);
      } else {
        if (queue.length >= maxWaiting) {
          reply.header('connection', 'close');
          throw new HubProblem('too-many-requests', 'at once', { retryAfter: 1_000 });
        }
        await new Promise<void>((resolve) => queue.push(resolve));
      }
      // A connection that broke while it waited has no `close` to come.
      if (reply.raw.destroyed) return next(station);
      reply.raw.once('close', () => {
        if (reply.raw.statusCode < 400) next(station);
        else setTimeout(next, pause, station).unref();
      });
    },
  };
}
