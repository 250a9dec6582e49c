import { z } from 'zod';
import { jsonOf } from '../base/json.ts';
import { type Hashing, ticketHash } from './issued-codes.ts';

/** Max characters of another system's ticket in a list. */
export const maxOutsideText = 500;

/**
 * Min length of a part of a code that counts as a ticket. Shorter parts are numbers of an event or
 * a person, which another event's codes may contain too.
 */
const minPartLength = 8;
const maxParts = 50;

/** The content of another system's code. */
export interface OutsideTicket {
  form: 'indico' | 'address' | 'json' | 'text';
  /** Texts by which a roster may know it, likeliest first. */
  texts: readonly string[];
  /** The system's host in lower case, where the code names it. */
  host: string | null;
}

/**
 * Indico's ticket: version, address without `https://`, and the ticket's UUID as base64 of its 16
 * bytes. For an accompanying person also that person's UUID in the same form. Source: Indico
 * (indico/modules/events/registration/util.py, `get_ticket_qr_code_data`).
 */
const indicoSchema = z.object({
  i: z.union([
    z.tuple([z.number(), z.string(), z.string().min(1)]),
    z.tuple([z.number(), z.string(), z.string(), z.string().min(1)]),
  ]),
});
/** Indico before 3.2 (indico/modules/events/registration/util.py, `generate_ticket_qr_code`). */
const earlierIndicoSchema = z.object({ checkin_secret: z.string().min(1), server_url: z.string() });

/**
 * Reads a code as a ticket of another system: the whole text, and each part of sufficient length of
 * an address, of JSON, or between separators. The roster shows which part is the ticket, so no
 * system needs a rule. Never throws on any text.
 */
export function readOutsideTicket(text: string): OutsideTicket {
  const address = URL.parse(text);
  if (address !== null && /^https?:$/.test(address.protocol)) {
    const parts = [...address.pathname.split('/'), ...address.searchParams.values()];
    const texts = withParts(text, [...parts, address.hash.slice(1)]);
    return { form: 'address', texts, host: hostOf(address.href) };
  }
  const json = /^\s*[[{]/.test(text) ? jsonOf(text) : undefined;
  if (json === undefined) {
    return { form: 'text', texts: withParts(text, text.split(/[/|;,\s]/)), host: null };
  }
  const short = indicoSchema.safeParse(json).data;
  if (short !== undefined) {
    const [, host, registrant, companion] = short.i;
    // The registrant's UUID would admit the registrant instead of the accompanying person.
    const ticket = companion ?? registrant;
    const texts = [uuidOfBase64(ticket) ?? ticket];
    return { form: 'indico', texts, host: hostOf(host) };
  }
  const earlier = earlierIndicoSchema.safeParse(json).data;
  if (earlier !== undefined) {
    const { checkin_secret: ticket, server_url: url } = earlier;
    return { form: 'indico', texts: [ticket], host: hostOf(url) };
  }
  return { form: 'json', texts: withParts(text, leavesOf(json)), host: null };
}

/** Whether a code names a system whose tickets are for other events, according to `ticketHosts`. */
export function isOfOtherHost({ host }: OutsideTicket, ticketHosts: readonly string[]): boolean {
  return host !== null && ticketHosts.length > 0 && !ticketHosts.includes(host);
}

/**
 * What stations hold in place of another system's ticket. UUIDs are equal with and without dashes,
 * in either case.
 */
export function outsideTicketHash(text: string, hashing: Hashing): string {
  const plain = text.trim();
  const bare = plain.replaceAll('-', '').toLowerCase();
  return ticketHash(`outside:${/^[0-9a-f]{32}$/.test(bare) ? bare : plain}`, hashing);
}

function withParts(text: string, parts: readonly string[]): string[] {
  const long = parts.map((part) => part.trim()).filter(({ length }) => length >= minPartLength);
  return [...new Set([text, ...long.slice(0, maxParts)])];
}

/** Every text and number in a JSON value, in order. */
function leavesOf(json: unknown): string[] {
  if (typeof json === 'string') return [json];
  if (typeof json === 'number') return [String(json)];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(leavesOf) : [];
}

function uuidOfBase64(text: string): string | null {
  if (!/^[A-Za-z0-9+/_-]{22}(==)?$/.test(text)) return null;
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/').slice(0, 22));
  return [...bytes].map((one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

/** Max characters of a host (RFC 1035, section 2.3.4). */
const maxHost = 253;

/**
 * The host of an address, or of a bare host. Null for any other text, because screens would show it
 * unchanged.
 */
export function hostOf(text: string): string | null {
  // A bare host with a port would parse as an address whose scheme is the host.
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const host = URL.parse(address)?.hostname ?? '';
  return host !== '' && host.length <= maxHost ? host : null;
}
