import { z } from 'zod';
import {
  eventLanguagesSchema,
  eventTextSchema,
  kioskLanguageSchema,
  screenTextSchema,
} from '../../../domain/base/language.ts';
import { maxParts, stationModeSchema } from '../../../domain/base/protocol.ts';
import { stationNameSchema } from '../../../domain/base/station-face.ts';
import { settingNames, settingShape } from '../../../domain/base/station-settings.ts';
import { localDaySchema, timeOfDaySchema } from '../../../domain/event/event-file.ts';
import { eventTables } from '../../../domain/event/event-tables.ts';
import { groupWords } from '../../../domain/event/group-words.ts';
import {
  eventKinds,
  newEventSchema,
  newEventTimingSchema,
} from '../../../domain/event/new-event.ts';
import {
  newPassPhraseSchema,
  typedPassPhraseSchema,
} from '../../../domain/operators/pass-phrase.ts';
import { chosenTablesSchema } from '../../../domain/roster/chosen-tables.ts';
import { textEncodingSchema } from '../../../domain/roster/roster-import.ts';
import { numberPlace } from '../../../domain/station/settings-file.ts';
import { call, none, noted, nothing } from '../base.ts';
import { syncCalls } from '../sync.ts';
import { setUpStepSchema } from './station.ts';

/** What is wrong at one place of a chosen file; see `FileProblem`. Both texts may be empty. */
const problemSchema = z.strictObject({ place: screenTextSchema, mistake: screenTextSchema });

