import { z } from 'zod';

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
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
};

/** Text as it is written between tags and in attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
