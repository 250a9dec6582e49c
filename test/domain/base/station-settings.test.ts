import { describe, expect, it } from 'vitest';
import { type Setting, toggle } from '../../../domain/base/setting.ts';
import {
  operatorSettings,
  settingNames,
  stationSettings,
} from '../../../domain/base/station-settings.ts';
import { settingsFileSchema } from '../../../domain/station/settings-file.ts';
import { settingsPlaces } from '../../../domain/station/settings-places.ts';
import { configSchema } from '../../../main/base/config/config.ts';
import { setUpCalls } from '../../../preload/contract/station/set-up.ts';
import { stationCalls, stationSchema } from '../../../preload/contract/station/station.ts';

describe('every setting of a station', () => {
  it.each(settingNames)('%s has an initial value that its schema accepts', (name) => {
    const { schema, initial }: Setting = stationSettings[name];
    expect(schema.safeParse(initial)).toEqual({ success: true, data: initial });
  });

  it.each(settingNames)('%s is in the configuration and in the calls', (name) => {
    expect(configSchema.shape).toHaveProperty(name);
    expect(stationSchema.shape).toHaveProperty(name);
    expect(setUpCalls.changeStation.input.shape).toHaveProperty(name);
    const isOperators = operatorSettings.some((one) => one === name);
    expect(Object.hasOwn(stationCalls.saveStationSettings.input.shape, name)).toBe(isOperators);
  });

  it.each(settingNames)('%s is in the settings file as its entry says, with a label', (name) => {
    const { inFile, label } = stationSettings[name];
    expect(Object.hasOwn(settingsFileSchema.shape, name)).toBe(inFile);
    if (inFile) expect(settingsPlaces.fields[name]).toEqual(label);
  });

  it('says who may change it, or does not compile', () => {
    const facts = {
      label: { en: 'On', fr: 'Actif' },
      section: 'desk',
      modes: ['desk'],
      inFile: true,
      inBundle: true,
    } as const;
    // @ts-expect-error: nobody may change it
    const made = toggle(true, facts);
    expect(made).not.toHaveProperty('changedBy');
  });
});
