import type { PrinterSettings } from '../../../domain/printing/print-job.ts';
import { createDeviceLink } from './device-link.ts';
import { createEscposTransport } from './escpos-transport.ts';
import { defaultTimings, type Link, type TransportTimings } from './link.ts';
import { createStarTransport } from './star-transport.ts';
import { createSystemTransport, type SystemParts } from './system-transport.ts';
import { createTcpLink } from './tcp-link.ts';
import type { Transport, TransportEvents } from './transport.ts';
import { createZplTransport } from './zpl-transport.ts';

/**
 * The transport for a printer's settings; it connects on first use.
 *
 * @param system the operating system's printing; null where there is none (plain Node), and no
 *   driver can be used
 */
export function openTransport(
  settings: PrinterSettings,
  events: TransportEvents = { onLateConfirmation: () => {} },
  timings: TransportTimings = defaultTimings,
  system: SystemParts | null = null,
): Transport {
  switch (settings.language) {
    case 'escpos':
      return createEscposTransport(openLink(settings, timings), settings.ability, timings, events);
    case 'star':
      return createStarTransport(openLink(settings, timings), settings.ability, timings, events);
    case 'zpl':
      return createZplTransport(openLink(settings, timings), settings.ability, timings, events);
    case 'driver':
      return openSystemTransport(settings, system);
  }
}

function openSystemTransport(settings: PrinterSettings, system: SystemParts | null): Transport {
  if (settings.connection.kind !== 'system' || system === null)
    throw new RangeError('no printing of the operating system here');
  return createSystemTransport(settings.connection.queue, settings.dotsPerMm, system);
}

function openLink(settings: PrinterSettings, timings: TransportTimings): Link {
  const { connection } = settings;
  switch (connection.kind) {
    case 'tcp':
      return createTcpLink({ host: connection.host, port: connection.port }, timings);
    case 'device':
      return createDeviceLink(connection.path, settings.ability !== 'blind', timings);
    case 'system':
      throw new RangeError('a printer of the system is reached by its driver');
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
      return connection.queue;
  }
}
