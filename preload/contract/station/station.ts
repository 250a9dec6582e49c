import { z } from 'zod';
import { stationModeSchema } from '../../../domain/base/protocol.ts';
import {
  operatorSettings,
  settingNames,
  settingShape,
} from '../../../domain/base/station-settings.ts';
import { eventFileSchema, localDaySchema } from '../../../domain/event/event-file.ts';
import { operatorRoleSchema, operatorSchema, pinSchema } from '../../../domain/operators/rights.ts';
import { cameraHealthSchema } from '../../../domain/sync/reported-health.ts';
import { allModes, call, none, noted, nothing } from '../base.ts';
import { leaveAnswerSchema } from '../operators.ts';

/** The steps of the first start, in order. A station has only those that apply to it. */
export const setUpStepSchema = z.enum([
  'begin',
  'station',
  'event',
  'supervisor',
  'list',
  'place',
  'printer',
  'devices',
  'ready',
]);
export type SetUpStep = z.infer<typeof setUpStepSchema>;

/** Where the event comes from. `preset`: the configuration. */
export const setUpSourceSchema = z.enum(['create', 'hub', 'package', 'file', 'preset']);
export type SetUpSource = z.infer<typeof setUpSourceSchema>;

export const setUpViewSchema = z.strictObject({
  step: setUpStepSchema,
  source: setUpSourceSchema.nullable(),
  /** The steps of this station. Preset values are not asked for. */
  steps: z.array(setUpStepSchema),
});
export type SetUpView = z.infer<typeof setUpViewSchema>;

/** A warning to read before relying on the station. The locale files explain each. */
const warningSchema = z.strictObject({
  code: z.enum([
    'key-not-in-keychain',
    'database-was-unreadable',
    'config-invalid',
    'event-file-invalid',
    'demo-data',
    'clock-set',
    'disk-nearly-full',
    'disk-full',
    'store-restored',
    'store-incomplete',
    'store-not-copied',
    'clock-moved-back',
    'clock-moved-forward',
    'settings-file-invalid',
    'purge-soon',
    'event-purged',
    'order-held',
    'records-held',
    'event-file-differs',
    'hub-clock-in-doubt',
    'operators-refused',
    'print-queue-stuck',
  ]),
  /** The file, field or path concerned; never personal data. */
  detail: z.string(),
});

export const stationSchema = z.strictObject({
  ...settingShape(settingNames),
  /** Of this start. */
  mode: stationModeSchema,
  /** The mode of a normal start. It differs from `mode` while staff change the settings. */
  startsAs: stationModeSchema,
  /**
   * Fields that the configuration or the command line presets. Changing them here has no effect.
   */
  preset: z.array(z.string()),
  /** The progress of the first start; null once the station is set up. */
  setUp: setUpViewSchema.nullable(),
  version: z.string(),
  event: eventFileSchema.omit({ ticketKeys: true, ticketHosts: true, ticketIssuer: true }),
  /** Version of the event, counted by the hub. */
  eventVersion: z.int().positive(),
  /** The one in effect. */
  checkpoint: z.string(),
  day: localDaySchema,
  /** UTC milliseconds of the event's clock, which the demo sets to 2018. */
  now: z.int(),
  /** Known error of the clock, in milliseconds to add; 0 if right. Day and time include it. */
  correction: z.int(),
  idCheck: z.boolean(),
  training: z.boolean(),
  operator: operatorSchema.nullable(),
  /** There is no supervisor yet, so the first start asks for a PIN. */
  needsFirstSupervisor: z.boolean(),
  /** The PIN of the demo event's supervisor, shown at sign-in; null for a real event. */
  demoPin: z.string().nullable(),
  rosterSize: z.int().nonnegative(),
  warnings: z.array(warningSchema),
});
export type Station = z.infer<typeof stationSchema>;
export type StationWarning = z.infer<typeof warningSchema>;

export const countsSchema = z.strictObject({
  registered: z.int().nonnegative(),
  /** Number of people expected today (`isExpected` of domain/delegations.ts). */
  expected: z.int().nonnegative(),
  presentToday: z.int().nonnegative(),
  presentEvent: z.int().nonnegative(),
  notHandedOver: z.int().nonnegative(),
});
export type Counts = z.infer<typeof countsSchema>;

