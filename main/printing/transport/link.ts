import type { Socket } from 'node:net';
import type { HoldReason } from '../../../domain/printing/print-job.ts';

/** Why a connection could not be opened or used. `detail` is English, for the operator. */
export class LinkError extends Error {
  readonly reason: HoldReason;
  readonly detail: string;
  /** True if the other side refused the connection. */
  readonly refused: boolean;
  constructor(
    reason: HoldReason,
    detail: string,
    options: { refused?: boolean; cause?: unknown } = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = 'LinkError';
    this.reason = reason;
    this.detail = detail;
    this.refused = options.refused ?? false;
  }
}

export interface LinkListener {
  onBytes(bytes: Uint8Array): void;
  onClosed(error: LinkError): void;
}

/** A connection for bytes both ways, opened and closed any number of times. */
export interface Link {
  /** Address or device as an operator writes it. */
  readonly where: string;
  isOpen(): boolean;
  /** Throws LinkError. */
  open(listener: LinkListener): Promise<void>;
  /**
   * Resolves when the system accepted all bytes. Throws LinkError, also if no byte moves for long.
   */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends after what was written; harmless when closed. */
  close(): Promise<void>;
  /** Ends at once and drops what the system has not yet sent, so that nothing prints later. */
  abort(): void;
}

/** Timeouts in milliseconds. */
export interface TransportTimings {
  connect: number;
  /** One status answer. */
  answer: number;
  /** No byte accepted. */
  stall: number;
  /** From the last byte to the confirmation. */
  confirm: number;
  /** Between two queries while a confirmation is due. */
  awaitingPoll: number;
  /** How long a printer that cannot confirm is watched after the last byte. */
  watch: number;
}

/** Generous for slow printers: a 100 mm badge takes 0.5 to 1.5 s to print. */
export const defaultTimings: TransportTimings = {
  connect: 2_000,
  answer: 1_000,
  stall: 5_000,
  confirm: 15_000,
  awaitingPoll: 500,
  watch: 2_000,
};

/** The system's code of an error (`EACCES`), or empty. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What an error of a device file means to an operator who checks the cable. */
export function deviceError(path: string, error: unknown): LinkError {
  const code = codeOf(error);
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return new LinkError(
        'offline',
        `${path}: this account may not use the printer; add it to the group "lp" (sudo usermod -aG lp "$USER") and sign in again`,
        { cause: error },
      );
    case 'EBUSY':
      return new LinkError('busy-elsewhere', `${path} is in use by another program`, {
        cause: error,
      });
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
    case 'EIO':
      return new LinkError(
        'offline',
        `${path}: no printer there (${code}): is it on, is its cable in?`,
        {
          cause: error,
        },
      );
    case 'ENOSPC':
      return new LinkError('paper-out', `${path}: the printer is out of paper`, { cause: error });
    default:
      return new LinkError('offline', `${path}: ${code === '' ? String(error) : code}`, {
        cause: error,
      });
  }
}

/**
 * Ends a connection at once and drops what was not sent. `close` follows in any case.
 * `resetAndDestroy` of Node cannot reset a connection whose orderly end is under way: it then
 * leaves the connection open, and never emits `close` (libuv, `uv_tcp_close_reset`: EINVAL while
 * shutting down).
 */
export function resetSocket(socket: Socket): void {
  const isEnding = socket.writableEnded && socket.writableLength === 0;
  if (isEnding) socket.destroy();
  else socket.resetAndDestroy();
}
