import { z } from 'zod';
import { maxRequestNumber } from './bounds.ts';

/** Versions of the sync protocol that this build speaks. A request states its own in a header. */
export const protocolVersions = { oldest: 1, newest: 1 } as const;

/** Request header with the range of protocol versions that the station speaks: `1-1`. */
export const protocolHeader = 'lanyard-protocol';
/** Request header with the station's Ed25519 signature (base64) of {@link signedText}. */
export const signatureHeader = 'lanyard-signature';

/** Largest push that a hub accepts: number of events, and bytes of the body. */
export const pushLimits = { events: 500, bytes: 256 * 1024 } as const;
/** Max earlier hubs of an event that a desk names. Each came from a take-over. */
export const maxFormerHubs = 16;
/** Rows per page of a pull. */
export const pageRows = 1_000;
/** Max body of one event, in UTF-8 bytes. The largest events today are far smaller. */
export const maxEventBody = 16_384;

/** PostgreSQL rejects NUL, and a lone surrogate has no UTF-8: the text would come back changed. */
export function isStorable(text: string): boolean {
  return !/\0|\p{Surrogate}/u.test(text);
}

/**
 * Direction marks and overrides. No name needs them, and they change how neighbouring text reads.
 */
export const directionMarks = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** The form in which every station stores a text, wherever it was typed. */
export function withoutDirections(text: string): string {
  return text.replace(directionMarks, '');
}

/** The number of a signed request. It increases with each request of a station. */
export const requestNumberSchema = z.int().positive().max(maxRequestNumber);

/** The streams that stations follow. Their numbers start at 1, in the order of commits. */
export const streamSchema = z.enum(['roster', 'events', 'photos']);
export type Stream = z.infer<typeof streamSchema>;

export const stationModeSchema = z.enum(['desk', 'kiosk', 'door']);
export type StationMode = z.infer<typeof stationModeSchema>;

export const maxParts = 50;

/** SHA-256 in hexadecimal. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What a station signs of a request that changes something: the text `lanyard 1\n<METHOD> <path
 * with query>\n<hex SHA-256 of the body>` in UTF-8. The body names the hub's epoch and carries a
 * number that only increases, so a signature is single use.
 */
export function signedText(method: string, path: string, bodyHash: string): string {
  return `lanyard 1\n${method} ${path}\n${bodyHash}`;
}

/**
 * UTC milliseconds since 1970, within the range of a date (ECMA-262, 21.4.1.1). Beyond it every
 * date formatter throws, so one fact with such a time would break each page and report that shows
 * it.
 */
export const momentSchema = z.int().min(-8.64e15).max(8.64e15);
