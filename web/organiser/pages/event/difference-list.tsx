import type { ReactNode } from 'react';
import type { JsonValue } from '../../../../domain/base/json.ts';
import {
  eventTextSchema,
  type KioskLanguage,
  kioskLanguages,
  nameIn,
  textIn,
} from '../../../../domain/base/language.ts';
import { hasDelegations } from '../../../../domain/delegations.ts';
import type {
  EventDifference,
  EventEntry,
  EventList,
  EventPart,
} from '../../../../domain/event/event-changes.ts';
import type { EventFile } from '../../../../domain/event/event-file.ts';
import { groupWords } from '../../../../domain/event/group-words.ts';
import type { EventRefused } from '../../../../domain/organiser/event.ts';
import { useFormats } from '../../../../ui/formats.ts';
import { useEvent } from '../../client/event-context.tsx';
import words from '../../words/en.json';
import { useWords, type WordKey } from '../../words.ts';

type Entry = EventEntry;
/** Max characters of any text of an event; only its emblem, in base64, is longer. */
const maxText = 500;

type Window = EventFile['checkpoints'][number]['windows'][number];

export function DifferenceList({
  differences,
}: {
  differences: readonly EventDifference[];
}): ReactNode {
  const { difference } = useEventTexts();
  return (
    <ul className="grid gap-1">
      {differences.map((one) => {
        const text = difference(one);
        return (
          <li key={text}>
            <bdi>{text}</bdi>
          </li>
        );
      })}
    </ul>
  );
}

/** Parts, fields and values of an event in words of the page's language. */
export function useEventTexts() {
  const { t, language } = useWords();
  const { shortDay, list, decimal } = useFormats();
  const event = useEvent();

  const known = (group: object, key: string): key is never => Object.hasOwn(group, key);
  const field = (name: string): string =>
    known(words.event.field, name) ? t(`event.field.${name}` as WordKey) : name;
  const part = (at: EventPart): string =>
    at.list === null
      ? t('event.itself')
      : t(`event.part.${at.list}`, { name: textIn(at.name, language, event) });
  const window = ({ day, opens, closes }: Window): string => `${shortDay(day)} ${opens}–${closes}`;

  const textOf = (value: JsonValue, spoken: KioskLanguage = language): string => {
    if (value === null || value === '') return t('event.none');
    if (typeof value === 'boolean') return t(value ? 'event.yes' : 'event.no');
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string') {
      if (value.length > maxText) {
        return t('event.picture', { kilobytes: decimal(kilobytesOf(value)) });
      }
      if (groupWords.some((word) => word === value)) {
        return t('setUp.create.groups', { group: value });
      }
      if (known(words.event.value, value)) return t(`event.value.${value}` as WordKey);
      return /^\d{4}-\d\d-\d\d$/.test(value) ? shortDay(value) : value;
    }
    if (isList(value)) {
      return value.length === 0 ? t('event.none') : list(value.map((each) => textOf(each)));
    }
    const texts = eventTextSchema.safeParse(value).data;
    if (texts !== undefined) return texts[spoken] ?? textIn(texts, language, event);
    const { day, opens, closes, label } = value;
    if (label !== undefined) return textOf(label, spoken);
    if (typeof day === 'string') return window({ day, opens: `${opens}`, closes: `${closes}` });
    return list(Object.entries(value).map(([name, each]) => `${field(name)} ${textOf(each)}`));
  };

  return {
    field,
    part,
    difference: (one: EventDifference): string => {
      if (one.kind !== 'changed') return t(`event.did.${one.kind}`, { part: part(one) });
      const { before, after } = one;
      // A name may have changed only in another language.
      const spoken = [language, ...kioskLanguages].find(
        (one) => textOf(before, one) !== textOf(after, one),
      );
      return t('event.did.changed', {
        part: part(one),
        field: field(one.field),
        before: textOf(before, spoken),
        after: textOf(after, spoken),
      });
    },
    refusal: ({ code, detail, problem }: EventRefused, file: EventFile): string => {
      if (problem !== undefined)
        return t('event.refusal.not-whole', {
          place: problem.place[language],
          mistake: problem.mistake[language],
        });
      const [id = '', ...rest] = detail.split(' ');
      const checkpoint = nameIn(file.checkpoints, detail, language, file);
      const declared = file.extraFields.find((one) => one.id === id);
      const extra = declared === undefined ? null : textIn(declared.label, language, file);
      const isExtra = code === 'field-has-values' || code === 'choice-has-values';
      const named = isExtra ? extra : checkpoint;
      const what = /^\d{4}-/.test(detail) ? shortDay(detail) : (named ?? field(detail));
      return t(`event.refusal.${code}`, { what, choice: rest.join(' ') });
    },
    /** The columns of a list's table, besides the names. */
    columnsOf: (
      of: EventList,
    ): { id: string; heading: string; text: (entry: Entry) => string }[] => {
      const column = (id: string, text: (entry: Entry) => string) => ({
        id,
        heading: field(id),
        text,
      });
      switch (of) {
        case 'checkpoints':
          return [
            column('kind', (entry) => ('kind' in entry ? textOf(entry.kind) : '')),
            column('room', (entry) =>
              'room' in entry && entry.room !== null ? textIn(entry.room, language, event) : '',
            ),
            column('windows', (entry) =>
              !('windows' in entry)
                ? ''
                : entry.windows.length === 0
                  ? t('event.always')
                  : list(entry.windows.map(window)),
            ),
          ];
        case 'categories':
          return [
            ...(hasDelegations(event)
              ? [
                  column('countsTowardsQuorum', (entry) =>
                    'countsTowardsQuorum' in entry ? textOf(entry.countsTowardsQuorum) : '',
                  ),
                ]
              : []),
            column('strip', (entry) => ('strip' in entry ? textOf(entry.strip) : '')),
          ];
        case 'extraFields':
          return [
            column('type', (entry) => ('type' in entry ? textOf(entry.type) : '')),
            column('showsAt', (entry) => ('showsAt' in entry ? textOf(entry.showsAt) : '')),
            column('receivedBy', (entry) =>
              'receivedBy' in entry ? textOf(['desk', ...entry.receivedBy]) : '',
            ),
          ];
        case 'delegations':
          return [
            column('code', (entry) => ('code' in entry ? entry.code : '')),
            column('kind', (entry) => ('code' in entry ? textOf(entry.kind) : '')),
          ];
      }
    },
  };
}

/** Size of a picture in base64. Shown with a decimal place, so that another picture differs. */
function kilobytesOf(base64: string): number {
  return (base64.length * 3) / 4 / 1_000;
}

/** TypeScript does not narrow read-only lists by `Array.isArray`. */
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
