import { EventEmitter } from 'node:events';
import { isIPv4 } from 'node:net';
import type { Bonjour, Service } from 'bonjour-service';
import { z } from 'zod';
import type { PrinterConnection } from '../../../domain/printing/print-job.ts';
import { languageOf } from '../../../domain/printing/printer-languages.ts';
import { modelName } from './device-id.ts';
import {
  type OnFound,
  type Recognised,
  type RecogniseTimings,
  rawPort,
  recognise,
  type SearchLimits,
} from './find.ts';

/**
 * Printers' services, raw printing first: of a printer's services the first in this order counts.
 */
const services = ['pdl-datastream', 'ipp', 'printer'] as const;
type ServiceType = (typeof services)[number];

export interface AnnouncedOptions extends SearchLimits {
  /**
   * Milliseconds to listen. Printers answer within 120 ms (RFC 6762, 6); sleeping ones and lossy
   * networks take longer.
   */
  listen: number;
  timings: RecogniseTimings;
  /** Raw port of printers that announce only other services. */
  rawPort?: number;
  /** Another port than mDNS's own, in tests. */
  mdnsPort?: number;
}

/** The relevant keys of a printer's TXT record (Apple's Bonjour Printing Specification 1.2.1). */
const txtSchema = z.object({
  ty: z.string().catch(''),
  usb_MFG: z.string().catch(''),
  usb_MDL: z.string().catch(''),
  usb_CMD: z.string().catch(''),
  pdl: z.string().catch(''),
});

/**
 * Asks the local network for printers (mDNS), listens for a while and reports those that accept raw
 * printing. Rejects if mDNS cannot be used here.
 */
export async function findAnnounced(onFound: OnFound, options: AnnouncedOptions): Promise<void> {
  const heard = await listen(options);
  const printers = new Map<string, Announced>();
  for (const type of services) {
    for (const service of heard.get(type) ?? []) {
      const host = hostOf(service);
      if (!printers.has(host)) printers.set(host, { host, type, service });
    }
  }
  const tell = async ({ host, type, service }: Announced): Promise<void> => {
    const port = type === services[0] ? service.port : (options.rawPort ?? rawPort);
    const connection: PrinterConnection = { kind: 'tcp', host, port };
    const seen: Recognised = options.isKnown(connection)
      ? { open: true, language: null }
      : await recognise({ host, port }, options.timings, options.signal);
    // The printer is announced for IPP or LPD only: the operating system handles those.
    if (!seen.open || options.signal.aborted) return;
    const txt = txtSchema.parse(service.txt ?? {});
    onFound({
      kind: 'announced',
      connection,
      name: nameOf(service, type),
      model: txt.ty !== '' ? txt.ty : modelName(txt.usb_MFG, txt.usb_MDL),
      language: seen.language ?? languageOf(`${txt.usb_CMD} ${txt.pdl}`),
    });
  };
  await Promise.all([...printers.values()].map(tell));
}

interface Announced {
  host: string;
  type: ServiceType;
  service: Service;
}

/** Read from the whole name: bonjour-service cuts a name at its first dot. */
function nameOf(service: Service, type: ServiceType): string {
  const [name = service.name] = service.fqdn.split(`._${type}._tcp.`);
  return name;
}

/** The address rather than the `.local` name: some systems resolve those names only by mDNS. */
function hostOf(service: Service): string {
  return service.addresses?.find((address) => isIPv4(address)) ?? service.host;
}

async function listen(options: AnnouncedOptions): Promise<Map<ServiceType, Service[]>> {
  const { signal } = options;
  // Thirty files, needed only by a search for printers and not by a start.
  const { Bonjour } = await import('bonjour-service');
  if (signal.aborted) return new Map();
  return new Promise((resolve, reject) => {
    const heard = new Map<ServiceType, Service[]>();
    const bonjour = new Bonjour(
      options.mdnsPort === undefined ? {} : { port: options.mdnsPort },
      fail,
    );
    // An error of its socket (port 5353 used by a program that does not share it) comes only here.
    emitterOf(bonjour).on('error', fail);
    const browsers = services.map((type) => {
      const found: Service[] = [];
      heard.set(type, found);
      return bonjour.find({ type }, (service) => found.push(service));
    });
    // Multicast gets lost, especially in wireless networks: ask a second time.
    const again = setTimeout(() => {
      for (const browser of browsers) browser.update();
    }, options.listen / 3);
    const timer = setTimeout(finish, options.listen);
    signal.addEventListener('abort', finish);

    function close(): void {
      clearTimeout(again);
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      for (const browser of browsers) browser.stop();
      bonjour.destroy();
    }
    function finish(): void {
      close();
      resolve(heard);
    }
    function fail(error: unknown): void {
      close();
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

/** bonjour-service keeps its emitter private; an `error` event without a listener is fatal. */
function emitterOf(bonjour: Bonjour): EventEmitter {
  const server: unknown = Reflect.get(bonjour, 'server');
  const emitter: unknown =
    typeof server === 'object' && server !== null ? Reflect.get(server, 'mdns') : null;
  if (!(emitter instanceof EventEmitter)) throw new Error('bonjour-service has no mdns emitter');
  return emitter;
}
