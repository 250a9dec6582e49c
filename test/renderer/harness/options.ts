import { z } from 'zod';
import { eventLanguagesSchema } from '../../../domain/base/language.ts';
import { badgeOutletSchema } from '../../../domain/base/station-face.ts';
import { stationSettings } from '../../../domain/base/station-settings.ts';
import { groupWords } from '../../../domain/event/group-words.ts';
import { operatorRoleSchema } from '../../../domain/operators/rights.ts';

const syncSceneSchema = z.enum([
  'alone',
  'linked',
  'synced',
  'waiting',
  'first-pull',
  'offline',
  'away',
  'refused',
  'revoked',
  'wrong-certificate',
  'update',
  'clock-off',
  'clock-far',
  'old-lists',
  'host',
  'host-starting',
  'host-failed',
]);
export type SyncScene = z.infer<typeof syncSceneSchema>;

const oneOrZero = z.enum(['0', '1']);
const flag = oneOrZero.default('0').transform((value) => value === '1');
const flagOn = oneOrZero.default('1').transform((value) => value === '1');
const number = (usual: number) => z.coerce.number().default(usual);

/** The options in a scene's query; each has a plain default. */
const querySchema = z.object({
  mode: z.enum(['desk', 'kiosk', 'door']).default('desk'),
  /** The mode in the settings, if it differs from the one shown. */
  as: z.enum(['kiosk', 'door']).optional(),
  /** `ar` has the words of mirrored.ts. */
  lang: z.enum(['en', 'fr', 'ar']).default('en'),
  role: z.enum([...operatorRoleSchema.options, 'none']).default('supervisor'),
  camera: flag,
  /** Seconds until a kiosk starts over. */
  idle: number(45),
  first: flag,
  printer: z.enum(['confirm', 'blind', 'paper-out', 'unknown', 'slow', 'none']).default('confirm'),
  /** Several printers in several conditions. */
  fleet: flag,
  /** A second printer, always ready, which is not configured as a replacement. */
  beside: flag,
  roster: z.enum(['full', 'empty']).default('full'),
  id: flagOn,
  training: flag,
  /** False: the event is the organisation's own. */
  demo: flagOn,
  warnings: flagOn,
  /** Number of admissions at the start. */
  admitted: number(7),
  /** A call that fails with a code, for example "checkIn:disk-full". */
  fails: z.string().optional(),
  /** The supervisor is the only operator. */
  alone: flag,
  sync: syncSceneSchema.default('alone'),
  /** False: the hub reported no duplicates, quarantine, stops or other stations. */
  filled: flagOn,
  /** The hub to join has another event. */
  restarts: flag,
  /** The event has no delegations: its people belong to organisations. */
  company: flag,
  /** What the event calls its groups. */
  groups: z.enum(groupWords).default('delegation'),
  /** The event's languages: `fr` or `es,fr`; all six by default. */
  languages: z
    .string()
    .transform((text) => text.split(','))
    .pipe(eventLanguagesSchema)
    .optional(),
  /** Names of the maximum length. */
  long: flag,
  /** The station has its own badge templates. */
  templates: flag,
  /** One delegation has several people. */
  delegation: flag,
  /** The sessions ask for a booking and have one place each, at the same time. */
  booked: flag,
  /** No category may enter the checkpoint. */
  noRight: flag,
  /**
   * What is unusual about every badge: preprinted, moved to another printer, a name that no font
   * has.
   */
  badge: z.enum(['usual', 'ahead', 'moved', 'moved-unplaced', 'glyphs']).default('usual'),
  /** Kiosk: everyone was admitted on another day. */
  returning: flag,
  /** Kiosk: where badges are collected, and the number of the counter. */
  outlet: badgeOutletSchema.default(stationSettings.badgeOutlet.initial),
  counter: z.string().default(''),
  /** The event file has the organiser's emblem. */
  emblem: flag,
  paperPrinters: number(2),
});

export interface HarnessOptions extends z.infer<typeof querySchema> {
  /** All options, for those that only one part of the scene reads. */
  params: URLSearchParams;
}

/** Parses the options. The first of two values counts. */
export function readOptions(query: string): HarnessOptions {
  const params = new URLSearchParams(query);
  const options = querySchema.parse(Object.fromEntries([...params].reverse()));
  const hasOthers = options.sync !== 'alone' && options.sync !== 'synced';
  return { ...options, filled: options.filled && hasOthers, params };
}
