import { z } from 'zod';
import { bilingualSchema, screenLanguageSchema } from '../../../domain/base/language.ts';
import { stationModeSchema } from '../../../domain/base/protocol.ts';
import {
  countdownSecondsSchema,
  doorDirectionSchema,
  idleSecondsSchema,
  offeredLanguagesSchema,
  stationNameSchema,
} from '../../../domain/base/station-face.ts';
import { localDaySchema } from '../../../domain/event/event-file.ts';
import { newEventSchema } from '../../../domain/event/new-event.ts';
import { type CallDefinition, deskCall } from '../base.ts';
import { syncCalls } from '../sync.ts';
import { setUpStepSchema } from './station.ts';

const problemSchema = z.strictObject({ field: z.string(), message: z.string() });

/** What was chosen for the event so far: the file, its secret, and what is wrong with either. */
export const eventChoiceSchema = z.strictObject({
  file: z
    .strictObject({
      name: z.string(),
      problems: z.array(problemSchema),
      /** Null while the file has problems. */
      event: z
        .strictObject({
          name: bilingualSchema,
          days: z.array(localDaySchema),
          checkpoints: z.int(),
          delegations: z.int(),
        })
        .nullable(),
    })
    .nullable(),
  secret: z.strictObject({ name: z.string(), problems: z.array(problemSchema) }).nullable(),
});
export type EventChoice = z.infer<typeof eventChoiceSchema>;

/** The chosen settings file: its effect on this station, or why it cannot be used. */
export const settingsChoiceSchema = z.strictObject({
  fileName: z.string(),
  problems: z.array(problemSchema),
  settings: z
    .strictObject({
      name: z.string(),
      mode: stationModeSchema,
      language: screenLanguageSchema,
      checkpoint: z.string().nullable(),
      printers: z.array(z.string()),
      supervisor: z.string().nullable(),
      asksForNumber: z.boolean(),
    })
    .nullable(),
});
export type SettingsChoice = z.infer<typeof settingsChoiceSchema>;

/**
 * The first start and Settings → Station. `access` is `anyone` because nobody can sign in before
 * there is a supervisor; once there is one, main requires a supervisor (see mustBeAllowedToSetUp).
 */
const setUpCall = <I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): CallDefinition<I, O> => deskCall('anyone', input, output);

export const setUpCalls = {
  goToSetUpStep: setUpCall(z.strictObject({ step: setUpStepSchema }), z.void()),
  /** `demo` ends the set-up at once: the sample event with its own operator. */
  chooseSetUpSource: setUpCall(
    z.strictObject({ source: z.enum(['demo', 'create', 'hub', 'file']) }),
    z.void(),
  ),
  changeStation: setUpCall(
    z.strictObject({
      mode: stationModeSchema.optional(),
      stationName: stationNameSchema.optional(),
      checkpoint: z.string().max(60).optional(),
      direction: doorDirectionSchema.optional(),
      kioskLanguages: offeredLanguagesSchema.optional(),
      idleSeconds: idleSecondsSchema.optional(),
      countdownSeconds: countdownSecondsSchema.optional(),
      language: screenLanguageSchema.optional(),
    }),
    z.void(),
  ),
  findHubAtSetUp: setUpCall(syncCalls.findHub.input, syncCalls.findHub.output),
  /** The app restarts afterwards. */
  joinHubAtSetUp: setUpCall(syncCalls.joinHub.input, z.strictObject({ hubName: z.string() })),
  getEventChoice: setUpCall(z.void(), eventChoiceSchema),
  /** Opens the file dialog; nothing changes if it is closed without a choice. */
  chooseEventFile: setUpCall(z.void(), eventChoiceSchema),
  chooseEventSecret: setUpCall(z.void(), eventChoiceSchema),
  /** Creates an event with its keys and works for it; the app restarts with it. */
  createEvent: setUpCall(newEventSchema, z.void()),
  /** Takes over the chosen event; the app restarts with it. */
  adoptEvent: setUpCall(z.void(), z.void()),
  /** False if the dialog was closed. The file gets the operator's PIN hash only on request. */
  exportSettings: setUpCall(z.strictObject({ withSupervisor: z.boolean() }), z.boolean()),
  /** Null when the dialog was closed. */
  chooseSettingsFile: setUpCall(z.void(), settingsChoiceSchema.nullable()),
  /** Takes over the file chosen last. */
  applySettingsFile: setUpCall(z.strictObject({ number: z.int().min(1).max(9999) }), z.void()),
  /** Ends the first start; the app restarts if the station is to be a kiosk or a door. */
  finishSetUp: setUpCall(z.void(), z.strictObject({ restarts: z.boolean() })),
  /** Whether the app starts when a user signs in to the computer; null if unknown. */
  getStartAtLogin: setUpCall(z.void(), z.boolean().nullable()),
  setStartAtLogin: setUpCall(z.strictObject({ on: z.boolean() }), z.void()),
  /** Restarts the app in the mode in which the station starts by default. */
  restartStation: setUpCall(z.void(), z.void()),
};
