import { z } from 'zod';

/**
 * The parts of the answers of Indico's API for check-in apps that are read here. Source: Indico's
 * own code (indico/modules/events/registration/schemas.py, CheckinRegistrationSchema).
 */

/** States of a registration (models/registrations.py, RegistrationState). */
export const indicoStates = ['complete', 'pending', 'rejected', 'withdrawn', 'unpaid'] as const;

const registration = {
  id: z.int().positive(),
  full_name: z.string(),
  state: z.enum(indicoStates),
  checked_in: z.boolean(),
  /** Path of the form's picture on Indico's server; missing in older versions. */
  personal_data_picture: z.string().max(1_000).nullish(),
};

/** The list lacks the form's answers. */
export const registrationsSchema = z.array(z.object(registration));
export type ListedRegistration = z.infer<typeof registrationsSchema>[number];

/** A UUID, which the ticket of a registration carries. Sent only with single registrations. */
const ticketSecretSchema = z.string().max(100).optional();

const choiceSchema = z.object({ id: z.string(), caption: z.string() });

const fieldSchema = z.object({
  title: z.string(),
  data: z.unknown(),
  choices: z.array(choiceSchema).optional().catch(undefined),
});

export const registrationSchema = z.object({
  ...registration,
  checkin_secret: ticketSecretSchema,
  registration_data: z.array(z.object({ fields: z.array(fieldSchema) })).default([]),
});
export type IndicoRegistration = z.infer<typeof registrationSchema>;

/** Path of the API for one form. */
export function formPath(event: number, form: number): string {
  return `/api/checkin/event/${event}/forms/${form}/registrations/`;
}

/** The text of each field by its title in lower case; for choices their captions. */
export function fieldTexts({ registration_data }: IndicoRegistration): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { title, data, choices } of registration_data.flatMap(({ fields }) => fields)) {
    const key = title.trim().toLowerCase();
    if (!texts.has(key)) texts.set(key, textOf(data, choices ?? []));
  }
  return texts;
}

/** Choices are stored as {id of the choice: number of places}. */
function textOf(data: unknown, choices: readonly z.infer<typeof choiceSchema>[]): string {
  if (typeof data === 'string') return data;
  if (typeof data === 'number' || typeof data === 'boolean') return String(data);
  const chosen = z.record(z.string(), z.number()).safeParse(data);
  if (!chosen.success) return '';
  return choices
    .filter(({ id }) => (chosen.data[id] ?? 0) > 0)
    .map(({ caption }) => caption)
    .join(', ');
}
