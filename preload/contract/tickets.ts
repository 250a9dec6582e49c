import { z } from 'zod';
import { screenLanguageSchema } from '../../domain/base/language.ts';
import { rights } from '../../domain/operators/rights.ts';
import { ticketFormats } from '../../domain/tickets/tickets-file.ts';
import { deskCall } from './base.ts';

export const ticketCalls = {
  /**
   * Writes everybody's ticket to a file that the operator chooses, and says how many those were;
   * null if the dialog was closed. People without a language of tickets get the given one.
   */
  saveTickets: deskCall(
    rights.export,
    z.strictObject({ format: z.enum(ticketFormats), language: screenLanguageSchema }),
    z.strictObject({ tickets: z.int().positive() }).nullable(),
  ),
};
