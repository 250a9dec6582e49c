import { z } from 'zod';
import { memberComments } from './comments.ts';
import { codes } from './markdown.ts';

/** The parts of a JSON schema that a table shows. */
const partSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown().optional(),
  required: z.array(z.string()).optional(),
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
  format: z.string().optional(),
  get items() {
    return partSchema.optional();
  },
  get anyOf() {
    return z.array(partSchema).optional();
  },
  get properties() {
    return z.record(z.string(), partSchema).optional();
  },
});
type Part = z.infer<typeof partSchema>;

/** Where the code declares a schema's object, to find the comments of its fields. */
export interface Declaration {
  file: string;
  opening: string;
}

/** One row per field of an object: name, value, default, and its comment. */
export function fieldRows(schema: z.ZodType, { file, opening }: Declaration): string[][] {
  const whole = partSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const part = whole.type === 'array' ? whole.items : whole;
  const comments = memberComments(file, opening);
  return Object.entries(part?.properties ?? {}).map(([name, field]) => {
    if (!comments.has(name)) throw new Error(`${file}: no ${name} after ${opening}`);
    const isRequired = part?.required?.includes(name) ?? false;
    return [`\`${name}\``, valueText(field), leftOut(field, isRequired), comments.get(name) ?? ''];
  });
}

function leftOut(field: Part, isRequired: boolean): string {
  if (field.default !== undefined) return `\`${JSON.stringify(field.default)}\``;
  return isRequired ? 'required' : '–';
}

function valueText(field: Part): string {
  const { type, anyOf, items, maxLength, maxItems } = field;
  if (Array.isArray(type)) {
    return type.map((one) => valueText({ ...field, type: one })).join(' or ');
  }
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  if (field.enum !== undefined) return codes(field.enum);
  if (anyOf !== undefined) return [...new Set(anyOf.map(valueText))].join(' or ');
  if (type === 'array') {
    return `list of ${valueText(items ?? {})}${maxItems === undefined ? '' : `, ${maxItems} at most`}`;
  }
  if (type === 'object') return languagesOf(field) ?? 'object';
  if (type === 'null') return '`null`';
  if (type === 'boolean') return '`true` or `false`';
  if (type === 'string') return textOf(field.format, maxLength);
  return type === 'integer' ? 'whole number' : 'any';
}

function textOf(format: string | undefined, maxLength: number | undefined): string {
  const known: Readonly<Record<string, string>> = { date: 'day', uuid: 'UUID', hostname: 'host' };
  const name = known[format ?? ''] ?? 'text';
  return maxLength === undefined ? name : `${name}, ${maxLength} characters at most`;
}

/** How a text in several languages is described; null for any other object. */
function languagesOf({ properties = {} }: Part): string | null {
  if (!('en' in properties && 'fr' in properties)) return null;
  return 'ar' in properties ? 'text by language' : 'English and French';
}
