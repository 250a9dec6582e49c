import type { z } from 'zod';
import { badgePolicySchema, eventFileSchema } from '../../domain/event/event-file.ts';
import { extraFieldSchema } from '../../domain/event/extra-fields.ts';
import { pageOf, tableOf } from './markdown.ts';
import { referenceWords as words } from './reference-words.ts';
import { fieldRows } from './schema-rows.ts';

const file = 'domain/event/event-file.ts';
const { shape } = eventFileSchema;
const head = ['field', 'value', 'left out', 'meaning'];

/** Generates docs/reference/event.md from the schemas of the event file and their comments. */
export function eventPage(): string {
  const part = (title: string, schema: z.ZodType, opening: string, from = file): string =>
    `## ${title}\n\n${tableOf(head, fieldRows(schema, { file: from, opening }))}`;
  return pageOf([
    words.event,
    part('The file', eventFileSchema, 'export const eventFileSchema ='),
    part('A checkpoint', shape.checkpoints, 'const checkpointSchema ='),
    words.checkpoints,
    part(
      'What a door does with a badge (`badges`)',
      badgePolicySchema,
      'export const badgePolicySchema =',
      'domain/event/event-file.ts',
    ),
    part('A category', shape.categories, 'const categorySchema ='),
    part('A delegation', shape.delegations, 'export const delegationSchema ='),
    part('Policies', shape.policies, 'const policiesSchema ='),
    part(
      'An extra field',
      extraFieldSchema,
      '.strictObject({\n    id: extraFieldIdSchema',
      'domain/event/extra-fields.ts',
    ),
    words.extraFields,
    words.tables,
  ]);
}
