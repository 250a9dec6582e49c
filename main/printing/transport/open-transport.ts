import { connect, type Socket } from 'node:net';
import { brotherRolls } from '../../../domain/printing/brother.ts';
import type { PrinterSettings } from '../../../domain/printing/print-job.ts';
import { starBytes, starJobNumber } from '../languages/star.ts';
import { conditionOfStar, createStarReader, type StarAnswer } from '../languages/star-answers.ts';
import type { Spooler } from '../spooler/spooler.ts';
import { createBrotherTransport } from './brother-transport.ts';
import { createDeviceLink } from './device-link.ts';
import { createEscposTransport } from './escpos-transport.ts';
import { createExchange, startTimeOut, tellingReader } from './exchange.ts';
import {
  defaultTimings,
  type Link,
  LinkError,
  type LinkListener,
  resetSocket,
  type TransportTimings,
} from './link.ts';
import { createMemory, noteFinished, noteTold, type Session } from './session.ts';
import { createSessionTransport } from './session-transport.ts';
import { createSpoolerTransport } from './spooler-transport.ts';
import { createSystemTransport, type SystemParts } from './system-transport.ts';
import type { PrinterCondition, Transport, TransportEvents } from './transport.ts';
import { createZplTransport } from './zpl-transport.ts';

/** The operating system's printing; what is missing cannot be used here (plain Node, tests). */
export interface SystemAccess {
  driver?: SystemParts;
  spooler?: Spooler;
}

/** The transport for a printer's settings; it connects on first use. */
export function openTransport(
  settings: PrinterSettings,
  events: TransportEvents = { onLateConfirmation: () => {} },
  timings: TransportTimings = defaultTimings,
  system: SystemAccess = {},
): Transport {
  if (settings.connection.kind === 'spooler') {
    const { spooler } = system;
    if (spooler === undefined) throw new RangeError('no spooler of Windows here');
    const { brother } = settings;
    const roll = brother === undefined ? null : brotherRolls[brother.roll];
    return createSpoolerTransport(settings.connection.queue, spooler, roll);
  }
  switch (settings.language) {
    case 'escpos':
      return createEscposTransport(openLink(settings, timings), settings.ability, timings, events);
    case 'star':
      return createStarTransport(openLink(settings, timings), settings.ability, timings, events);
    case 'zpl':
      return createZplTransport(openLink(settings, timings), settings.ability, timings, events);
    case 'brother':
      return createBrotherTransport(openLink(settings, timings), settings, timings, events);
    case 'driver':
      return openSystemTransport(settings, system);
  }
}

function openSystemTransport(settings: PrinterSettings, { driver }: SystemAccess): Transport {
  if (settings.connection.kind !== 'system' || driver === undefined)
    throw new RangeError('no printing of the operating system here');
  return createSystemTransport(settings.connection.queue, settings.dotsPerMm, driver);
}

function openLink(settings: PrinterSettings, timings: TransportTimings): Link {
  const { connection } = settings;
  switch (connection.kind) {
    case 'tcp':
      return createTcpLink({ host: connection.host, port: connection.port }, timings);
    case 'device':
      return createDeviceLink(connection.path, settings.ability !== 'blind', timings);
    case 'system':
    case 'spooler':
      throw new RangeError('a printer of the system has no link of ours');
  }
}

/** Address, device or name of a printer as an operator writes it. */
export function whereIs({ connection }: PrinterSettings): string {
  switch (connection.kind) {
    case 'tcp':
      return `${connection.host}:${connection.port}`;
    case 'device':
      return connection.path;
    case 'system':
    case 'spooler':
      return connection.queue;
  }
}

export function createStarTransport(
  link: Link,
  ability: PrinterSettings['ability'],
  timings: TransportTimings,
  events: TransportEvents,
): Transport {
  const memory = createMemory();
  // An automatic status looks like a requested one: each is noted, even if a query awaits it.
  const reader = tellingReader(createStarReader(), (answer) => {
    if (answer.kind !== 'status' || conditionOfStar(answer.bytes) === 'hot') return;
    noteTold(memory, conditionOf(answer.bytes, link.where));
  });
  const { ask, expect, ...exchange } = createExchange(link, reader, (answer) => {
    if (answer.kind !== 'finished') return;
    noteFinished(
      memory,
      (id) => starJobNumber(id) === answer.number,
      (id) => events.onLateConfirmation(id),
    );
  });
  const session: Session = {
    link,
    conversation: {
      ...exchange,
      finished: async (id, milliseconds) => {
        const number = starJobNumber(id);
        const wanted = (each: StarAnswer): boolean =>
          each.kind === 'finished' && each.number === number;
        return (await expect(wanted, milliseconds)) !== null;
      },
    },
    speaker: 'a Star printer',
    ability,
    timings,
    memory,
    // Answered "regardless of the valid/invalid conditions" of the automatic status (Star, "STAR
    // Line Mode Command Specifications", 5.2.3).
    askRound: async () => {
      const isStatus = (each: StarAnswer): boolean => each.kind === 'status';
      const answer = await ask(starBytes.askStatus, isStatus, timings.answer);
      if (answer?.kind !== 'status' || exchange.isRubbish()) return null;
      exchange.forgive();
      memory.answered = true;
      return conditionOf(answer.bytes, link.where);
    },
  };
  return createSessionTransport(session, () => async () => {
    if (memory.job?.fault == null) await session.askRound().catch(() => null);
    return memory.job?.fault ?? null;
  });
}