/** The choice for the event so far: the file, its secret, and what is wrong with either. */
export const eventChoiceSchema = z.strictObject({
  file: z
    .strictObject({
      name: z.string(),
      problems: z.array(problemSchema),
      /** Null while the file has problems. */
      event: z
        .strictObject({
          name: screenTextSchema,
          days: z.array(localDaySchema),
          checkpoints: z.int(),
          groupWord: z.enum(groupWords),
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
      language: kioskLanguageSchema,
      checkpoint: z.string().nullable(),
      printers: z.array(z.string()),
      supervisor: z.string().nullable(),
      asksForNumber: z.boolean(),
    })
    .nullable(),
});
export type SettingsChoice = z.infer<typeof settingsChoiceSchema>;

/** An earlier event to start from. `event` is null while an archive waits for its passphrase. */
export const earlierEventSchema = z.strictObject({
  fileName: z.string(),
  event: z
    .strictObject({
      languages: eventLanguagesSchema,
      /** Without its year; empty if that leaves nothing. */
      name: eventTextSchema.or(z.strictObject({})),
      place: eventTextSchema,
      timeZone: z.string(),
      dayBoundary: timeOfDaySchema,
      categories: z.array(z.strictObject({ id: z.string(), name: screenTextSchema })),
      checkpoints: z.int(),
      sessions: z.int(),
      timetable: z.strictObject({
        days: z.int(),
        entries: z.array(
          z.strictObject({
            name: screenTextSchema,
            isSession: z.boolean(),
            days: z.array(z.int()),
          }),
        ),
      }),
      groupWord: z.enum(groupWords),
      delegations: z.int(),
      extraFields: z.int(),
      /** Number of badge templates; an event file has none. */
      templates: z.int(),
    })
    .nullable(),
});
export type EarlierEvent = z.infer<typeof earlierEventSchema>;

/** Stations without a hub to create together: how many of each mode, and their names. */
export const packageRequestSchema = z
  .strictObject({
    desks: z.int().min(0).max(maxParts),
    kiosks: z.int().min(0).max(maxParts),
    doors: z.int().min(0).max(maxParts),
    /** With `{number}`, in the language of the page. */
    names: z.record(
      stationModeSchema,
      stationNameSchema.refine((name) => name.includes(numberPlace)),
    ),
    /** Null: the station generates one. */
    passphrase: newPassPhraseSchema.nullable(),
    /** Whether to include the operator's name and PIN hash. */
    withSupervisor: z.boolean(),
  })
  .refine(({ desks, kiosks, doors }) => {
    const sum = desks + kiosks + doors;
    return sum >= 1 && sum <= maxParts;
  });
export type PackageRequest = z.infer<typeof packageRequestSchema>;

const partSchema = z.strictObject({ number: z.int(), name: z.string(), mode: stationModeSchema });

/** The file that was written. The passphrase is shown once; null if the operator chose it. */
export const madePackageSchema = z.strictObject({
  fileName: z.string(),
  stations: z.array(partSchema),
  passphrase: z.string().nullable(),
});
export type MadePackage = z.infer<typeof madePackageSchema>;

/** A chosen package, as far as it can be read without its passphrase. */
export const chosenPackageSchema = z.strictObject({
  fileName: z.string(),
  parts: z.int(),
  /** UTC milliseconds. */
  made: z.int(),
});
export type ChosenPackage = z.infer<typeof chosenPackageSchema>;

/** An opened package with its stations. This installation becomes one of them. */
export const openedPackageSchema = z.strictObject({
  event: z.strictObject({ name: screenTextSchema, days: z.array(localDaySchema) }),
  delegates: z.int(),
  parts: z.array(partSchema.extend({ opened: z.int().nullable() })),
  /** False for a read-only medium: another person may then open the same part. */
  canMark: z.boolean(),
});
export type OpenedPackage = z.infer<typeof openedPackageSchema>;

/** The calls of the first start and of Settings › Station. */
export const setUpCalls = {
  goToSetUpStep: call({
    access: 'set-up',
    input: z.strictObject({ step: setUpStepSchema }),
    output: nothing,
    activity: none,
  }),
  /** `demo` ends the set-up at once: the sample event with its own operator. */
  chooseSetUpSource: call({
    access: 'set-up',
    input: z.strictObject({ source: z.enum(['demo', 'create', 'hub', 'package', 'file']) }),
    output: nothing,
    activity: none,
  }),
  changeStation: call({
    access: 'set-up',
    input: z.strictObject(settingShape(settingNames)).partial(),
    output: nothing,
    activity: none,
  }),
  findHubAtSetUp: call({
    access: 'set-up',
    input: syncCalls.findHub.input,
    output: syncCalls.findHub.output,
    activity: none,
  }),
  /** The app restarts afterwards. */
  joinHubAtSetUp: call({
    access: 'set-up',
    input: syncCalls.joinHub.input,
    output: z.strictObject({ hubName: z.string() }),
    activity: none,
  }),
  getEventChoice: call({
    access: 'set-up',
    input: nothing,
    output: eventChoiceSchema,
    activity: none,
  }),
  /** Opens the file dialog. Closing it without a choice changes nothing. */
  chooseEventFile: call({
    access: 'set-up',
    input: nothing,
    output: eventChoiceSchema,
    activity: none,
  }),
  chooseEventSecret: call({
    access: 'set-up',
    input: nothing,
    output: eventChoiceSchema,
    activity: none,
  }),
  /** Opens the file dialog. Closing it without a choice changes nothing. */
  chooseEventTable: call({
    access: 'set-up',
    input: z.strictObject({ table: z.enum(eventTables) }),
    output: nothing,
    activity: none,
  }),
  readEventTableAs: call({
    access: 'set-up',
    input: z.strictObject({ table: z.enum(eventTables), encoding: textEncodingSchema }),
    output: nothing,
    activity: none,
  }),
  dropEventTable: call({
    access: 'set-up',
    input: z.strictObject({ table: z.enum(eventTables) }),
    output: nothing,
    activity: none,
  }),
  /** The chosen tables, checked for an event of this kind at this time; null if not known yet. */
  checkEventTables: call({
    access: 'set-up',
    input: z.strictObject({
      kind: z.enum(eventKinds),
      languages: eventLanguagesSchema,
      timing: newEventTimingSchema.nullable(),
      /** Sessions name the categories of the chosen earlier event. */
      fromEarlier: z.boolean().default(false),
    }),
    output: chosenTablesSchema,
    activity: none,
  }),
  /** Saves a table to fill in, or the members of the WCO; false if the dialog was closed. */
  saveEventTable: call({
    access: 'set-up',
    input: z.strictObject({
      table: z.enum([...eventTables, 'wco-members']),
      languages: eventLanguagesSchema,
      /** The day of the example's sessions. */
      day: localDaySchema.nullable(),
    }),
    output: z.boolean(),
    activity: none,
  }),
  /** Opens the file dialog for an archive or an event file; null if it was closed. */
  chooseEarlierEvent: call({
    access: 'set-up',
    input: nothing,
    output: earlierEventSchema.nullable(),
    activity: none,
  }),
  /** Opens the archive chosen last. Nothing changes yet. */
  openEarlierEvent: call({
    access: 'set-up',
    input: z.strictObject({ passphrase: typedPassPhraseSchema }),
    output: earlierEventSchema,
    activity: none,
  }),
  dropEarlierEvent: call({ access: 'set-up', input: nothing, output: nothing, activity: none }),
  /** Creates an event with its keys. The app restarts with it. */
  createEvent: call({ access: 'set-up', input: newEventSchema, output: nothing, activity: none }),
  /** Adopts the chosen event. The app restarts with it. */
  adoptEvent: call({ access: 'set-up', input: nothing, output: nothing, activity: none }),
  /** Creates stations without a hub, in one sealed file; null if the dialog was closed. */
  makeEventPackage: call({
    access: 'supervisor',
    input: packageRequestSchema,
    output: madePackageSchema.nullable(),
    activity: (_input, made) =>
      made === null ? null : noted('export', `event-package ${made.stations.length}`),
  }),
  /** Null if the dialog was closed. */
  chooseEventPackage: call({
    access: 'set-up',
    input: nothing,
    output: chosenPackageSchema.nullable(),
    activity: none,
  }),
  /** Opens the package chosen last. Nothing changes yet. */
  openEventPackage: call({
    access: 'set-up',
    input: z.strictObject({ passphrase: typedPassPhraseSchema }),
    output: openedPackageSchema,
    activity: none,
  }),
  /** Makes this station that part of the opened package. The app restarts as it. */
  adoptEventPackage: call({
    access: 'set-up',
    input: z.strictObject({ part: z.int().min(1).max(maxParts) }),
    output: nothing,
    activity: none,
  }),
  /** False if the dialog was closed. The file contains the operator's PIN hash only on request. */
  exportSettings: call({
    access: 'set-up',
    input: z.strictObject({ withSupervisor: z.boolean() }),
    output: z.boolean(),
    activity: none,
  }),
  /** Null if the dialog was closed. */
  chooseSettingsFile: call({
    access: 'set-up',
    input: nothing,
    output: settingsChoiceSchema.nullable(),
    activity: none,
  }),
  /** Applies the file chosen last. */
  applySettingsFile: call({
    access: 'set-up',
    input: z.strictObject({ number: z.int().min(1).max(9999) }),
    output: nothing,
    activity: none,
  }),
  /** Ends the first start. The app restarts if the station becomes a kiosk or a door. */
  finishSetUp: call({
    access: 'set-up',
    input: nothing,
    output: z.strictObject({ restarts: z.boolean() }),
    activity: none,
  }),
  /** Whether the app starts when a user signs in to the computer; null if unknown. */
  getStartAtLogin: call({
    access: 'set-up',
    input: nothing,
    output: z.boolean().nullable(),
    activity: none,
  }),
  setStartAtLogin: call({
    access: 'set-up',
    input: z.strictObject({ on: z.boolean() }),
    output: nothing,
    activity: none,
  }),
  /** Restarts the app in the station's default mode. */
  restartStation: call({ access: 'set-up', input: nothing, output: nothing, activity: none }),
};
