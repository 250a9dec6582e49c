import {
  deleteTemplate,
  findTemplate,
  listTemplates,
  saveTemplate,
} from '../../db/badge-templates.ts';
import type { ReadableDatabase } from '../../db/types.ts';
import type { BadgeTemplate } from '../../domain/badge-template.ts';
import { defaultTemplates } from '../../domain/default-templates.ts';
import type { PrinterSettings } from '../../domain/print-job.ts';
import type { TemplateFinding } from '../../domain/template-finding.ts';
import type { TemplateSummary } from '../../preload/contract/badge-templates.ts';
import type { ParsedCallInput } from '../../preload/contract.ts';
import { CallFailure } from '../call-failure.ts';
import type { Context } from './context.ts';
import { newTemplate } from './new-template.ts';
import { findingsOnPrinters } from './template-findings.ts';

/** The station's templates with what the list says of each, by name. */
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
 * Stores a template that can print and answers with its warnings.
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

/** Stores a new template in the likeness of a built-in one. */
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
 * Forgets the station's own form of a template and answers with it.
 * @throws CallFailure `template-in-use` naming the printers, for one that is not built in; `not-found`
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

/** Stores a template that came from elsewhere; under another id if a template of the station has its. */
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

/** An id that no template has: the name's Latin letters and figures, with a number where it is taken. */
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
