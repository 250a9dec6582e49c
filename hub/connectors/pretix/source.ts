import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EventFile } from '../../../domain/event/event-file.ts';
import { maxRegistrationCode } from '../../../domain/event/registration-pattern.ts';
import {
  maxOutsideTickets,
  type RegistrationStatus,
} from '../../../domain/roster/delegate-fields.ts';
import type { MappedField } from '../../../domain/roster/roster-import.ts';
import { outsideTicketHash } from '../../../domain/tickets/outside-ticket.ts';
import { nodeCrypto } from '../../../platform/crypto/node-crypto.ts';
import { ConnectorFailure } from '../failure.ts';
import { nothingSaid } from '../file/folder-source.ts';
import {
  type Answer,
  clockOffsetOf,
  failureOf,
  type HttpClient,
  readAnswer,
} from '../http-client.ts';
import {
  createPersonReader,
  type PersonTexts,
  type RosterChanges,
  type RosterSource,
} from '../roster-source.ts';
import type { PretixSettings } from '../settings.ts';
import {
  blockedSchema,
  orderSchema,
  type PretixOrder,
  type PretixPosition,
  pageSchema,
  revokedSchema,
} from './wire.ts';

/** Pages of 50: half a million entries. */
const maxPages = 10_000;

/**
 * Reads a list to its end.
 *
 * @returns the entries, and the first page's answer: its `X-Page-Generated` is the list's time
 * @throws ConnectorFailure
 */
async function readPages<Item extends z.ZodType>(
  client: HttpClient,
  path: string,
  item: Item,
): Promise<{ items: z.infer<Item>[]; first: Answer }> {
  const schema = pageSchema(item);
  const items: z.infer<Item>[] = [];
  const seen = new Set<string>();
  let first: Answer | null = null;
  for (let at: string | null = path; at !== null; ) {
    if (seen.has(at) || seen.size >= maxPages) throw new ConnectorFailure('bad-answer', 'next');
    seen.add(at);
    const answer: Answer = await client.ask({ method: 'GET', path: at });
    if (answer.status !== 200) throw failureOf(answer);
    const page: { next: string | null; results: z.infer<Item>[] } = readAnswer(answer, schema);
    items.push(...page.results);
    first ??= answer;
    at = page.next === null ? null : pathOf(page.next);
  }
  if (first === null) throw new ConnectorFailure('bad-answer', 'no page');
  return { items, first };
}

/** Uses only the path of the next page's address, so that our token goes to no other server. */
function pathOf(next: string): string {
  if (!URL.canParse(next)) throw new ConnectorFailure('bad-answer', 'next');
  const { pathname, search } = new URL(next);
  return `${pathname}${search}`;
}

/** The server's own time of the last reading, and a digest of the tickets blocked then. */
const cursorSchema = z.strictObject({
  generated: z.iso.datetime({ offset: true }),
  blocked: z.string(),
});

/** Milliseconds. `X-Page-Generated` has no margin, so the reading may miss commits around it. */
const overlap = 60_000;

export interface PretixSource {
  settings: PretixSettings;
  client: HttpClient;
  event: EventFile;
  /** UTC milliseconds; only measures how far the server's clock is off. */
  clock: () => number;
}

/**
 * The attendees of one event: positions of orders that changed since the server's own time of the
 * last reading, with a minute's overlap (a repeated position changes nothing). Our clock does not
 * matter. Sorted by the time of the order, so that a change during the reading moves no one to a
 * page already read.
 */
export function openPretixSource(source: PretixSource): RosterSource {
  const { settings, client, clock } = source;
  const base = `/api/v1/organizers/${settings.organizer}/events/${settings.event}/`;
  return {
    changes: async (since) => {
      const cursor = since === null ? null : cursorSchema.parse(JSON.parse(since));
      const blocked = await readBlocked(client, base);
      const digest = digestOf(blocked);
      // Blocking a ticket need not change its order, so all orders are read again.
      const from = cursor?.blocked === digest ? cursor.generated : null;
      const { items, first } = await readPages(client, ordersPath(base, from), orderSchema);
      const revoked = await readPages(client, `${base}revokedsecrets/`, revokedSchema);
      const changes = nothingSaid();
      changes.clockOffset = clockOffsetOf(first, clock());
      const read = personReader(source);
      for (const order of items) {
        for (const position of order.positions) {
          if (isTaken(order, position, settings))
            take(changes, read, { order, position }, { settings, blocked, event: source.event });
        }
      }
      // With order codes a revoked secret admits no one here anyway.
      if (settings.code === 'secret')
        changes.revokedCodes = revoked.items.map(({ secret }) => secret);
      changes.next = JSON.stringify({ generated: generatedOf(first), blocked: digest });
      return changes;
    },
  };
}

