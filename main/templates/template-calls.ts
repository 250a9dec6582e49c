import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ReadableDatabase } from '../../db/base/types.ts';
import { deleteTemplate, findTemplate, listTemplates, saveTemplate } from '../../db/templates.ts';
import { safeFileName } from '../../domain/base/file-name.ts';
import { problemsOf, wholeProblem } from '../../domain/base/file-problems.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import {
  type BadgeSides,
  type BadgeTemplate,
  badgeTemplateSchema,
  type TemplateBox,
  type TemplateField,
} from '../../domain/templates/badge-template.ts';
import { defaultTemplates } from '../../domain/templates/default-templates.ts';
import type { TemplateFinding } from '../../domain/templates/template-finding.ts';
import { templatePlaces } from '../../domain/templates/template-places.ts';
import {
  badgeTemplateCalls,
  type TemplateImportAnswer,
  type TemplateSummary,
} from '../../preload/contract/templates.ts';
import type { ParsedCallInput } from '../../preload/contract.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { unreadable } from '../base/config/read-file-problems.ts';
import { readPrinters } from '../base/config/station-settings.ts';
import type { Context } from '../base/context.ts';
import { saveHarmlessFile } from '../base/saved-file.ts';
import { latestOnly } from '../base/turns.ts';
import type { Renderer } from '../printing/render/renderer.ts';
import { findingsOnPrinters } from './template-findings.ts';
import { previewTemplate } from './template-preview.ts';

interface TemplateParts extends CallParts {
  renderer: Renderer;
}

/** The calls of the badge editor. Paths stay in the main process. */
export function templateAnswers(desk: TemplateParts) {
  const { context } = desk;
  const printers = () => readPrinters(context.db, desk.config);
  const changed = <A>(answer: A): A => {
    desk.notify('templatesChanged', null);
    return answer;
  };
  return answers(badgeTemplateCalls, {
    getBadgeTemplates: () => templateSummaries(context.db, printers()),
    getBadgeTemplate: ({ id }) => templateOf(context.db, id),
    saveBadgeTemplate: (template) => changed(storeTemplate(context, printers(), template)),
    createBadgeTemplate: (request) => changed(createTemplate(context, request)),
    duplicateBadgeTemplate: (input) => changed(duplicateTemplate(context, input)),
    removeBadgeTemplate: ({ id }) => changed(removeTemplate(context, printers(), id)),
    previewTemplate: latestOnly((input) =>
      previewTemplate(context, desk.renderer, printers(), input),
    ),
    importBadgeTemplate: async () => {
      const path = await desk.dialogs.chooseTemplate();
      return path === null ? null : changed(await importFrom(desk, path));
    },
    exportBadgeTemplate: async ({ id }) => {
      const text = `${JSON.stringify(templateOf(context.db, id), null, 2)}\n`;
      const path = await desk.dialogs.saveTemplate(`${safeFileName(id)}.json`);
      if (path === null) return false;
      return await saveHarmlessFile(path, text);
    },
  });
}

async function importFrom(desk: TemplateParts, path: string): Promise<TemplateImportAnswer> {
  const { context } = desk;
  const file = basename(path);
  const text = await readText(path);
  if (text === null) {
    return refusal(file, 'too-large');
  }
  const read = readTemplate(file, text, context.event.file);
  if ('refused' in read) return read.refused;
  const { id } = storeImported(context, read.template);
  return { outcome: 'imported', id, name: read.template.name };
}

/** Null if the file is larger than a template can be. */
async function readText(path: string): Promise<string | null> {
  try {
    if ((await stat(path)).size > maxTemplateBytes) return null;
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new CallFailure('import-file-unreadable', basename(path), error);
  }
}

type Refused = Extract<TemplateImportAnswer, { outcome: 'refused' }>;

/** Maximum bytes of a template file: 40 logos do not fit, and no badge has them. */
const maxTemplateBytes = 2_000_000;

/** Maximum mistakes reported; after those the rest is guesswork. */
const maxIssues = 8;

