import { z } from 'zod';
import {
  dayCallAnswerSchema,
  dayCloseAnswerSchema,
  dayRequestSchema,
  hubDayStatusSchema,
  reportQuerySchema,
} from '../day-close/day-close-wire.ts';
import { localDaySchema } from '../event/event-file.ts';
import { eventVersionSchema } from '../event/event-version.ts';
import { signedConfirmationSchema } from '../privacy/outcome.ts';
import { rosterImportAnswerSchema, rosterImportRequestSchema } from '../roster/roster-wire.ts';
import { directorySchema, ordersSchema } from '../sync/directory.ts';
import {
  photoOfferAnswerSchema,
  photoOfferSchema,
  photoPageSchema,
  photoPullSchema,
  photoPushAnswerSchema,
  photoPushSchema,
} from '../sync/photo-wire.ts';
import { signedStopListSchema } from '../sync/stop-list.ts';
import {
  chainAnswerSchema,
  chainRequestSchema,
  handshakeAnswerSchema,
  handshakeRequestSchema,
  pushAnswerSchema,
  pushRequestSchema,
} from '../sync/sync.ts';

/** A route of stations at the hub, with JSON both ways. */
interface StationRoute<Input extends z.ZodType, Answer extends z.ZodType> {
  method: 'GET' | 'POST';
  path: `/v1/${string}`;
  access: 'station' | 'desk';
  /** Whether the station's key signs method, path and body. */
  isSigned: boolean;
  /** The query of a GET, the body of a POST. */
  input: Input;
  answer: Answer;
  /** Max bytes of the answer when unpacked. */
  largest: number;
}

const mebibyte = 2 ** 20;
const nothing = z.object({});

function post<I extends z.ZodType, A extends z.ZodType>(
  name: string,
  access: 'station' | 'desk',
  input: I,
  answer: A,
  largest = mebibyte,
): StationRoute<I, A> {
  return { method: 'POST', path: `/v1/${name}`, access, isSigned: false, input, answer, largest };
}

function get<I extends z.ZodType, A extends z.ZodType>(
  ...route: Parameters<typeof post<I, A>>
): StationRoute<I, A> {
  return { ...post(...route), method: 'GET' };
}

function signed<Route extends { isSigned: boolean }>(route: Route): Route {
  return { ...route, isSigned: true };
}

const dayQuerySchema = z.object({ day: localDaySchema });
/** Max bytes of a report with a line for each of a few thousand stations and delegations. */
const report = 16 * mebibyte;

/**
 * The calls of enrolled stations that send and answer JSON. Hub and stations share this table.
 * Other calls: pages of a pull ({@link streamRoutes}), the bytes of a stick, and the stream of
 * hints.
 */
export const stationRoutes = {
  handshake: post(
    'handshake',
    'station',
    handshakeRequestSchema,
    handshakeAnswerSchema,
    4 * mebibyte,
  ),
  push: post('push', 'station', pushRequestSchema, pushAnswerSchema),
  chain: post('chain', 'station', chainRequestSchema, chainAnswerSchema),
  orders: get('orders', 'station', nothing, ordersSchema, 16 * mebibyte),
  directory: get('directory', 'station', nothing, directorySchema, 8 * mebibyte),
  event: get('event', 'station', nothing, eventVersionSchema, 4 * mebibyte),
  /** A version that this hub lost or never had, with its file, signed by a hub of the event. */
  offerEvent: post('event', 'station', eventVersionSchema, nothing),
  /** A stop list that this hub lost or never had, signed by this hub or an earlier one. */
  offerStopList: post('stop-list', 'desk', signedStopListSchema, nothing),
  /** The station's signed confirmation that it carried out a purge order. */
  confirmPurge: post('purge/confirmations', 'station', signedConfirmationSchema, nothing),
  importRoster: signed(
    post('roster/entries', 'desk', rosterImportRequestSchema, rosterImportAnswerSchema),
  ),
  /** Asks which photos of this desk the hub needs. */
  offerPhotos: post('photos/offer', 'desk', photoOfferSchema, photoOfferAnswerSchema),
  sendPhotos: signed(post('photos', 'desk', photoPushSchema, photoPushAnswerSchema)),
  /** A page of photos. Kiosks get none. */
  pullPhotos: post('photos/page', 'station', photoPullSchema, photoPageSchema, 2 * mebibyte),
  dayStatus: get('day', 'desk', dayQuerySchema, hubDayStatusSchema, report),
  dayReport: get('day/report', 'desk', reportQuerySchema, dayCloseAnswerSchema, report),
  /** Asks every station to close the day. */
  callDay: signed(post('day/call', 'desk', dayRequestSchema, dayCallAnswerSchema)),
  /** Has the hub issue the day's report. */
  closeDay: signed(post('day/close', 'desk', dayRequestSchema, dayCloseAnswerSchema, report)),
};
export type StationRouteName = keyof typeof stationRoutes;

/** Pages of a pull (`PullRequest` as query), as lines of JSON. */
export const streamRoutes = { pullRoster: '/v1/roster', pullEvents: '/v1/events' } as const;

export type StationInput<Name extends StationRouteName> = z.infer<
  (typeof stationRoutes)[Name]['input']
>;
export type StationAnswer<Name extends StationRouteName> = z.infer<
  (typeof stationRoutes)[Name]['answer']
>;

export type StationCalls = {
  [Name in StationRouteName]: (
    ...input: Record<never, never> extends StationInput<Name>
      ? [input?: StationInput<Name>]
      : [input: StationInput<Name>]
  ) => Promise<StationAnswer<Name>>;
};
