import { printedArea } from '../../../domain/badge-geometry.ts';
import type { BadgeTemplate } from '../../../domain/badge-template.ts';
import { checkTemplate } from '../../../domain/check-template.ts';
import { defaultTemplates } from '../../../domain/default-templates.ts';
import type {
  TemplateImportAnswer,
  TemplatePreview,
  TemplateSummary,
} from '../../../preload/contract/badge-templates.ts';
import type { CallInput } from '../../../preload/contract.ts';
import type { Model } from './model.ts';
import { event } from './people.ts';
import { Refusal } from './refusal.ts';
import type { Verbs } from './station.ts';
import { drawTemplate } from './template-picture.ts';

const longName = 'Delegates of the plenary session and of every committee, 2018';

/** Templates kept in memory; previews are drawn by the page's own canvas, roughly like the product's. */
export function templateVerbs(model: Model): Verbs {
  const own = new Map<string, BadgeTemplate>();
  if (model.options.templates) {
    const [first] = defaultTemplates;
    if (first === undefined) throw new Error('there is no built-in template');
    own.set('plenary', { ...first, id: 'plenary', name: longName });
    own.set(first.id, { ...first, name: `${first.name} (Desk 2)` });
  }
  const all = (): BadgeTemplate[] => [
    ...own.values(),
    ...defaultTemplates.filter(({ id }) => !own.has(id)),
  ];
  const find = (id: string): BadgeTemplate => {
    const template = all().find((one) => one.id === id);
    if (template === undefined) throw new Refusal('not-found');
    return template;
  };
  const store = (template: BadgeTemplate): { id: string } => {
    own.set(template.id, template);
    model.emit('templatesChanged');
    return { id: template.id };
  };
  const summary = ({ id, name, size, sides }: BadgeTemplate): TemplateSummary => ({
    id,
    name,
    size,
    sides,
    builtIn: defaultTemplates.some((one) => one.id === id),
    changed: own.has(id) && defaultTemplates.some((one) => one.id === id),
    printers: model.printers
      .filter(({ stock }) => stock.template === id)
      .map((printer) => printer.name),
  });
  return {
    getBadgeTemplates: () => all().map(summary),
    getBadgeTemplate: ({ id }: { id: string }) => find(id),
    saveBadgeTemplate: (template: BadgeTemplate) => {
      const findings = checkTemplate(template, headOf(model, template, null));
      if (findings.some(({ severity }) => severity === 'error')) {
        throw new Refusal('template-has-errors');
      }
      store(template);
      return findings;
    },
    createBadgeTemplate: (wish: CallInput<'createBadgeTemplate'>) =>
      store({ ...find('roll-80'), ...wishOf(wish), id: `new-${own.size}` }),
    duplicateBadgeTemplate: ({ id, name }: { id: string; name: string }) =>
      store({ ...find(id), id: `copy-${own.size}`, name }),
    removeBadgeTemplate: ({ id }: { id: string }) => {
      const template = find(id);
      own.delete(id);
      model.emit('templatesChanged');
      return template;
    },
    previewTemplate: (input: CallInput<'previewTemplate'>) => preview(model, input),
    importBadgeTemplate: () => imported(model, store),
    exportBadgeTemplate: () => true,
  };
}

function wishOf({ name, size, sides }: CallInput<'createBadgeTemplate'>): Partial<BadgeTemplate> {
  return { name, size, sides };
}

function headOf(model: Model, template: BadgeTemplate, printerId: string | null) {
  const printer = model.printers.find(({ id }) => id === printerId);
  return {
    widthDots: printer?.widthDots ?? Math.ceil(template.size.width * 8),
    dotsPerMm: printer?.dotsPerMm ?? 8,
  };
}

async function preview(
  model: Model,
  input: CallInput<'previewTemplate'>,
): Promise<TemplatePreview> {
  const { template } = input;
  const parsed = { ...template } as BadgeTemplate;
  const head = headOf(model, parsed, input.printerId);
  const categories = event.categories.map(({ id }) => id);
  const findings = checkTemplate(parsed, head, categories);
  const area = printedArea(parsed, head);
  const drawable = !findings.some(({ code }) => code === 'no-qr' || code === 'qr-too-small');
  const png = drawable ? await drawTemplate(parsed, head.dotsPerMm, area) : null;
  return {
    picture:
      png === null ? null : { png, width: area.width, height: area.height, sha256: '0'.repeat(64) },
    problem: drawable ? '' : 'the badge’s QR does not read back (0 symbols found)',
    ...head,
    missingGlyphs: [],
    findings,
  };
}

function imported(
  model: Model,
  store: (template: BadgeTemplate) => void,
): TemplateImportAnswer | null {
  if (!model.options.badImport) {
    const [first] = defaultTemplates;
    if (first === undefined) return null;
    store({ ...first, id: 'press', name: 'Press' });
    return { outcome: 'imported', id: 'press', name: 'Press' };
  }
  return {
    outcome: 'refused',
    file: 'badge-template-from-the-secretariat.json',
    reason: 'not-a-template',
    issues: [
      {
        where: 'fields[1] (qr).box.width',
        message: 'Invalid input: expected number, received string',
      },
      { where: 'formatVersion', message: 'Invalid input: expected 1' },
      { where: '', message: 'Unrecognized key: "colour"' },
    ],
    findings: [],
  };
}
