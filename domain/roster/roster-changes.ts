import { z } from 'zod';
import { givenExtraSchema } from '../event/extra-fields.ts';
import { carriedDelegateSchema, delegateSchema } from './delegate.ts';

/** The fields that a desk may correct: the spelling of a name, never the person's identity. */
export const correctableFields = [
  'title',
  'printedName',
  'givenName',
  'familyName',
  'nativeName',
  'jobTitle',
] as const;
export type CorrectableField = (typeof correctableFields)[number];

/** Contains only the fields that change. */
export const correctionSchema = z
  .object(delegateSchema.shape)
  .pick({
    title: true,
    printedName: true,
    givenName: true,
    familyName: true,
    nativeName: true,
    jobTitle: true,
  })
  .partial();
export type Correction = z.infer<typeof correctionSchema>;

/**
 * What a desk or the hub may change of a person in the list of people: everything that a list or a
 * person says about the registration. Contains only the fields that change. An extra value that is
 * empty is cleared, one that is missing stays.
 */
export const personChangeSchema = z
  .strictObject(delegateSchema.shape)
  .pick({
    title: true,
    printedName: true,
    givenName: true,
    familyName: true,
    nativeName: true,
    jobTitle: true,
    delegation: true,
    administration: true,
    email: true,
    role: true,
    category: true,
    grammaticalGender: true,
    status: true,
    days: true,
    language: true,
    vip: true,
    listed: true,
  })
  .partial()
  .extend({ extra: givenExtraSchema.optional() });
export type PersonChange = z.infer<typeof personChangeSchema>;

/** What a desk asks a person without a registration. The desk creates codes and id. */
export const newPersonSchema = delegateSchema
  .pick({
    title: true,
    printedName: true,
    givenName: true,
    familyName: true,
    nativeName: true,
    jobTitle: true,
    delegation: true,
    administration: true,
    category: true,
    extra: true,
  })
  .partial({ extra: true });
export type NewPerson = z.infer<typeof newPersonSchema>;

/** Who approved it and in which document, as free text of the desk. */
const approvalSchema = z
  .object({
    /** Name of the person who approved it; empty where it cannot be read. */
    approver: z.string().max(120),
    /** Reference of the letter or message; may be empty for a walk-in. */
    reference: z.string().max(120),
  })
  .catch({ approver: '', reference: '' });

/**
 * Personal payloads of the facts that change the roster (canonical JSON, kept apart from the chain
 * and tied to it by the event's commitment). Older and newer versions than the writer's read them:
 * unknown fields are dropped, missing ones have defaults.
 */
export const walkInPayloadSchema = z.object({
  delegate: carriedDelegateSchema,
  approval: approvalSchema,
});
export type WalkInPayload = z.infer<typeof walkInPayloadSchema>;

export const correctionPayloadSchema = z.object({ correction: correctionSchema });
export type CorrectionPayload = z.infer<typeof correctionPayloadSchema>;

export const personPayloadSchema = z.object({ change: personChangeSchema.strip() });

/**
 * A replacement: the event's delegate withdraws (status `cancelled`), and `delegate` comes instead.
 */
export const replacementPayloadSchema = z.object({
  delegate: carriedDelegateSchema,
  approval: approvalSchema,
});
export type ReplacementPayload = z.infer<typeof replacementPayloadSchema>;

export const resolutionPayloadSchema = z.object({ note: z.string().min(1).max(500) });
export type ResolutionPayload = z.infer<typeof resolutionPayloadSchema>;
