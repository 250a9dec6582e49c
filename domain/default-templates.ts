import { type BadgeTemplate, badgeTemplateSchema } from './badge-template.ts';

/** The template of the 80 mm roll, which every new printer starts with. */
export const rollTemplate: BadgeTemplate = badgeTemplateSchema.parse({
  formatVersion: 1,
  id: 'roll-80',
  name: '80 mm roll',
  size: { width: 72, height: 100 },
  fields: [
    {
      id: 'event',
      kind: 'text',
      source: 'event',
      weight: 'bold',
      largest: 11,
      smallest: 8,
      lines: 2,
      align: 'center',
      vertical: 'middle',
      box: { x: 3, y: 1.5, width: 66, height: 6.7 },
    },
    { id: 'rule', kind: 'rule', box: { x: 3, y: 8.6, width: 66, height: 0.3 } },
    { id: 'names', kind: 'names', order: 'protocol', box: { x: 3, y: 11, width: 66, height: 50 } },
    { id: 'qr', kind: 'qr', box: { x: 43, y: 61, width: 29, height: 29 } },
    {
      id: 'dates',
      kind: 'text',
      source: 'dates',
      largest: 9.6,
      smallest: 8,
      lines: 4,
      box: { x: 3, y: 64.5, width: 40, height: 16 },
    },
    {
      id: 'serial',
      kind: 'text',
      source: 'serial',
      weight: 'bold',
      largest: 10.2,
      smallest: 8,
      vertical: 'bottom',
      box: { x: 3, y: 82, width: 40, height: 4.5 },
    },
    { id: 'strip', kind: 'strip', box: { x: 0, y: 90, width: 72, height: 10 } },
  ],
});

/** Templates that every station has. */
export const defaultTemplates: readonly BadgeTemplate[] = [rollTemplate];
