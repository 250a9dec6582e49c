import { findDelegateById } from '../../db/roster.ts';
import type { BadgeContent } from '../../domain/badge.ts';
import type { BadgeTemplate } from '../../domain/badge-template.ts';
import type { Delegate } from '../../domain/delegate.ts';
import { formatSerial } from '../../domain/opaque-code.ts';
import type { PrinterSettings } from '../../domain/print-job.ts';
import { usualCategory } from '../../domain/usual-category.ts';
import type { TemplatePreview } from '../../preload/contract/badge-templates.ts';
import type { ParsedCallInput } from '../../preload/contract.ts';
import { CallFailure } from '../call-failure.ts';
import { RenderError, type Renderer } from '../printing/render/renderer.ts';
import { badgeContentFor } from './badge-content.ts';
import type { Context } from './context.ts';
import { samplePerson } from './sample-people.ts';
import { samplePortrait } from './sample-portrait.ts';
import { findingsOf, headOf } from './template-findings.ts';

type PreviewInput = ParsedCallInput<'previewTemplate'>;

/** The words of a preview's badge: its serial is 0, which no badge has. */
export function previewContent(context: Context, input: PreviewInput): BadgeContent {
  const serial = formatSerial({ kiosk: context.kiosk.kioskNumber, count: 0 });
  const badge = { serial, code: null, attempt: input.attempt ? 2 : 1 };
  const content = badgeContentFor(context, personOf(context, input), badge);
  // Nobody has no photo; a template that shows one is to be seen with it.
  const photo = input.person.kind === 'sample' ? samplePortrait() : content.photo;
  return { ...content, photo, training: input.training };
}

function personOf(context: Context, { person, category }: PreviewInput): Delegate {
  const { file } = context.event;
  if (person.kind === 'sample') {
    const known = file.categories.find(({ id }) => id === category);
    return samplePerson(file, person.id, known?.id ?? usualCategory(file));
  }
  const delegate = findDelegateById(context.db, file.id, person.delegateId);
  if (delegate === null) throw new CallFailure('not-found');
  return delegate;
}

/**
 * Draws a template as the chosen printer would print it, off this thread. A template that cannot be drawn is
 * no failure of the call: the answer says why and has no picture.
 */
export async function previewTemplate(
  context: Context,
  renderer: Renderer,
  printers: readonly PrinterSettings[],
  input: PreviewInput,
): Promise<TemplatePreview> {
  const { template } = input;
  const head = headOf(template, printers.find(({ id }) => id === input.printerId) ?? null);
  const content = previewContent(context, input);
  const findings = findingsOf(template, head, context.event.file);
  const drawn = await draw(renderer, content, { ...head, template });
  return { ...drawn, ...head, findings };
}

async function draw(
  renderer: Renderer,
  content: BadgeContent,
  layout: { widthDots: number; dotsPerMm: number; template: BadgeTemplate },
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
