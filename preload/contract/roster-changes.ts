import { z } from 'zod';
import { identityDocumentSchema } from '../../domain/attendance.ts';
import { pinSchema } from '../../domain/operator.ts';
import { rights } from '../../domain/rights.ts';
import { correctionSchema, newPersonSchema } from '../../domain/roster-changes.ts';
import { call } from './define.ts';
import { secondPinRefusals } from './override.ts';

const desk = ['desk'] as const;
const approver = z.string().trim().min(1).max(120);

export const rosterChangeCalls = {
  /** Registers somebody who is in no list. The person can then be checked in like everybody else. */
  registerWalkIn: call({
    input: z.strictObject({
      person: newPersonSchema,
      approver,
      reference: z.string().trim().max(120),
      /** The document that was seen. */
      identity: identityDocumentSchema,
    }),
    output: z.strictObject({ delegateId: z.uuid() }),
    modes: desk,
    access: 'operator',
  }),
  /** Corrects how a name is written; who somebody is cannot be changed. Only changed fields are sent. */
  correctSpelling: call({
    input: z.strictObject({ delegateId: z.uuid(), correction: correctionSchema }),
    output: z.void(),
    modes: desk,
    access: 'operator',
  }),
  /**
   * One delegate withdraws, another comes instead, under a letter's reference. `pin` is that of a second person who
   * may approve it; who requests does not.
   */
  replaceDelegate: call({
    input: z.strictObject({
      delegateId: z.uuid(),
      person: newPersonSchema,
      reference: z.string().trim().min(1).max(120),
      pin: pinSchema,
    }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('done'), delegateId: z.uuid() }),
      ...secondPinRefusals,
    ]),
    modes: desk,
    access: rights['replace-delegate'],
  }),
};
