import { type BadgeTemplate, badgeTemplateSchema } from './badge-template.ts';

/** The template of the 80 mm roll, which every new printer starts with. */
export const rollTemplate: BadgeTemplate = badgeTemplateSchema.parse({
  formatVersion: 1,
  id: 'roll-80',
  name: '80 mm roll',
  size: { width: 72, height: 100 },
  fields: [
    { id: 'names', kind: 'names', order: 'protocol', box: { x: 3, y: 11, width: 66, height: 48 } },
    { id: 'qr', kind: 'qr', box: { x: 40, y: 60, width: 31, height: 31 } },
    { id: 'strip', kind: 'strip', box: { x: 0, y: 91, width: 72, height: 9 } },
  ],
});

/** Templates that every station has. */
export const defaultTemplates: readonly BadgeTemplate[] = [rollTemplate];
