import { z } from 'zod';
import { localDaySchema } from '../../domain/event-file.ts';
import { call } from './define.ts';

/** Somebody who is inside, as the list shows it. */
const insidePersonSchema = z.strictObject({
  /** The delegate's id; the badge's serial where this station does not know whose it is. */
  id: z.string().min(1).max(80),
  /** Empty for somebody who is not in this station's roster. */
  printedName: z.string(),
  nativeName: z.string(),
  delegation: z.string(),
  category: z.string(),
  /** The checkpoint that the person passed last, and when (UTC milliseconds). */
  checkpoint: z.string(),
  since: z.int(),
  /** Only disregarded records say that the person is inside. */
  unconfirmed: z.boolean(),
  /** When somebody ticked the person at the assembly point; null while nobody did. */
  seenAt: z.int().nullable(),
});
export type InsidePerson = z.infer<typeof insidePersonSchema>;

const evacuationZoneSchema = z.strictObject({
  /** Null: in the building, and nothing tells where. */
  zone: z.string().nullable(),
  /** The checkpoints that lead into it: their names are the zone's name. */
  checkpoints: z.array(z.string()),
  /** In the order of lists: by delegation, heads first. */
  people: z.array(insidePersonSchema),
});
export type EvacuationZone = z.infer<typeof evacuationZoneSchema>;

export const evacuationSchema = z.strictObject({
  day: localDaySchema,
  /** When the list was made, UTC milliseconds of the event's clock. */
  asOf: z.int(),
  inside: z.int().nonnegative(),
  /** On the list besides: by disregarded records alone. */
  unconfirmed: z.int().nonnegative(),
  zones: z.array(evacuationZoneSchema),
  /** How old what each station said is; this one first. */
  stations: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      mode: z.enum(['desk', 'kiosk', 'door']),
      self: z.boolean(),
      heardAt: z.int().nullable(),
    }),
  ),
  /** This station's own last contact with its hub; null where it works alone. */
  hub: z.strictObject({ lastContact: z.int().nullable() }).nullable(),
});
export type Evacuation = z.infer<typeof evacuationSchema>;

/** Where paper goes: a file that the person chooses, or one of the system's printers. */
export const paperTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file') }),
  z.strictObject({ kind: z.literal('printer'), queue: z.string().min(1).max(200) }),
]);
export type PaperTarget = z.infer<typeof paperTargetSchema>;

export const evacuationCalls = {
  getEvacuation: call({
    input: z.void(),
    output: evacuationSchema,
    modes: ['desk', 'door'],
    access: 'operator',
  }),
  /** Ticks somebody as seen at the assembly point, or takes the tick back. Kept at this station, for this day. */
  tickEvacuated: call({
    input: z.strictObject({ id: z.string().min(1).max(80), seen: z.boolean() }),
    output: z.void(),
    modes: ['desk', 'door'],
    access: 'operator',
  }),
  /** Begins the ticking anew. */
  clearEvacuated: call({
    input: z.void(),
    output: z.void(),
    modes: ['desk', 'door'],
    access: 'operator',
  }),
  /** The list on paper; null where the person closed the file dialog. */
  printEvacuation: call({
    input: z.strictObject({ to: paperTargetSchema }),
    output: z.strictObject({ pages: z.int().positive() }).nullable(),
    modes: ['desk', 'door'],
    access: 'operator',
  }),
  /** The system's printers that paper can go to. */
  listPaperPrinters: call({
    input: z.void(),
    output: z.array(z.strictObject({ queue: z.string(), name: z.string() })),
    modes: ['desk', 'door'],
    access: 'operator',
  }),
};
