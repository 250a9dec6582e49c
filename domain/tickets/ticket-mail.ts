import { z } from 'zod';
import { rosterScopeSchema, selectionScopeSchema } from '../base/people-scope.ts';

/** `tls` from the first byte (port 465), `starttls` (587), or `plain`, only to the same machine. */
export const smtpSecurities = ['tls', 'starttls', 'plain'] as const;

/** An address that a mail server accepts: one `@`, a domain, nothing that breaks a line. */
export const mailAddressSchema = z.email().max(254);

/** Same rule as {@link mailAddressSchema}, fast enough for every address of a roster at once. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && z.regexes.email.test(text);
}

/** How this station sends e-mails. The password is kept separately, in the system's keychain. */
export const smtpSettingsSchema = z.strictObject({
  host: z.string().regex(/^[\w.-]{1,253}$/),
  port: z.int().min(1).max(65_535),
  security: z.enum(smtpSecurities),
  /** Empty where the server requires no sign-in. */
  user: z.string().max(254),
  fromName: z.string().min(1).max(120),
  fromAddress: mailAddressSchema,
  /** Null: replies go to the sender. */
  replyTo: mailAddressSchema.nullable(),
  /** Max e-mails per minute that the organisation's server allows. */
  perMinute: z.int().min(1).max(600),
});
export type SmtpSettings = z.infer<typeof smtpSettingsSchema>;

/** The people to whom a mailing goes, as far as they lack their ticket. */
export const mailingScopeSchema = z.discriminatedUnion('kind', [
  rosterScopeSchema,
  selectionScopeSchema,
]);
export type MailingScope = z.infer<typeof mailingScopeSchema>;

/**
 * Why a mailing skips a person. `sent`: the present ticket waits, was sent or perhaps sent.
 * `failed`: the present address refused or returned it. `no-ticket`: cancelled or revoked.
 */
export const mailSkipSchema = z.enum(['sent', 'failed', 'no-address', 'no-ticket']);
export type MailSkip = z.infer<typeof mailSkipSchema>;

/**
 * The state of one person's e-mail. `sending` is written before the first byte leaves. A crash so
 * leads to `perhaps`, and never to a second e-mail.
 */
export const ticketMailStates = [
  'waiting',
  'sending',
  'sent',
  'refused',
  'perhaps',
  /** The mail server accepted it, and it was returned later. */
  'bounced',
  'stopped',
] as const;
export const ticketMailStateSchema = z.enum(ticketMailStates);
export type TicketMailState = z.infer<typeof ticketMailStateSchema>;

/** Why nothing can be sent until someone fixes it. `station`: a fault of this station. */
export const smtpProblems = [
  'unreachable',
  'certificate',
  'no-encryption',
  'sign-in',
  'sender',
  'station',
] as const;
export type SmtpProblem = (typeof smtpProblems)[number];
export const smtpFaultSchema = z.strictObject({
  problem: z.enum(smtpProblems),
  /** The response of the server, or of the system. */
  answer: z.string(),
});
export type SmtpFault = z.infer<typeof smtpFaultSchema>;

/** The outcome of one attempt. `answer` is the response of the server, or of the system. */
export type SendOutcome =
  | { kind: 'sent'; answer: string }
  /** The server refused this e-mail permanently (5yz, RFC 5321, 4.2.1). */
  | { kind: 'refused'; answer: string }
  /**
   * Not accepted, but may be later: 4yz, or the connection broke before the e-mail was complete.
   */
  | { kind: 'later'; answer: string }
  /** The server had the complete e-mail, but did not answer. */
  | { kind: 'perhaps'; answer: string }
  /** Nothing of this e-mail was sent. */
  | { kind: 'blocked'; problem: SmtpProblem; answer: string };

/**
 * Minutes until the next attempt, by the number of attempts. After the last one the e-mail is
 * refused.
 */
const pauses = [1, 2, 5, 10, 20, 40, 60, 120] as const;

/** The next state of an e-mail after an attempt. `attempts` includes this one. */
export function afterAttempt(
  outcome: Exclude<SendOutcome, { kind: 'blocked' }>,
  { attempts, now }: { attempts: number; now: number },
): { state: TicketMailState; nextAt: number } {
  if (outcome.kind !== 'later') return { state: outcome.kind, nextAt: now };
  const pause = pauses[attempts - 1];
  return pause === undefined
    ? { state: 'refused', nextAt: now }
    : { state: 'waiting', nextAt: now + pause * 60_000 };
}

/**
 * An element of an e-mail's HTML. {@link htmlOf} writes the e-mail from it. The page that previews
 * the e-mail makes elements from it, because no page of the app parses text as markup.
 */
export const mailElementSchema = z.strictObject({
  tag: z.enum(['div', 'p', 'bdi', 'br', 'img', 'table', 'tbody', 'tr', 'td']),
  attributes: z.record(z.string(), z.string()),
  get children(): z.ZodArray<z.ZodUnion<readonly [z.ZodString, typeof mailElementSchema]>> {
    return z.array(z.union([z.string(), mailElementSchema]));
  },
});
export type MailElement = z.infer<typeof mailElementSchema>;

export function element(
  tag: MailElement['tag'],
  attributes: Readonly<Record<string, string>>,
  ...children: MailElement['children']
): MailElement {
  return { tag, attributes: { ...attributes }, children };
}

/** The HTML of an element. Texts and attributes are escaped. */
export function htmlOf({ tag, attributes, children }: MailElement): string {
  const named = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const start = `<${tag}${named.join('')}>`;
  if (tag === 'img' || tag === 'br') return start;
  const inner = children.map((one) => (typeof one === 'string' ? escaped(one) : htmlOf(one)));
  return `${start}${inner.join('')}</${tag}>${tag === 'tr' || tag === 'p' ? '\n' : ''}`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Escapes a text for use between tags and in attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
