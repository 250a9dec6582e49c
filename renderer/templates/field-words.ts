import { useTranslation } from 'react-i18next';
import { textIn } from '../../domain/base/language.ts';
import { groupWordOf, hasGroups } from '../../domain/delegations.ts';
import { inUse } from '../../domain/event/event-changes.ts';
import type { EventFile } from '../../domain/event/event-file.ts';
import {
  type TemplateField,
  type TextSource,
  textSources,
} from '../../domain/templates/badge-template.ts';
import type { TemplateFinding } from '../../domain/templates/template-finding.ts';
import { useFormats } from '../../ui/formats.ts';
import { useStation } from '../base/station.tsx';

/**
 * The texts that a field of the event may show, its own source among them. Without delegations,
 * organisation and delegation print the same, so only one of them is there.
 */
export function sourcesOf(
  { delegations, extraFields }: Pick<EventFile, 'delegations' | 'extraFields'>,
  own: TextSource,
): TextSource[] {
  const hidden = own === 'delegation' ? 'organisation' : 'delegation';
  const known = textSources.filter((one) => hasGroups({ delegations }) || one !== hidden);
  const extras = inUse(extraFields)
    .filter(({ showsAt }) => showsAt.includes('badge'))
    .map(({ id }) => `extra.${id}` as const);
  // The field's own source may be one that only another event declares.
  return [...new Set([...known, ...extras, own])];
}

export function useSourceName(): (source: TextSource) => string {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { event } = useStation();
  return (source) => {
    const known = textSources.find((one) => one === source);
    if (known === 'delegation') return t('editor.source.delegation', { group: groupWordOf(event) });
    if (known !== undefined) return t(`editor.source.${known}`);
    const id = source.slice('extra.'.length);
    const field = event.extraFields.find((one) => one.id === id);
    return field === undefined ? id : textIn(field.label, language, event);
  };
}

/** A field's name in lists: a text by what it shows, anything else by its kind. */
export function useFieldName(): (field: TemplateField) => string {
  const { t } = useTranslation();
  const sourceName = useSourceName();
  return (field) => {
    if (field.kind !== 'text') return t(`editor.kind.${field.kind}`);
    if (field.source === 'fixed' && field.text.trim() !== '') return field.text.trim();
    return sourceName(field.source);
  };
}

/** One sentence each for what is wrong and for what to do. */
export function useFindingWords(
  fields: readonly TemplateField[],
): (finding: TemplateFinding) => { field: string | null; problem: string; remedy: string } {
  const { t } = useTranslation();
  const { number } = useFormats();
  const nameOf = useFieldName();
  const named = (id: string | null): string => {
    const field = fields.find((one) => one.id === id);
    return field === undefined ? (id ?? '') : nameOf(field);
  };
  return (finding) => {
    const values = {
      actual: number(finding.actual ?? 0),
      wanted: number(finding.wanted ?? 0),
      other: named(finding.other),
    };
    return {
      field: finding.field === null ? null : named(finding.field),
      problem: t(`editor.finding.${finding.code}.problem`, values),
      remedy: t(`editor.finding.${finding.code}.remedy`, values),
    };
  };
}
