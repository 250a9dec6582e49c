import { z } from 'zod';
import { screenTextSchema } from '../../domain/base/language.ts';
import {
  badgeSidesSchema,
  badgeTemplateSchema,
  inksSchema,
  templateFieldSchema,
} from '../../domain/templates/badge-template.ts';
import { templateFindingSchema } from '../../domain/templates/template-finding.ts';
import { call, none, nothing } from './base.ts';

/** Fictitious people for previews. Each is a different hard case for a template. */
export const sampleIds = [
  'typical',
  'long-latin',
  'longest-name',
  'arabic',
  'chinese',
  'devanagari',
  'head',
  'no-function',
] as const;
export type SampleId = (typeof sampleIds)[number];

const idSchema = z.strictObject({ id: z.string().max(40) });
const nameSchema = badgeTemplateSchema.shape.name;

const templateSummarySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  size: badgeTemplateSchema.shape.size,
  sides: badgeSidesSchema,
  /** A template that every station has. It can be changed and reset, but never removed. */
  builtIn: z.boolean(),
  /** The station's own version of a built-in template is in force. */
  changed: z.boolean(),
  /** Names of the printers that use the template. */
  printers: z.array(z.string()),
});
export type TemplateSummary = z.infer<typeof templateSummarySchema>;

const previewInputSchema = z.strictObject({
  template: badgeTemplateSchema,
  person: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('sample'), id: z.enum(sampleIds) }),
    z.strictObject({ kind: z.literal('delegate'), delegateId: z.uuid() }),
  ]),
  /** Category of a fictitious person; null for the default one. */
  category: z.string().max(40).nullable(),
  training: z.boolean(),
  /** Shows the mark of a second print. */
  attempt: z.boolean(),
  /** The printer to preview; null for one of 8 dots per millimetre, as wide as the template. */
  printerId: z.string().max(40).nullable(),
  /** Without a printer: as a colour printer prints it. */
  inColour: z.boolean(),
});

const previewSchema = z.strictObject({
  /** Null if it cannot be drawn. The findings or `problem` say why. */
  picture: z
    .strictObject({
      /** The exact bitmap that would print, one pixel per dot. */
      png: z.instanceof(Uint8Array),
      /** In dots. */
      width: z.int(),
      height: z.int(),
      /** Hex SHA-256 of the bitmap's rows. */
      sha256: z.string(),
    })
    .nullable(),
  /** The renderer's message if there is no picture; else empty. */
  problem: z.string(),
  dotsPerMm: z.int(),
  /** Printable width of the printer in dots. */
  widthDots: z.int(),
  inks: inksSchema,
  /** The back of a two-sided card is above its front. */
  bothSides: z.boolean(),
  missingGlyphs: z.array(z.string()),
  findings: z.array(templateFindingSchema),
});
export type TemplatePreview = z.infer<typeof previewSchema>;

const importAnswerSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('imported'), id: z.string(), name: z.string() }),
  /** Nothing was stored. */
  z.strictObject({
    outcome: z.literal('refused'),
    /** File name without its folders. */
    file: z.string(),
    reason: z.enum(['too-large', 'not-json', 'not-a-template', 'has-errors']),
    /** The wrong field, as the editor labels it, and what is expected there. */
    issues: z.array(z.strictObject({ place: screenTextSchema, mistake: screenTextSchema })),
    findings: z.array(templateFindingSchema),
    /** The fields that the findings are about; empty without findings. */
    fields: z.array(templateFieldSchema),
  }),
]);
export type TemplateImportAnswer = z.infer<typeof importAnswerSchema>;

export const badgeTemplateCalls = {
  getBadgeTemplates: call({
    access: 'operator',
    input: nothing,
    output: z.array(templateSummarySchema),
    activity: none,
  }),
  getBadgeTemplate: call({
    access: 'supervisor',
    input: idSchema,
    output: badgeTemplateSchema,
    activity: none,
  }),
  /** Refused with `template-has-errors` if it could not print. Answers with the warnings. */
  saveBadgeTemplate: call({
    access: 'supervisor',
    input: badgeTemplateSchema,
    output: z.array(templateFindingSchema),
    activity: none,
  }),
  /** Creates a template as a copy of the nearest built-in one. */
  createBadgeTemplate: call({
    access: 'supervisor',
    input: z.strictObject({
      name: nameSchema,
      size: badgeTemplateSchema.shape.size,
      sides: badgeSidesSchema,
      order: z.enum(['protocol', 'informal']),
    }),
    output: idSchema,
    activity: none,
  }),
  duplicateBadgeTemplate: call({
    access: 'supervisor',
    input: z.strictObject({ id: z.string().max(40), name: nameSchema }),
    output: idSchema,
    activity: none,
  }),
  /**
   * Removes the station's own template, or resets a built-in one. Answers with the removed
   * template, so that saving it again undoes this. Refused with `template-in-use` while a printer
   * uses it.
   */
  removeBadgeTemplate: call({
    access: 'supervisor',
    input: idSchema,
    output: badgeTemplateSchema,
    activity: none,
  }),
  /** Null if a later preview replaced this one. */
  previewTemplate: call({
    access: 'supervisor',
    input: previewInputSchema,
    output: previewSchema.nullable(),
    activity: none,
  }),
  /** Null if the operator closed the dialog. */
  importBadgeTemplate: call({
    access: 'supervisor',
    input: nothing,
    output: importAnswerSchema.nullable(),
    activity: none,
  }),
  /** False if the operator closed the dialog. */
  exportBadgeTemplate: call({
    access: 'supervisor',
    input: idSchema,
    output: z.boolean(),
    activity: none,
  }),
};
