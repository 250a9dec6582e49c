import { findDelegateById } from '../../db/roster/roster.ts';
import type { BadgeContent } from '../../domain/badges/badge.ts';
import { firstText } from '../../domain/base/language.ts';
import { defaultCategory } from '../../domain/event/default-category.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import type { ExtraField } from '../../domain/event/extra-fields.ts';
import type { PrinterSettings } from '../../domain/printing/print-job.ts';
import { type Delegate, missingValues } from '../../domain/roster/delegate.ts';
import { formatSerial } from '../../domain/tickets/opaque-code.ts';
import type { SampleId, TemplatePreview } from '../../preload/contract/templates.ts';
import type { ParsedCallInput } from '../../preload/contract.ts';
import { CallFailure } from '../base/call-failure.ts';
import type { Context } from '../base/context.ts';
import { badgeContentFor } from '../printing/badge-content.ts';
import { type BadgeLayout, RenderError, type Renderer } from '../printing/render/renderer.ts';
import { samplePortrait } from '../roster/sample-portrait.ts';
import { findingsOf, layoutOn } from './template-findings.ts';

type PreviewInput = ParsedCallInput<'previewTemplate'>;

/** Content of a preview's badge: its serial is 0, which no badge has. */
export function previewContent(context: Context, input: PreviewInput): BadgeContent {
  const serial = formatSerial({ station: context.self.stationNumber, count: 0 });
  const badge = { serial, code: null, attempt: input.attempt ? 2 : 1 };
  const content = badgeContentFor(context, personOf(context, input), badge);
  // An invented person has no photo; a template with one must be previewed with it.
  const photo = input.person.kind === 'sample' ? samplePortrait() : content.photo;
  return { ...content, photo, training: input.training };
}

function personOf(context: Context, { person, category }: PreviewInput): Delegate {
  const { file } = context.event;
  if (person.kind === 'sample') {
    const known = file.categories.find(({ id }) => id === category);
    return samplePerson(file, person.id, known?.id ?? defaultCategory(file));
  }
  const delegate = findDelegateById(context.db, file.id, person.delegateId);
  if (delegate === null) throw new CallFailure('not-found');
  return delegate;
}

/**
 * Draws a template as the chosen printer would print it, off this thread. A template that cannot be
 * drawn does not fail the call: the answer gives the reason and has no picture.
 */
export async function previewTemplate(
  context: Context,
  renderer: Renderer,
  printers: readonly PrinterSettings[],
  input: PreviewInput,
): Promise<TemplatePreview> {
  const { template } = input;
  const printer = printers.find(({ id }) => id === input.printerId) ?? null;
  const layout = layoutOn(template, printer, input.inColour ? 'colour' : 'black');
  const content = previewContent(context, input);
  const findings = findingsOf(template, layout, context.event.file);
  const drawn = await draw(renderer, content, layout);
  const { widthDots, dotsPerMm, inks = 'black', bothSides = false } = layout;
  return { ...drawn, widthDots, dotsPerMm, inks, bothSides, findings };
}

async function draw(
  renderer: Renderer,
  content: BadgeContent,
  layout: BadgeLayout,
): Promise<Pick<TemplatePreview, 'picture' | 'problem' | 'missingGlyphs'>> {
  try {
    const { bitmap, sha256, missingGlyphs } = await renderer.render(content, layout);
    // Copied, because the contract's bytes own their memory.
    const png = new Uint8Array(await renderer.toPng(bitmap));
    const { width, height } = bitmap;
    return { picture: { png, width, height, sha256 }, problem: '', missingGlyphs };
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    return { picture: null, problem: error.message, missingGlyphs: [] };
  }
}

/** The fields that differ between samples; names as a secretariat would write them. */
interface Sample {
  title: string;
  printedName: string;
  givenName: string;
  familyName: string;
  nativeName: string;
  jobTitle: string;
  administration: string;
  /** Codes of delegations; the first that the event has is used. */
  delegations: readonly string[];
  grammaticalGender: Delegate['grammaticalGender'];
  language: string;
  role: Delegate['role'];
}

function sample(change: Partial<Sample>): Sample {
  return {
    title: 'Ms',
    printedName: '',
    givenName: '',
    familyName: '',
    nativeName: '',
    jobTitle: '',
    administration: '',
    delegations: [],
    grammaticalGender: 'feminine',
    language: 'en',
    role: 'member',
    ...change,
  };
}