const signInSchema = operatorSchema.extend({
  /** First sign-in at this station: the operator chooses a PIN, and a supervisor confirms. */
  isNew: z.boolean(),
  /** Name of the desk that created the operator; null for this desk, and if that desk is lost. */
  madeAt: z.string().nullable(),
  /** The role in the hub's directory; null if it lists none. */
  roleThere: operatorRoleSchema.nullable(),
  /** Deactivated elsewhere, but kept as the last supervisor of this station. */
  isEnded: z.boolean(),
  /** Another person alone created the operator or chose the PIN, and may know it. */
  isPinShared: z.boolean(),
});
export type SignInEntry = z.infer<typeof signInSchema>;

export const stationCalls = {
  getStation: call({
    modes: allModes,
    access: 'anyone',
    input: nothing,
    output: stationSchema,
    activity: none,
  }),
  getCounts: call({ access: 'operator', input: nothing, output: countsSchema, activity: none }),
  listOperators: call({
    access: 'anyone',
    input: nothing,
    output: z.array(operatorSchema),
    activity: none,
  }),
  signIn: call({
    access: 'anyone',
    input: z.strictObject({ operatorId: z.uuid(), pin: pinSchema }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('signed-in'), operator: operatorSchema }),
      z.strictObject({ result: z.literal('wrong-pin') }),
      /** Throttled: the next attempt is possible after this many milliseconds. */
      z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
    ]),
    activity: none,
    precedesBadge: true,
  }),
  /**
   * The operators that the sign-in offers: those of this station, and those whom only the hub
   * lists.
   */
  listSignIns: call({
    access: 'anyone',
    input: nothing,
    output: z.array(signInSchema),
    activity: none,
  }),
  /**
   * First sign-in here of an operator from the hub: sets a PIN, with the PIN of one of this
   * station's supervisors. Throws `not-found`, `too-many-operators`.
   */
  adoptOperator: call({
    access: 'anyone',
    input: z.strictObject({ operatorId: z.uuid(), pin: pinSchema, approval: pinSchema }),
    output: z.discriminatedUnion('result', [
      z.strictObject({
        result: z.literal('adopted'),
        operator: operatorSchema,
        approver: z.string(),
      }),
      z.strictObject({ result: z.literal('wrong-pin') }),
      /** The confirming supervisor has the same name. No one confirms themself. */
      z.strictObject({ result: z.literal('same-person') }),
      z.strictObject({ result: z.literal('wait'), milliseconds: z.int().positive() }),
    ]),
    activity: (_input, value) =>
      value.result === 'adopted'
        ? noted(
            'settings',
            `operator ${value.operator.name}: first PIN here, confirmed by ${value.approver}`,
          )
        : null,
    needsCopy: true,
    precedesBadge: true,
  }),
  lock: call({ access: 'anyone', input: nothing, output: nothing, activity: none }),
  /** Creates the very first supervisor. Refused once one exists. */
  createFirstSupervisor: call({
    access: 'anyone',
    input: z.strictObject({ name: z.string().trim().min(1).max(80), pin: pinSchema }),
    output: operatorSchema,
    activity: none,
    needsCopy: true,
  }),
  addOperator: call({
    access: 'supervisor',
    input: z.strictObject({
      name: z.string().trim().min(1).max(80),
      pin: pinSchema,
      role: operatorRoleSchema,
    }),
    output: operatorSchema,
    activity: ({ name, role }) => noted('settings', `operator ${name}: ${role}`),
    needsCopy: true,
  }),
  saveStationSettings: call({
    access: 'operator',
    input: z.strictObject(settingShape(operatorSettings)).partial(),
    output: stationSchema,
    activity: (input) => noted('settings', Object.keys(input).join(', ')),
    needsCopy: true,
  }),
};

export const trainingCalls = {
  /**
   * Restarts the station with its training data, or with its real data. Throws `training-fixed` if
   * the configuration decides, `training-while-hosting` if other stations would lose their hub.
   */
  switchTraining: call({
    access: 'supervisor',
    input: z.strictObject({ on: z.boolean() }),
    output: nothing,
    activity: none,
  }),
};

export const stationExitCalls = {
  /**
   * The only exit of a kiosk or a door. `ask` only checks the PIN, `settings` starts the station as
   * a desk once, `leave` ends the app.
   */
  leaveStation: call({
    modes: ['kiosk', 'door'],
    access: 'anyone',
    input: z.strictObject({ pin: pinSchema, to: z.enum(['ask', 'settings', 'leave']) }),
    output: leaveAnswerSchema,
    activity: none,
  }),
};

export const healthCalls = {
  /** Reports the state of the page's camera, which the hub shows to the organiser. */
  tellCamera: call({
    modes: allModes,
    access: 'anyone',
    input: z.strictObject({ state: cameraHealthSchema }),
    output: nothing,
    activity: none,
  }),
};
