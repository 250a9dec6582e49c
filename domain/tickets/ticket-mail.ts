import { z } from 'zod';

/** `tls` from the first byte (port 465), or `starttls` (587); `none` only to the same machine. */
export const smtpSecurities = ['tls', 'starttls', 'plain'] as const;

/** An address that a mail server can take: one `@`, a domain, nothing that breaks a line. */
export const mailAddressSchema = z.email().max(254);

/** As {@link mailAddressSchema}, for every address of a roster at once. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && z.regexes.email.test(text);
}

/** How this station sends e-mails. The password is kept apart, in the system's keychain. */
export const smtpSettingsSchema = z.strictObject({
  host: z.string().regex(/^[\w.-]{1,253}$/),
  port: z.int().min(1).max(65_535),
  security: z.enum(smtpSecurities),
  /** Empty where the server asks for no sign-in. */
  user: z.string().max(254),
  fromName: z.string().min(1).max(120),
  fromAddress: mailAddressSchema,
  /** Null: answers go to the sender. */
  replyTo: mailAddressSchema.nullable(),
  /** At most so many e-mails in a minute: what the organisation's server allows. */
  perMinute: z.int().min(1).max(600),
});
export type SmtpSettings = z.infer<typeof smtpSettingsSchema>;

/**
 * The state of one person's e-mail. `sending` is written before the first byte leaves: a crash
 * leaves `perhaps`, and never a second e-mail.
 */
export const ticketMailStates = [
  'waiting',
  'sending',
  'sent',
  'refused',
  'perhaps',
  /** The mail server took it, and the address gave it back. */
  'bounced',
  'stopped',
] as const;
export const ticketMailStateSchema = z.enum(ticketMailStates);
export type TicketMailState = z.infer<typeof ticketMailStateSchema>;

/** Why nothing can be sent until someone corrects it. `station`: this station's own fault. */
export const smtpProblems = [
  ...(['unreachable', 'certificate', 'no-encryption', 'sign-in', 'sender', 'station'] as const),
];
export type SmtpProblem = (typeof smtpProblems)[number];
export const smtpFaultSchema = z.strictObject({
  problem: z.enum(smtpProblems),
  /** The server's own words, or the system's. */
  answer: z.string(),
});
export type SmtpFault = z.infer<typeof smtpFaultSchema>;

/** What became of one attempt; `answer` is the server's own words, or the system's. */
export type SendOutcome =
  | { kind: 'sent'; answer: string }
  /** The server refused this person's e-mail for good (5yz, RFC 5321, 4.2.1). */
  | { kind: 'refused'; answer: string }
  /** Not taken, and may be later: 4yz, or the line was cut before the e-mail was whole. */
  | { kind: 'later'; answer: string }
  /** The e-mail was whole at the server, and no answer came. */
  | { kind: 'perhaps'; answer: string }
  /** Nothing of this e-mail left. */
  | { kind: 'blocked'; problem: SmtpProblem; answer: string };

/** Minutes before the next attempt, by how many there were; after the last one it is refused. */
const pauses = [1, 2, 5, 10, 20, 40, 60, 120] as const;

/** The next state of an e-mail after an attempt. `attempts` counts this one. */
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
 * An element of an e-mail's HTML. The e-mail is written from it as text ({@link htmlOf}); the page
 * that previews it makes elements from it, as no page of the app turns text into markup.
 */
export const mailElementSchema = z.strictObject({
  tag: z.enum(['div', 'p', 'bdi', 'br', 'img', 'table', 'tbody', 'tr', 'td']),
  attributes: z.record(z.string(), z.string()),
  get children(): z.ZodArray<z.ZodUnion<readonly [z.ZodString, typeof mailElementSchema]>> {
    return z.array(z.union([z.string(), mailElementSchema]));
  },
});
export type MailElement = z.infer<typeof mailElementSchema>;

/** Makes an element. */
export function element(
  tag: MailElement['tag'],
  attributes: Readonly<Record<string, string>>,
  ...children: MailElement['children']
): MailElement {
  return { tag, attributes: { ...attributes }, children };
}

/** The HTML of an element; texts and attributes are escaped. */
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

/** Text as it is written between tags and in attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
