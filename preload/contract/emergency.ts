import { z } from 'zod';
import { localDaySchema } from '../../domain/event/event-file.ts';
import { rights } from '../../domain/operators/rights.ts';
import { call, none, noted, nothing } from './base.ts';
import { scanInputSchema } from './check-in.ts';

/** A person who is inside, as the list shows the person. */
const insidePersonSchema = z.strictObject({
  /** The delegate's id, or the badge's serial if this station does not know the holder. */
  id: z.string().min(1).max(80),
  /** Empty for a person who is not in this station's roster. */
  printedName: z.string(),
  nativeName: z.string(),
  delegation: z.string(),
  category: z.string(),
  /** The checkpoint that the person passed last, and when (UTC milliseconds). */
  checkpoint: z.string(),
  since: z.int(),
  /** Only disregarded records say that the person is inside. */
  unconfirmed: z.boolean(),
  /** When an operator ticked the person off at the assembly point; null until then. */
  seenAt: z.int().nullable(),
});
export type InsidePerson = z.infer<typeof insidePersonSchema>;

/**
 * A person in the evacuation count. `printedName` is empty if this station does not know the
 * person.
 */
const musterPersonSchema = insidePersonSchema.pick({
  id: true,
  printedName: true,
  nativeName: true,
  delegation: true,
  seenAt: true,
});
export type MusterPerson = z.infer<typeof musterPersonSchema>;

const evacuationZoneSchema = z.strictObject({
  /** Null: in the building, but the zone is unknown. */
  zone: z.string().nullable(),
  /** The checkpoints that lead into it. Their names label the zone. */
  checkpoints: z.array(z.string()),
  /** In list order: by delegation, heads first. */
  people: z.array(insidePersonSchema),
});
export type EvacuationZone = z.infer<typeof evacuationZoneSchema>;

export const evacuationSchema = z.strictObject({
  day: localDaySchema,
  /** Another day whose people are listed too (`musterDays`); null if there is none. */
  began: localDaySchema.nullable(),
  /** When the list was made, UTC milliseconds of the event's clock. */
  asOf: z.int(),
  inside: z.int().nonnegative(),
  /** Number of people who are on the list only because of disregarded records. */
  unconfirmed: z.int().nonnegative(),
  zones: z.array(evacuationZoneSchema),
  /** People ticked off although no record puts them inside, latest first. */
  others: z.array(musterPersonSchema),
  /** The age of each station's latest records, this station first. */
  stations: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      mode: z.enum(['desk', 'kiosk', 'door']),
      self: z.boolean(),
      heardAt: z.int().nullable(),
    }),
  ),
  /** This station's own last contact with its hub; null if it has no hub. */
  hub: z.strictObject({ lastContact: z.int().nullable() }).nullable(),
});
export type Evacuation = z.infer<typeof evacuationSchema>;

/** The result of a scan at the assembly point. It writes no fact: a tick is not an admission. */
export const evacuationScanSchema = z.discriminatedUnion('outcome', [
  /** The person's `seenAt` is this tick. `before` is an earlier tick, which then stays. */
  z.strictObject({
    outcome: z.literal('ticked'),
    person: musterPersonSchema,
    before: z.int().nullable(),
  }),
  /** Replaced, lost or returned: the bearer may be someone else, so no one was ticked off. */
  z.strictObject({ outcome: z.literal('ask'), person: musterPersonSchema }),
  /** Not a code of this event, or one that identifies no one. */
  z.strictObject({ outcome: z.literal('unknown') }),
]);
export type EvacuationScan = z.infer<typeof evacuationScanSchema>;

/** Where to print: a file that the operator chooses, or one of the system's printers. */
export const paperTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file') }),
  z.strictObject({ kind: z.literal('printer'), queue: z.string().min(1).max(200) }),
]);
export type PaperTarget = z.infer<typeof paperTargetSchema>;

export const evacuationCalls = {
  /**
   * The JSON text of `Evacuation`. Thousands of people pass the main process as one text, because
   * copying and checking each of them there would hold up check-ins. The maker of the text has
   * checked it.
   */
  getEvacuation: call({
    modes: ['desk', 'door'],
    access: 'operator',
    input: nothing,
    output: z.string(),
    activity: none,
  }),
  /** Ticks a person off at the assembly point, or undoes it. Only at this station. */
  tickEvacuated: call({
    modes: ['desk', 'door'],
    access: 'operator',
    input: z.strictObject({ id: z.string().min(1).max(80), seen: z.boolean() }),
    output: nothing,
    activity: none,
  }),
  /** Ticks off the holder of a scanned badge or ticket. */
  scanEvacuated: call({
    modes: ['desk', 'door'],
    access: 'operator',
    input: z.strictObject({ scan: scanInputSchema }),
    output: evacuationScanSchema,
    activity: none,
  }),
  clearEvacuated: call({
    modes: ['desk', 'door'],
    access: 'operator',
    input: nothing,
    output: nothing,
    activity: none,
  }),
  /** Prints the list or saves it as a file; null if the operator closed the file dialog. */
  printEvacuation: call({
    modes: ['desk', 'door'],
    access: 'operator',
    input: z.strictObject({ to: paperTargetSchema }),
    output: z.strictObject({ pages: z.int().positive() }).nullable(),
    activity: ({ to }, pages) => (pages === null ? null : noted('evacuation-list', to.kind)),
  }),
  /** The system's printers that print on paper. */
  listPaperPrinters: call({
    modes: ['desk', 'door'],
    access: 'operator',
    input: nothing,
    output: z.array(z.strictObject({ queue: z.string(), name: z.string() })),
    activity: none,
  }),
};

export const emergencyPackSchema = z.strictObject({
  day: localDaySchema,
  /** Today's pack; null if none was prepared at this station. */
  prepared: z
    .strictObject({
      /** UTC milliseconds. */
      at: z.int(),
      operatorName: z.string().nullable(),
      /** Number of one-day badges in all packs of today. */
      badges: z.int().nonnegative(),
    })
    .nullable(),
  /** Today is a day of the event, it is morning, and no pack was prepared yet. */
  due: z.boolean(),
  /** Number of people that a paper roster would list. */
  people: z.int().nonnegative(),
  /** When the hub last confirmed the roster (UTC milliseconds); null if never or without a hub. */
  rosterAsOf: z.int().nullable(),
});
export type EmergencyPack = z.infer<typeof emergencyPackSchema>;

export const emergencyPackCalls = {
  getEmergencyPack: call({
    access: 'operator',
    input: nothing,
    output: emergencyPackSchema,
    activity: none,
  }),
  /** Null if the operator closed the file dialog. */
  prepareEmergencyPack: call({
    access: rights.export,
    input: z.strictObject({ badges: z.int().min(0).max(960), to: paperTargetSchema }),
    output: z.strictObject({ pages: z.int().positive() }).nullable(),
    activity: (_input, pages) => (pages === null ? null : noted('export', 'emergency-pack')),
  }),
};