function refusal(file: string, reason: Refused['reason']): Refused {
  return { outcome: 'refused', file, reason, issues: [], findings: [], fields: [] };
}

/** Reads a template from a file's text (JSON, UTF-8), or lists its faulty fields. */
export function readTemplate(
  file: string,
  text: string,
  event: EventFile,
): { template: BadgeTemplate } | { refused: Refused } {
  const refused = (reason: Refused['reason'], change: Partial<Refused> = {}) => ({
    refused: { ...refusal(file, reason), ...change },
  });
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return refused('not-json', { issues: wholeProblem(unreadable(error)) });
  }
  const parsed = badgeTemplateSchema.safeParse(raw);
  if (!parsed.success) {
    const issues = problemsOf(parsed.error, raw, templatePlaces).slice(0, maxIssues);
    return refused('not-a-template', { issues });
  }
  const findings = findingsOnPrinters(parsed.data, [], event);
  if (findings.some(({ severity }) => severity === 'error')) {
    return refused('has-errors', { findings, fields: parsed.data.fields });
  }
  return { template: parsed.data };
}

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
function templateOf(db: ReadableDatabase, id: string): BadgeTemplate {
  const template = findTemplate(db, id);
  if (template === null) throw new CallFailure('not-found', id);
  return template;
}

/**
 * Stores a printable template and returns its warnings.
 *
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
  request: ParsedCallInput<'createBadgeTemplate'>,
): { id: string } {
  const template = newTemplate(request, freeId(context.db, request.name));
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
 *
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

/** Stores a template from a file, under a new id if a template of the station has its id. */
export function storeImported(context: Context, template: BadgeTemplate): { id: string } {
  const known = findTemplate(context.db, template.id);
  const id = known === null ? template.id : freeId(context.db, template.name);
  saveTemplate(context.db, { ...template, id }, context.clock());
  return { id };
}

function builtIn(id: string): BadgeTemplate | undefined {
  return defaultTemplates().find((template) => template.id === id);
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

type TemplateRequest = ParsedCallInput<'createBadgeTemplate'>;

/** A template of the requested size, modelled on the closest built-in one. */
function newTemplate(request: TemplateRequest, id: string): BadgeTemplate {
  const model = nearest(request);
  const scale = {
    x: request.size.width / model.size.width,
    y: request.size.height / model.size.height,
  };
  const kept = model.fields.filter(({ side }) => side === 'front' || request.sides !== 'one');
  return badgeTemplateSchema.parse({
    formatVersion: 1,
    id,
    name: request.name,
    size: request.size,
    sides: request.sides,
    fields: kept.map((field) => fieldOf(field, scale, request.order)),
    rules: model.rules,
  });
}

function nearest(request: TemplateRequest): BadgeTemplate {
  const [first, ...others] = defaultTemplates();
  if (first === undefined) throw new Error('there is no built-in template');
  return others.reduce(
    (best, one) => (distance(one, request) < distance(best, request) ? one : best),
    first,
  );
}

function isUpright({ size }: Pick<BadgeTemplate, 'size'>): boolean {
  return size.height >= size.width;
}

/** Backs have the same fields, whether they are folded or printed on the other side. */
function distanceOfSides(one: BadgeSides, other: BadgeSides): number {
  if (one === other) return 0;
  return one === 'one' || other === 'one' ? 1_000 : 50;
}

/** A template's distance from the request: sides and order of names, then millimetres. */
function distance(template: BadgeTemplate, request: TemplateRequest): number {
  const order = template.fields.find((field) => field.kind === 'names')?.order;
  return (
    Math.abs(template.size.width - request.size.width) +
    Math.abs(template.size.height - request.size.height) +
    (isUpright(template) === isUpright(request) ? 0 : 200) +
    distanceOfSides(template.sides, request.sides) +
    (order === request.order ? 0 : 2_000)
  );
}

function fieldOf(
  field: TemplateField,
  scale: { x: number; y: number },
  order: TemplateRequest['order'],
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
