import { type BadgeTemplate, badgeTemplateSchema } from '../domain/templates/badge-template.ts';
import { defaultTemplates } from '../domain/templates/default-templates.ts';
import { statement } from './base/statement.ts';
import type { ReadableDatabase, WritableDatabase } from './base/types.ts';

/** The station's own templates, then the built-in ones that none overrides, sorted by name. */
export function listTemplates(db: ReadableDatabase): BadgeTemplate[] {
  const rows = statement<[], { template: string }>(
    db,
    'SELECT template FROM badge_template ORDER BY id',
  ).all();
  const own = rows.map(({ template }) => badgeTemplateSchema.parse(JSON.parse(template)));
  const builtIn = defaultTemplates().filter(({ id }) => !own.some((each) => each.id === id));
  return [...own, ...builtIn].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The station's own template with that id, else the built-in one; null if there is neither. */
export function findTemplate(db: ReadableDatabase, id: string): BadgeTemplate | null {
  const row = statement<[string], { template: string }>(
    db,
    'SELECT template FROM badge_template WHERE id = ?',
  ).get(id);
  if (row !== undefined) return badgeTemplateSchema.parse(JSON.parse(row.template));
  return defaultTemplates().find((template) => template.id === id) ?? null;
}

/** Writes a template, replacing an earlier one with its id. */
export function saveTemplate(db: WritableDatabase, template: BadgeTemplate, wall: number): void {
  statement(
    db,
    `INSERT INTO badge_template (id, template, wall) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET template = excluded.template, wall = excluded.wall`,
  ).run(template.id, JSON.stringify(template), wall);
}

/** Deletes the station's own template. A built-in one with that id applies again. */
export function deleteTemplate(db: WritableDatabase, id: string): void {
  statement(db, 'DELETE FROM badge_template WHERE id = ?').run(id);
}
