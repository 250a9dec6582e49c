import { writeFile } from 'node:fs/promises';
import { setUpCalls } from '../../preload/contract/set-up.ts';
import type { Station } from '../../preload/contract/station.ts';
import type { CallName, ParsedCallInput } from '../../preload/contract.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { readStationSettings } from '../base/config/station-settings.ts';
import type { Caller } from '../base/context.ts';
import { findHub } from '../sync/link/find-hub.ts';
import type { LinkService } from '../sync/link/link-service.ts';
import { createEventChoice } from './event-choice.ts';
import type { LoginItem } from './login-item.ts';
import {
  chooseSource,
  finishSetUp,
  goToSetUpStep,
  mustBeAllowedToSetUp,
  setUpPast,
} from './set-up.ts';
import { createSettingsChoice } from './settings-choice.ts';
import { settingsFileOf } from './settings-file.ts';
import { changeStation } from './station-changes.ts';

interface SetUpParts extends CallParts {
  link: Pick<LinkService, 'join'>;
  loginItem: LoginItem;
  station(): Station;
  restart(): void;
  startDemo(): Promise<void>;
}

/** The calls of the first start and of Settings → Station. */
export function setUpAnswers(desk: SetUpParts) {
  const { context, config, dialogs, notify } = desk;
  const { db } = context;
  const event = createEventChoice(context);
  const settings = createSettingsChoice(context);
  /** Runs an action for operators who may set the station up, and notifies the page. */
  const allowed =
    <N extends CallName, R>(verb: (input: ParsedCallInput<N>, caller: Caller) => R) =>
    (input: ParsedCallInput<N>, caller: Caller): R => {
      mustBeAllowedToSetUp(db, caller);
      return verb(input, caller);
    };
  const changed = (): void => notify('stationChanged', null);
  return answers(setUpCalls, {
    goToSetUpStep: allowed<'goToSetUpStep', void>(({ step }) => {
      goToSetUpStep(db, config, step);
      changed();
    }),
    chooseSetUpSource: allowed<'chooseSetUpSource', Promise<void>>(async ({ source }) => {
      if (source === 'demo') await desk.startDemo();
      else chooseSource(db, config, source);
      changed();
    }),
    changeStation: allowed<'changeStation', void>((input) => {
      changeStation(context, config, input);
      changed();
    }),
    findHubAtSetUp: allowed<'findHubAtSetUp', ReturnType<typeof findHub>>((input) =>
      findHub(input),
    ),
    joinHubAtSetUp: allowed<'joinHubAtSetUp', Promise<{ hubName: string }>>(
      async (input, caller) => {
        const { hubName } = await desk.link.join(input, caller.operator?.id ?? context.kiosk.kiosk);
        setUpPast(db, config, 'event');
        desk.restart();
        return { hubName };
      },
    ),
    getEventChoice: allowed<'getEventChoice', ReturnType<typeof event.view>>(() => event.view()),
    chooseEventFile: allowed<'chooseEventFile', Promise<ReturnType<typeof event.view>>>(async () =>
      event.file(await dialogs.chooseEventFile()),
    ),
    chooseEventSecret: allowed<'chooseEventSecret', Promise<ReturnType<typeof event.view>>>(
      async () => event.secret(await dialogs.chooseEventSecret()),
    ),
    adoptEvent: allowed<'adoptEvent', void>(() => {
      event.adopt(config);
      desk.restart();
    }),
    exportSettings: allowed<'exportSettings', Promise<boolean>>(
      async ({ withSupervisor }, { operator }) => {
        const { kioskName } = readStationSettings(db, config);
        const path = await dialogs.saveSettings(`${fileNameOf(kioskName)}.json`);
        if (path === null) return false;
        const file = settingsFileOf(db, config, withSupervisor ? (operator?.id ?? null) : null);
        await writeFile(path, `${JSON.stringify(file, null, 2)}\n`);
        desk.log.info({ withSupervisor }, 'settings exported');
        return true;
      },
    ),
    chooseSettingsFile: allowed<'chooseSettingsFile', Promise<ReturnType<typeof settings.choose>>>(
      async () => settings.choose(await dialogs.chooseSettings()),
    ),
    applySettingsFile: allowed<'applySettingsFile', void>(({ number }, caller) => {
      settings.apply(config, number, caller.operator?.id ?? null);
      notify('printersChanged', null);
      changed();
    }),
    finishSetUp: allowed<'finishSetUp', { restarts: boolean }>(() => {
      finishSetUp(db);
      changed();
      const restarts = desk.station().startsAs !== 'desk';
      if (restarts) desk.restart();
      return { restarts };
    }),
    getStartAtLogin: allowed<'getStartAtLogin', boolean | null>(() => desk.loginItem.get()),
    setStartAtLogin: allowed<'setStartAtLogin', void>(({ on }) => desk.loginItem.set(on)),
    restartStation: allowed<'restartStation', void>(() => desk.restart()),
  });
}

/** A name as the beginning of a file name: characters that a system may refuse become hyphens. */
function fileNameOf(name: string): string {
  return `lanyard-${name.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()}`;
}
