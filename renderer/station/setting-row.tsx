import { type ReactNode, useState } from 'react';
import type { Setting, SettingControl, SettingFacts } from '../../domain/base/setting.ts';
import {
  type PlainSetting,
  type SettingName,
  type StationSettings,
  settingNames,
  stationSettings,
} from '../../domain/base/station-settings.ts';
import { Select } from '../../ui/fields/select.tsx';
import { Switch } from '../../ui/fields/switch.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useStation } from '../base/station.tsx';

type PlainName = PlainSetting<'desk' | 'camera' | 'scanner' | 'station'>;
type PlainEntry = Setting & { control: Exclude<SettingControl, { kind: 'own' }> };
type Change = Partial<Pick<StationSettings, PlainName>>;

export function isPlain(name: SettingName): name is PlainName {
  return stationSettings[name].control.kind !== 'own';
}

/**
 * The fields of a section's settings that it need not lay out itself, for the mode in which the
 * station starts.
 */
export function PlainRows({
  section,
  onChange,
}: {
  section: SettingFacts['section'];
  onChange: (change: Change) => void;
}): ReactNode {
  const { startsAs } = useStation();
  return settingNames
    .filter(isPlain)
    .filter((name) => {
      const facts: SettingFacts = stationSettings[name];
      return facts.section === section && facts.modes.includes(startsAs);
    })
    .map((name) => <SettingRow key={name} name={name} onChange={onChange} />);
}

/** The field of a setting as its entry describes it, fixed where the configuration presets it. */
export function SettingRow({
  name,
  onChange,
}: {
  name: PlainName;
  onChange: (change: Change) => void;
}): ReactNode {
  const { language } = useFormats();
  const station = useStation();
  const { control, schema, label, hint }: PlainEntry = stationSettings[name];
  const value = station[name];
  /** Saves only what the setting's own schema accepts. */
  const save = (next: unknown): void => {
    const { success, data } = schema.safeParse(next);
    if (success && data !== value) onChange({ [name]: data });
  };
  const words = {
    label: label[language],
    ...(hint === undefined ? {} : { hint: hint[language] }),
    isDisabled: station.preset.includes(name),
  };
  switch (control.kind) {
    case 'switch':
      return (
        <Switch isSelected={value === true} isDisabled={words.isDisabled} onChange={save}>
          {words.label}
        </Switch>
      );
    case 'choice':
      return (
        <Select
          {...words}
          choices={Object.entries(control.names).map(([id, text]) => ({
            id,
            label: text[language],
          }))}
          value={String(value)}
          onChange={save}
        />
      );
    case 'number':
      return (
        <NumberField
          {...words}
          min={control.min}
          max={control.max}
          value={Number(value)}
          onChange={save}
        />
      );
  }
}

function NumberField({
  label,
  hint,
  isDisabled,
  min,
  max,
  value,
  onChange,
}: {
  label: string;
  hint?: string;
  isDisabled: boolean;
  min: number;
  max: number;
  value: number;
  onChange: (value: number) => void;
}): ReactNode {
  const [typed, setTyped] = useState(String(value));
  const number = /^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN;
  const fits = number >= min && number <= max;
  const range = hint ?? `${min}–${max}`;
  return (
    <TextField
      label={label}
      hint={range}
      inputMode="numeric"
      maxLength={String(max).length + 1}
      isDisabled={isDisabled}
      value={typed}
      onChange={setTyped}
      onBlur={() => {
        if (fits) onChange(number);
      }}
      error={fits ? null : range}
    />
  );
}