function conditionOf(bytes: readonly number[], where: string): PrinterCondition {
  const condition = conditionOfStar(bytes);
  if (condition !== 'hot') return { condition, detail: where };
  return {
    condition: 'printer-error',
    detail: `${where}: the print head is too hot; it goes on by itself when it has cooled`,
  };
}

/** Milliseconds of silence after which the system itself checks the other side. */
const keepAliveDelay = 5_000;

/**
 * A raw TCP connection (port 9100 on most printers).
 *
 * @param address host name, IPv4 or IPv6 (with or without brackets) and port
 */
export function createTcpLink(
  address: { host: string; port: number },
  timings: Pick<TransportTimings, 'connect' | 'stall'>,
): Link {
  const host = address.host.replace(/^\[(.*)\]$/, '$1');
  const where = host.includes(':') ? `[${host}]:${address.port}` : `${host}:${address.port}`;
  let socket: Socket | null = null;

  const open = async (listener: LinkListener): Promise<void> => {
    const fresh = await connectSocket(host, address.port, where, timings.connect);
    socket = fresh;
    fresh.on('data', (bytes) => listener.onBytes(bytes));
    fresh.on('error', () => {
      // `close` follows and handles it.
    });
    fresh.on('close', () => {
      if (socket !== fresh) return;
      socket = null;
      listener.onClosed(new LinkError('offline', `${where} ended the connection`));
    });
    // A half-closed printer answers no more: end this side too.
    fresh.on('end', () => fresh.destroy());
  };

  const abort = (): void => {
    const last = socket;
    socket = null;
    if (last !== null) resetSocket(last);
  };

  return {
    where,
    isOpen: () => socket !== null && !socket.destroyed && socket.writable,
    open,
    write: (bytes) => writeAll(socket, bytes, where, timings.stall),
    close: () => endSocket(socket, () => (socket = null), timings.stall),
    abort,
  };
}

function connectSocket(
  host: string,
  port: number,
  where: string,
  milliseconds: number,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: keepAliveDelay,
    });
    const endTimeOut = startTimeOut(milliseconds, () => {
      socket.destroy();
      reject(
        new LinkError(
          'offline',
          `${where} did not answer within ${milliseconds} ms: is the printer on, is its cable in?`,
        ),
      );
    });
    socket.once('connect', () => {
      endTimeOut();
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error) => {
      endTimeOut();
      reject(connectError(where, error));
    });
  });
}

function connectError(where: string, error: NodeJS.ErrnoException): LinkError {
  switch (error.code) {
    case 'ECONNREFUSED':
      return new LinkError(
        'offline',
        `${where} refuses the connection: wrong address or port, or still starting`,
        {
          refused: true,
          cause: error,
        },
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new LinkError('offline', `${where}: no such host name`, { cause: error });
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new LinkError('offline', `${where} cannot be reached from this network`, {
        cause: error,
      });
    default:
      return new LinkError('offline', `${where}: ${error.code ?? error.message}`, { cause: error });
  }
}

function writeAll(
  socket: Socket | null,
  bytes: Uint8Array,
  where: string,
  stall: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket === null || !socket.writable) {
      reject(new LinkError('offline', `${where}: not connected`));
      return;
    }
    const endTimeOut = startTimeOut(stall, () =>
      reject(new LinkError('offline', `${where} took no data for ${stall} ms`)),
    );
    const closed = (): void => {
      endTimeOut();
      reject(new LinkError('offline', `${where} ended the connection`));
    };
    socket.once('close', closed);
    socket.write(bytes, (error) => {
      endTimeOut();
      socket.off('close', closed);
      if (error === null || error === undefined) resolve();
      else reject(new LinkError('offline', `${where}: ${error.message}`, { cause: error }));
    });
  });
}

function endSocket(socket: Socket | null, forget: () => void, stall: number): Promise<void> {
  forget();
  if (socket === null || socket.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => resetSocket(socket), stall);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.end(() => socket.destroy());
  });
}
