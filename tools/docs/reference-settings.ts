import { z } from 'zod';
import type { Setting } from '../../domain/base/setting.ts';
import { settingNames, settingShape, stationSettings } from '../../domain/base/station-settings.ts';
import { codes, pageOf, tableOf } from './markdown.ts';
import { referenceWords as words } from './reference-words.ts';
import { fieldRows } from './schema-rows.ts';

/** Generates docs/reference/settings.md from the table of settings and its comments. */
export function settingsPage(): string {
  const fields = fieldRows(z.strictObject(settingShape(settingNames)), {
    file: 'domain/base/station-settings.ts',
    opening: 'export const stationSettings =',
  });
  const rows = settingNames.map((name, index) => {
    const { initial, control, ...facts }: Setting = stationSettings[name];
    const [field = '', value = '', , comment = ''] = fields[index] ?? [];
    return [
      field,
      comment === '' ? `${facts.label.en}.` : comment,
      control.kind === 'number' ? `${control.min} to ${control.max}` : value,
      `\`${JSON.stringify(initial)}\``,
      codes(facts.modes),
      facts.changedBy,
      facts.inFile ? 'yes' : '–',
      facts.inBundle ? 'yes' : '–',
    ];
  });
  return pageOf([
    words.settings,
    tableOf(
      ['setting', 'meaning', 'value', 'initial', 'modes', 'changed by', 'file', 'bundle'],
      rows,
    ),
  ]);
}
