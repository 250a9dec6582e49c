import type { ReadableDatabase } from '../../db/base/types.ts';
import { deleteTemplate, findTemplate, listTemplates, saveTemplate } from '../../db/templates.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import {
  type BadgeTemplate,
  badgeTemplateSchema,
  type TemplateBox,
  type TemplateField,
} from '../../domain/templates/badge-template.ts';
import { defaultTemplates } from '../../domain/templates/default-templates.ts';
import type { TemplateFinding } from '../../domain/templates/template-finding.ts';
import type { TemplateSummary } from '../../preload/contract/badge-templates.ts';
import type { ParsedCallInput } from '../../preload/contract.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';
import { findingsOnPrinters } from './template-findings.ts';

/** The station's templates with their list entries, by name. */
export function templateSummaries(
  db: ReadableDatabase,
  printers: readonly PrinterSettings[],
): TemplateSummary[] {
  return listTemplates(db).map((template) => {
    const original = builtIn(template.id);
    return {
      id: template.id,
      name: template.name,
      size: template.size,
      sides: template.sides,
      builtIn: original !== undefined,
      changed: original !== undefined && JSON.stringify(original) !== JSON.stringify(template),
      printers: namesOfUsing(printers, template.id),
    };
  });
}

/** @throws CallFailure `not-found` */
export function templateOf(db: ReadableDatabase, id: string): BadgeTemplate {
  const template = findTemplate(db, id);
  if (template === null) throw new CallFailure('not-found', id);
  return template;
}

/**
 * Stores a printable template and returns its warnings.
 * @throws CallFailure `template-has-errors` naming fields and what is wrong with them
 */
export function storeTemplate(
  context: Context,
  printers: readonly PrinterSettings[],
  template: BadgeTemplate,
): TemplateFinding[] {
  const findings = findingsOnPrinters(template, printers, context.event.file);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    const detail = errors.map(({ code, field }) => (field === null ? code : `${field}: ${code}`));
    throw new CallFailure('template-has-errors', detail.join('; '));
  }
  saveTemplate(context.db, template, context.clock());
  return findings;
}

/** Stores a new template modelled on a built-in one. */
export function createTemplate(
  context: Context,
  wish: ParsedCallInput<'createBadgeTemplate'>,
): { id: string } {
  const template = newTemplate(wish, freeId(context.db, wish.name));
  saveTemplate(context.db, template, context.clock());
  return { id: template.id };
}

/** @throws CallFailure `not-found` */
export function duplicateTemplate(
  context: Context,
  input: ParsedCallInput<'duplicateBadgeTemplate'>,
): { id: string } {
  const original = templateOf(context.db, input.id);
  const id = freeId(context.db, input.name);
  saveTemplate(context.db, { ...original, id, name: input.name }, context.clock());
  return { id };
}

/**
 * Deletes the station's own version of a template and returns it.
 * @throws CallFailure `template-in-use` naming the printers, unless built in; `not-found`
 */
export function removeTemplate(
  context: Context,
  printers: readonly PrinterSettings[],
  id: string,
): BadgeTemplate {
  const template = templateOf(context.db, id);
  const using = namesOfUsing(printers, id);
  if (builtIn(id) === undefined && using.length > 0) {
    throw new CallFailure('template-in-use', using.join(', '));
  }
  deleteTemplate(context.db, id);
  return template;
}

/** Stores a template from elsewhere; under a new id if a template of the station has its id. */
export function storeImported(context: Context, template: BadgeTemplate): { id: string } {
  const known = findTemplate(context.db, template.id);
  const id = known === null ? template.id : freeId(context.db, template.name);
  saveTemplate(context.db, { ...template, id }, context.clock());
  return { id };
}

function builtIn(id: string): BadgeTemplate | undefined {
  return defaultTemplates.find((template) => template.id === id);
}

function namesOfUsing(printers: readonly PrinterSettings[], id: string): string[] {
  return printers.filter(({ stock }) => stock.template === id).map(({ name }) => name);
}

/** An unused id: the name's Latin letters and digits, with a number where it is taken. */
function freeId(db: ReadableDatabase, name: string): string {
  const base =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 34)
      .replace(/-+$/, '') || 'template';
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (findTemplate(db, id) === null) return id;
  }
}

type Wish = ParsedCallInput<'createBadgeTemplate'>;

/** A template of the requested size, modelled on the closest built-in one. */
function newTemplate(wish: Wish, id: string): BadgeTemplate {
  const model = nearest(wish);
  const scale = {
    x: wish.size.width / model.size.width,
    y: wish.size.height / model.size.height,
  };
  const kept = model.fields.filter(({ side }) => side === 'front' || wish.sides === 'fold');
  return badgeTemplateSchema.parse({
    formatVersion: 1,
    id,
    name: wish.name,
    size: wish.size,
    sides: wish.sides,
    fields: kept.map((field) => fieldOf(field, scale, wish.order)),
    rules: model.rules,
  });
}

function nearest(wish: Wish): BadgeTemplate {
  const [first, ...others] = defaultTemplates;
  if (first === undefined) throw new Error('there is no built-in template');
  return others.reduce(
    (best, one) => (distance(one, wish) < distance(best, wish) ? one : best),
    first,
  );
}

/** A template's distance from the request: sides and order of names, then millimetres. */
function distance(template: BadgeTemplate, wish: Wish): number {
  const order = template.fields.find((field) => field.kind === 'names')?.order;
  return (
    Math.abs(template.size.width - wish.size.width) +
    Math.abs(template.size.height - wish.size.height) +
    (template.sides === wish.sides ? 0 : 1_000) +
    (order === wish.order ? 0 : 2_000)
  );
}

function fieldOf(
  field: TemplateField,
  scale: { x: number; y: number },
  order: Wish['order'],
): TemplateField {
  const box = scaled(field.box, scale);
  return field.kind === 'names' ? { ...field, box, order } : { ...field, box };
}

/** Rounded to a tenth of a millimetre, towards the top left, so that nothing exceeds the badge. */
function scaled(box: TemplateBox, { x, y }: { x: number; y: number }): TemplateBox {
  const tenth = (length: number): number => Math.floor(length * 10 + 1e-6) / 10;
  return {
    x: tenth(box.x * x),
    y: tenth(box.y * y),
    width: Math.max(1, tenth(box.width * x)),
    height: Math.max(0.1, tenth(box.height * y)),
  };
}
