import { z } from 'zod';
import { type EventText, eventTextSchema, type ScreenText } from '../base/language.ts';
import { withoutDirections } from '../base/protocol.ts';

export const extraFieldTypes = ['text', 'choice', 'yes-no', 'date', 'number'] as const;
export type ExtraFieldType = (typeof extraFieldTypes)[number];
export const extraFieldPlaces = ['desk', 'badge', 'door', 'report'] as const;
export type ExtraFieldPlace = (typeof extraFieldPlaces)[number];
/** Modes whose stations receive a field only where it says so. Desks receive every field. */
export const extraFieldReceivers = ['kiosk', 'door'] as const;
export type ExtraFieldReceiver = (typeof extraFieldReceivers)[number];

/** An event that needs more fields needs a form: ask in the registration system. */
export const maxExtraFields = 20;
/** Max length of a text value and of a choice, in UTF-16 units. */
export const maxExtraText = 200;

export const extraFieldIdSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/**
 * A choice as `{ id, label }`, or as a plain text, which is its id. " / " separates English and
 * French: "Fish / Poisson" has the id "Fish".
 */
const choiceSchema = z.union([
  z.strictObject({ id: z.string().min(1).max(maxExtraText), label: eventTextSchema }),
  z.string().trim().min(1).max(maxExtraText).transform(choiceOf),
]);

function choiceOf(words: string): { id: string; label: EventText } {
  const [en = words, fr = en] = words.split(/\s+\/\s+/);
  return { id: en, label: { en, fr } };
}

const mistakes = {
  twice: {
    en: 'A choice is there twice. Remove one.',
    fr: 'Un choix figure deux fois. Supprimez-en un.',
  },
  none: {
    en: 'It has no choices. Add them, or choose another type.',
    fr: 'Il n’a aucun choix. Ajoutez-en, ou prenez un autre type.',
  },
  needless: {
    en: 'Only a choice has choices. Remove them, or change the type.',
    fr: 'Seul un choix en a. Supprimez-les, ou changez le type.',
  },
  kiosk: {
    en: 'It shows at kiosks, which do not receive it. Add them.',
    fr: 'Les bornes l’affichent sans le recevoir. Ajoutez-les.',
  },
  door: {
    en: 'It shows at doors, which do not receive it. Add them.',
    fr: 'Les portes l’affichent sans le recevoir. Ajoutez-les.',
  },
} as const satisfies Record<string, ScreenText>;

/** A field of this event's delegates, declared in the event file. */
export const extraFieldSchema = z
  .strictObject({
    id: extraFieldIdSchema,
    label: eventTextSchema,
    type: z.enum(extraFieldTypes),
    /** The options of a `choice`; empty for every other type. */
    choices: z.array(choiceSchema).max(100).default([]),
    showsAt: z.array(z.enum(extraFieldPlaces)).default([]),
    /** Modes, besides desks, whose stations receive the values. Send them to as few as possible. */
    receivedBy: z.array(z.enum(extraFieldReceivers)).default([]),
    /** No longer asked for, but kept: people have values of it. */
    retired: z.literal(true).optional(),
  })
  .superRefine((field, context) => {
    const report = (name: string, mistake: ScreenText): void =>
      context.addIssue({ code: 'custom', path: [name], message: mistake.en, params: { mistake } });
    const ids = new Set(field.choices.map(({ id }) => id));
    if (ids.size < field.choices.length) report('choices', mistakes.twice);
    if (field.type === 'choice' && ids.size === 0) report('choices', mistakes.none);
    if (field.type !== 'choice' && ids.size > 0) report('choices', mistakes.needless);
    for (const mode of receiversOf(field.showsAt)) {
      if (!field.receivedBy.includes(mode)) report('receivedBy', mistakes[mode]);
    }
  });
export type ExtraField = z.infer<typeof extraFieldSchema>;

export const extraFieldsSchema = z
  .array(extraFieldSchema)
  .max(maxExtraFields)
  .superRefine((fields, context) => {
    fields.forEach(({ id }, i) => {
      if (fields.findIndex((other) => other.id === id) !== i)
        context.addIssue({ code: 'custom', path: [i, 'id'], message: 'used twice' });
    });
  });

/** The modes that must receive a field shown in these places. Kiosks print badges too. */
export function receiversOf(showsAt: readonly ExtraFieldPlace[]): ExtraFieldReceiver[] {
  return extraFieldReceivers.filter((mode) => showsAt.includes(mode === 'kiosk' ? 'badge' : mode));
}

/** Values from a file: an empty one clears the field, a missing one leaves it unchanged. */
export const givenExtraSchema = z.record(
  extraFieldIdSchema,
  z.string().overwrite(withoutDirections).max(maxExtraText),
);

/**
 * A delegate's extra values by field, each as text in one form: `yes` or `no`, a date as
 * `YYYY-MM-DD`, a number with a point, a choice's id. A field without a value has no entry. The ids
 * are sorted, because rosters are compared and hashed as text. Ids that the event does not declare
 * are kept: a newer event file may declare them.
 */
export const extraValuesSchema = givenExtraSchema.overwrite(tidyExtra);
export type ExtraValues = z.infer<typeof extraValuesSchema>;

/** Sorts by id and removes empty values. */
export function tidyExtra(values: Readonly<Record<string, string>>): ExtraValues {
  const kept = Object.entries(values).filter(([, value]) => value !== '');
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}
