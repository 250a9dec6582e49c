import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { lineSetting, type OnConnectionLost } from './postgres.ts';

/** What one process of a hub says and hears on the line to the others. */
export interface LineEnds {
  /** Takes the next text for the others, of at most 7,000 bytes; null if there is none. */
  next(): string | null;
  /** Another process said this. */
  hear(text: string): void;
  /** The line was down and is up again: what the others said meanwhile was missed. */
  back(): void;
}

/** The line between the processes of one hub. On SQLite a hub has one process. */
export interface PeerLine {
  /** There is something to say: `next` is called soon. */
  wake(): void;
  /**
   * Takes the lock of this name, which one process holds at a time. It ends with the process.
   *
   * @returns how to give it back; null if another process has it, or the line is down
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
  /** Between two signs of life, without which `lineSetting` takes the line for broken. */
  ping: 5_000,
  /** Before it connects again. */
  connect: 500,
} as const;

/**
 * Seconds after which PostgreSQL ends the session of a machine that is gone, and frees its locks:
 * the system's own limit is two hours. The second is new in PostgreSQL 14.
 */
const sessionLimits = `
  SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
  SELECT set_config(name, '30s', false) FROM pg_settings WHERE name = 'idle_session_timeout'`;

/** A line that can be closed. */
export interface PostgresLine extends PeerLine {
  close(): Promise<void>;
}

/**
 * Opens a connection of its own on which the hub's processes notify each other (LISTEN, NOTIFY) and
 * take locks (advisory ones of the session). It connects again whenever it breaks.
 *
 * @param channel the same for every process of one hub, at most 63 bytes
 * @returns after the first attempt to connect, whatever came of it
 */
export async function openPostgresLine(
  url: string,
  channel: string,
  ends: LineEnds,
  onLost: OnConnectionLost,
): Promise<PostgresLine> {
  /** PostgreSQL notifies the sender, too. */
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
      // The pool tells what is wrong with the database.
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
    // One that gets no answer is broken by its socket's timeout.
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
      // It is said again when the line is back.
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
