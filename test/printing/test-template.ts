import type { BadgeContent } from '../../domain/badges/badge.ts';
import { type BadgeTemplate, badgeTemplateSchema } from '../../domain/templates/badge-template.ts';
import { sampleBadges } from './sample-badges.ts';

/** The field of the names on {@link template}. */
export const names = {
  id: 'names',
  kind: 'names',
  order: 'protocol',
  box: { x: 5, y: 20, width: 62, height: 30 },
};

/** A template of 72 × 90 mm with these fields, as they are in a file. */
export function template(fields: readonly object[], more: object = {}): BadgeTemplate {
  return badgeTemplateSchema.parse({
    formatVersion: 1,
    id: 'test',
    name: 'Test',
    size: { width: 72, height: 90 },
    fields,
    ...more,
  });
}

/** A person with plain values, except for the changes. */
export function person(changes: Partial<BadgeContent> = {}): BadgeContent {
  const found = sampleBadges['latin-typical'];
  if (found === undefined) throw new Error('no sample');
  return { ...found, ...changes };
}