function ordersPath(base: string, from: string | null): string {
  const query = new URLSearchParams({
    pdf_data: 'true',
    include_canceled_positions: 'true',
    ordering: 'datetime',
  });
  if (from !== null) {
    query.set('modified_since', new Date(Date.parse(from) - overlap).toISOString());
  }
  return `${base}orders/?${query}`;
}

async function readBlocked(client: HttpClient, base: string): Promise<ReadonlySet<string>> {
  const { items } = await readPages(client, `${base}blockedsecrets/`, blockedSchema);
  return new Set(items.filter(({ blocked }) => blocked).map(({ secret }) => secret));
}

function digestOf(secrets: ReadonlySet<string>): string {
  const text = [...secrets].sort().join('\n');
  return createHash('sha256').update(text).digest('base64url');
}

function generatedOf({ headers }: Answer): string {
  const said = headers['x-page-generated'];
  if (typeof said !== 'string' || Number.isNaN(Date.parse(said))) {
    throw new ConnectorFailure('bad-answer', 'X-Page-Generated');
  }
  return new Date(said).toISOString();
}

type Reader = ReturnType<typeof createPersonReader>;

function personReader({ settings, event }: PretixSource): Reader {
  const fields = new Set<MappedField>(['registrationCode', 'printedName', 'givenName']);
  for (const field of ['familyName', 'delegation', 'administration'] as const) fields.add(field);
  for (const field of [...Object.keys(settings.fields), ...Object.keys(settings.defaults)]) {
    fields.add(field as MappedField);
  }
  if (Object.keys(settings.items).length > 0) fields.add('category');
  fields.delete('status');
  return createPersonReader(event, fields, settings.defaults);
}

/**
 * Test orders, add-ons (a workshop, for example) and products that are not listed are not
 * delegates.
 */
function isTaken(order: PretixOrder, position: PretixPosition, { items }: PretixSettings): boolean {
  if (order.testmode || position.addon_to !== null) return false;
  return Object.keys(items).length === 0 || items[String(position.item)] !== undefined;
}

interface Taking extends Pick<PretixSource, 'settings' | 'event'> {
  blocked: ReadonlySet<string>;
}

interface Taken {
  order: PretixOrder;
  position: PretixPosition;
}

function take(
  changes: RosterChanges,
  read: Reader,
  { order, position }: Taken,
  { settings, blocked, event }: Taking,
): void {
  const outsideId = String(position.id);
  const row = read(textsOf(order, position, settings));
  if (row.kind === 'rejected') {
    changes.rejected.push({ id: outsideId, reason: row.rejected.reason });
    return;
  }
  const { registrationCode, values } = row;
  values.status = blocked.has(position.secret) ? 'revoked' : statusOf(order, position);
  values.outsideTickets = secretsOf(order, position, blocked).map((secret) =>
    outsideTicketHash(secret, { eventId: event.id, crypto: nodeCrypto }),
  );
  changes.people.push({ outsideId, handle: position.secret, registrationCode, values });
}

/**
 * The position's own ticket, then those of its add-ons and bundled products. Each leads to this
 * person.
 */
function secretsOf(
  { positions }: PretixOrder,
  { id, secret }: PretixPosition,
  blocked: ReadonlySet<string>,
): string[] {
  const parts = positions.filter(({ addon_to, canceled }) => addon_to === id && canceled !== true);
  const secrets = parts.map((part) => part.secret).filter((one) => !blocked.has(one));
  return [secret, ...secrets].slice(0, maxOutsideTickets);
}

function textsOf(
  order: PretixOrder,
  position: PretixPosition,
  settings: PretixSettings,
): PersonTexts {
  const part = (name: string): string => {
    const said = position.attendee_name_parts?.[name];
    return typeof said === 'string' ? said : '';
  };
  const texts: PersonTexts = {
    registrationCode:
      // A signed secret is longer than a registration code may be. It still admits as a ticket.
      settings.code === 'secret' && position.secret.length <= maxRegistrationCode
        ? position.secret
        : `${order.code}-${position.positionid}`,
    printedName: position.attendee_name ?? '',
    givenName: part('given_name'),
    familyName: part('family_name'),
    administration: position.company ?? '',
  };
  const category = settings.items[String(position.item)];
  if (category !== undefined) texts.category = category;
  const answers = new Map(position.answers.map((said) => [said.question_identifier, said.answer]));
  for (const [field, question] of Object.entries(settings.fields) as [MappedField, string][]) {
    if (field !== 'registrationCode') texts[field] = answers.get(question) ?? texts[field] ?? '';
  }
  return texts;
}

function statusOf(order: PretixOrder, position: PretixPosition): RegistrationStatus {
  if (position.canceled === true) return 'cancelled';
  switch (order.status) {
    case 'p':
      return 'confirmed';
    case 'n':
      return order.valid_if_pending === true && !order.require_approval ? 'confirmed' : 'pending';
    case 'e':
    case 'c':
      return 'cancelled';
  }
}
