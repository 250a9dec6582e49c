import type { z } from 'zod';
import {
  type OrganiserAnswer,
  type OrganiserRouteName,
  organiserRoutes,
} from '../../../domain/hub-hosting/organiser.ts';
import { noteAsOf } from './as-of.ts';
import { request } from './request.ts';

/** A route's input, before its schema adds the defaults. */
export type RouteInput<N extends OrganiserRouteName> = z.input<
  (typeof organiserRoutes)[N]['input']
>;

/** The address of a route: `:id` filled in, the input of a GET as its query. */
export function addressOfRoute<N extends OrganiserRouteName>(
  name: N,
  input: RouteInput<N>,
  id: string | null = null,
): string {
  const { method, url } = organiserRoutes[name];
  const path = id === null ? url : url.replace(':id', encodeURIComponent(id));
  if (method !== 'GET') return path;
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(input)) {
    if (value !== undefined && value !== null) query.set(key, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/**
 * Calls a route of the hub's table.
 *
 * @param options how long to wait (milliseconds), and the file that is the body
 * @throws {RequestFailure} nothing else
 */
export async function ask<N extends OrganiserRouteName>(
  name: N,
  input: RouteInput<N>,
  id: string | null = null,
  { patience, file }: { patience?: number; file?: Blob } = {},
): Promise<OrganiserAnswer<N>> {
  const { method, answer } = organiserRoutes[name];
  const value = await request<OrganiserAnswer<N>>({
    method,
    url: addressOfRoute(name, input, id),
    body: file ?? input,
    patience,
    // The table's type is a union over all routes; this is the one of `name`.
    answer: answer as unknown as z.ZodType<OrganiserAnswer<N>>,
  });
  noteAsOf(value);
  return value;
}
