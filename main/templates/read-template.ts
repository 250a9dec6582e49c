import { z } from 'zod';
import type { ScreenLanguage } from '../../domain/base/language.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import { type BadgeTemplate, badgeTemplateSchema } from '../../domain/templates/badge-template.ts';
import type { TemplateImportAnswer } from '../../preload/contract/badge-templates.ts';
import { findingsOnPrinters } from './template-findings.ts';

type Refused = Extract<TemplateImportAnswer, { outcome: 'refused' }>;

/** Maximum bytes of a template file: 40 logos do not fit, and no badge has them. */
export const mostTemplateBytes = 2_000_000;

/** Maximum mistakes reported; after those the rest is guesswork. */
const mostIssues = 8;

const words = { en: z.locales.en().localeError, fr: z.locales.fr().localeError } as const;

/** Reads a template from a file's text (JSON, UTF-8), or lists its faulty fields. */
export function readTemplate(
  file: string,
  text: string,
  station: { language: ScreenLanguage; event: EventFile },
): { template: BadgeTemplate } | { refused: Refused } {
  const refused = (reason: Refused['reason'], change: Partial<Refused> = {}) => ({
    refused: { outcome: 'refused' as const, file, reason, issues: [], findings: [], ...change },
  });
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return refused('not-json', { issues: [{ where: '', message }] });
  }
  const parsed = badgeTemplateSchema.safeParse(raw, { error: words[station.language] });
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, mostIssues);
    return refused('not-a-template', {
      issues: issues.map(({ path, message }) => ({ where: placeOf(raw, path), message })),
    });
  }
  const findings = findingsOnPrinters(parsed.data, [], station.event);
  if (findings.some(({ severity }) => severity === 'error')) {
    return refused('has-errors', { findings });
  }
  return { template: parsed.data };
}

/** `fields[2] (qr).box.width`: the place in the file, with the field's own id if it has one. */
function placeOf(raw: unknown, path: readonly PropertyKey[]): string {
  let here: unknown = raw;
  let place = '';
  for (const step of path) {
    here = isRecord(here) ? here[String(step)] : undefined;
    const id = isRecord(here) && typeof here.id === 'string' ? ` (${here.id.slice(0, 40)})` : '';
    place +=
      typeof step === 'number' ? `[${step}]${id}` : `${place === '' ? '' : '.'}${String(step)}`;
  }
  return place;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