const samples: Readonly<Record<SampleId, Sample>> = {
  typical: sample({
    printedName: 'Élodie MARCHAND',
    givenName: 'Élodie',
    familyName: 'MARCHAND',
    jobTitle: 'Deputy Director, Risk Management',
    administration: 'Customs and Indirect Taxes',
    delegations: ['FRA', 'FR', 'BEL', 'BE'],
    language: 'fr',
  }),
  'long-latin': sample({
    title: 'Mr',
    printedName: 'Bartholomäus-Maximilian VON HOHENSTEIN-LÖWENFELD',
    givenName: 'Bartholomäus-Maximilian',
    familyName: 'VON HOHENSTEIN-LÖWENFELD',
    jobTitle: 'Head of Division, International Customs Cooperation and Trade Facilitation',
    administration: 'Federal Ministry of Finance, Directorate-General for Customs and Excise',
    delegations: ['DEU', 'DE', 'AUT', 'AT'],
    grammaticalGender: 'masculine',
  }),
  // 60 characters: the longest name that must fit.
  'longest-name': sample({
    title: 'Mr',
    printedName: 'Maximiliano Fernando de los Angeles VILLAVICENCIO SANTOS-RIO',
    givenName: 'Maximiliano Fernando de los Angeles',
    familyName: 'VILLAVICENCIO SANTOS-RIO',
    jobTitle: 'Director General, National Superintendency of Customs and Tax Administration',
    administration:
      'National Superintendency of Customs and Tax Administration of the Plurinational State',
    delegations: ['BOL', 'BO', 'ARG', 'AR'],
    grammaticalGender: 'masculine',
  }),
  arabic: sample({
    printedName: 'Mariam AL-KHATIB',
    givenName: 'Mariam',
    familyName: 'AL-KHATIB',
    nativeName: 'مريم الخطيب',
    jobTitle: 'مديرة إدارة المخاطر',
    administration: 'دائرة الجمارك',
    delegations: ['JOR', 'JO', 'MAR', 'MA'],
  }),
  chinese: sample({
    title: 'Mr',
    printedName: 'ZHANG Weiming',
    givenName: 'Weiming',
    familyName: 'ZHANG',
    nativeName: '张伟明',
    jobTitle: 'Section Chief',
    administration: 'General Administration of Customs',
    delegations: ['CHN', 'CN'],
    grammaticalGender: 'masculine',
  }),
  devanagari: sample({
    printedName: 'Lakshmi SHARMA',
    givenName: 'Lakshmi',
    familyName: 'SHARMA',
    nativeName: 'लक्ष्मी शर्मा',
    jobTitle: 'Principal Commissioner',
    administration: 'Central Board of Indirect Taxes and Customs',
    delegations: ['IND', 'IN', 'NPL', 'NP'],
  }),
  head: sample({
    title: 'H.E. Ms',
    printedName: 'Amina DIALLO-TRAORÉ',
    givenName: 'Amina',
    familyName: 'DIALLO-TRAORÉ',
    jobTitle: 'Directrice générale des douanes',
    administration: 'Direction générale des douanes',
    delegations: ['CIV', 'CI', 'SEN', 'SN'],
    language: 'fr',
    role: 'head',
  }),
  'no-function': sample({
    title: '',
    printedName: 'Bo LI',
    givenName: 'Bo',
    familyName: 'LI',
    delegations: ['SGP', 'SG'],
    grammaticalGender: null,
  }),
};

/** An invented person as in the roster; no real person has its id, ticket or registration. */
function samplePerson(event: EventFile, id: SampleId, category: string): Delegate {
  const { delegations, ...words } = samples[id];
  const known = delegations.find((code) => event.delegations.some((one) => one.code === code));
  return {
    ...missingValues,
    ...words,
    id: '00000000-0000-4000-8000-000000000000',
    registrationCode: 'SAMPLE',
    ticketHashes: ['0'.repeat(64)],
    delegation: known ?? event.delegations[0]?.code ?? '',
    category,
    listed: false,
    extra: Object.fromEntries(event.extraFields.map((field) => [field.id, sampleValue(field)])),
  };
}

/** A value to lay out: the first choice, a text as long as its label. */
function sampleValue({ type, choices, label }: ExtraField): string {
  const values = { 'yes-no': 'yes', date: '2018-10-02', number: '12', text: firstText(label) };
  return type === 'choice' ? (choices[0]?.id ?? '') : values[type];
}
