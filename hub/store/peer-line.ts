import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { lineSetting, type OnConnectionLost } from './postgres.ts';

/** One process's side of the line to the hub's other processes. */
export interface LineEnds {
  /** Returns the next text for the others, at most 7,000 bytes; null if there is none. */
  next(): string | null;
  /** Called with a text from another process. */
  hear(text: string): void;
  /** Called when the line is up again: texts sent meanwhile were missed. */
  back(): void;
}

/** The line between the processes of one hub. On SQLite a hub has one process. */
export interface PeerLine {
  /** Announces that there is a text to send: `next` is called soon. */
  wake(): void;
  /**
   * Takes the lock of this name, which one process holds at a time. It ends with the process.
   *
   * @returns a function that releases it; null if another process has it, or the line is down
   */
  lock(name: string): Promise<(() => Promise<void>) | null>;
}

/** The line of a hub that has no other process. */
export const noPeers: PeerLine = {
  wake: () => undefined,
  lock: async () => async () => undefined,
};

/** Milliseconds. */
const pauses = {
  /** Between two notifications, as between two hints to a station. */
  notify: 50,
  /** Between two pings; without an answer the timeout of `lineSetting` closes the line. */
  ping: 5_000,
  /** Before it connects again. */
  connect: 500,
} as const;

/**
 * Seconds after which PostgreSQL ends the session of a machine that is gone, and frees its locks:
 * the operating system's own limit is two hours. `idle_session_timeout` is new in PostgreSQL 14.
 */
const sessionLimits = `
  SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
  SELECT set_config(name, '30s', false) FROM pg_settings WHERE name = 'idle_session_timeout'`;

export interface PostgresLine extends PeerLine {
  close(): Promise<void>;
}

/**
 * Opens a separate connection on which the hub's processes notify each other (LISTEN, NOTIFY) and
 * take locks (advisory ones of the session). It reconnects whenever it breaks.
 *
 * @param channel the same for every process of one hub, at most 63 bytes
 * @returns after the first attempt to connect, whether it succeeded or not
 */
export async function openPostgresLine(
  url: string,
  channel: string,
  ends: LineEnds,
  onLost: OnConnectionLost,
): Promise<PostgresLine> {
  /** Marks own messages: PostgreSQL notifies the sender, too. */
  const self = randomUUID();
  let current: pg.Client | null = null;
  let isOver = false;
  let isSaying = false;
  let unsaid: string | null = null;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const client = new pg.Client(lineSetting(url));
    client.on('error', (error) => {
      if (client === current) onLost(error);
    });
    client.on('notification', ({ payload = '' }) => {
      const at = payload.indexOf(' ');
      if (payload.slice(0, at) !== self) ends.hear(payload.slice(at + 1));
    });
    try {
      await client.connect();
      await client.query(`${sessionLimits}; LISTEN ${client.escapeIdentifier(channel)}`);
    } catch {
      // The pool reports what is wrong with the database.
      client.end().catch(() => undefined);
      later(connectAgain);
      return;
    }
    client.once('end', () => {
      if (client !== current) return;
      current = null;
      later(connectAgain);
    });
    current = client;
    if (isOver) return await end();
    later(ping, pauses.ping);
    void say();
  };
  const connectAgain = async (): Promise<void> => {
    await connect();
    if (current !== null) ends.back();
  };
  const later = (work: () => Promise<void>, pause: number = pauses.connect): void => {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(() => void work(), pause).unref();
  };
  const ping = async (): Promise<void> => {
    // A connection that gets no answer is closed by its socket's timeout.
    await current?.query('SELECT 1').catch(() => undefined);
    if (current !== null) later(ping, pauses.ping);
  };
  const say = async (): Promise<void> => {
    if (isSaying) return;
    isSaying = true;
    try {
      for (;;) {
        if (current === null) break;
        unsaid ??= ends.next();
        if (unsaid === null) break;
        await current.query('SELECT pg_notify($1, $2)', [channel, `${self} ${unsaid}`]);
        unsaid = null;
        await sleep(pauses.notify, undefined, { ref: false });
      }
    } catch {
      // The text is sent again when the line is up.
    } finally {
      isSaying = false;
    }
  };
  const end = async (): Promise<void> => {
    const client = current;
    current = null;
    await client?.end().catch(() => undefined);
  };
  const locked = (what: string, client: pg.Client, name: string): Promise<boolean> =>
    client
      .query<{ is: boolean }>(`SELECT ${what}(hashtextextended($1, 0)) AS is`, [
        `${channel} ${name}`,
      ])
      .then(
        ({ rows }) => rows[0]?.is === true,
        () => false,
      );

  await connect();
  return {
    wake: () => void say(),
    lock: async (name) => {
      const client = current;
      if (client === null || !(await locked('pg_try_advisory_lock', client, name))) return null;
      return async () => void (await locked('pg_advisory_unlock', client, name));
    },
    close: async () => {
      isOver = true;
      clearTimeout(timer);
      await end();
    },
  };
}
