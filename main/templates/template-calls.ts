import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { TemplateImportAnswer } from '../../preload/contract/badge-templates.ts';
import { badgeTemplateCalls } from '../../preload/contract/badge-templates.ts';
import { CallFailure } from '../base/call-failure.ts';
import { answers, type CallParts } from '../base/calls.ts';
import { readPrinters, readStationSettings } from '../base/config/station-settings.ts';
import { latestOnly } from '../base/latest-only.ts';
import type { Renderer } from '../printing/render/renderer.ts';
import {
  createTemplate,
  duplicateTemplate,
  removeTemplate,
  storeImported,
  storeTemplate,
  templateOf,
  templateSummaries,
} from './badge-templates.ts';
import { mostTemplateBytes, readTemplate } from './read-template.ts';
import { previewTemplate } from './template-preview.ts';

interface TemplateParts extends CallParts {
  renderer: Renderer;
}

/** The calls of the badge editor. Paths stay in the main process. */
export function templateAnswers(desk: TemplateParts) {
  const { context } = desk;
  const printers = () => readPrinters(context.db, desk.config);
  const changed = <A>(answer: A): A => {
    desk.notify('templatesChanged', null);
    return answer;
  };
  return answers(badgeTemplateCalls, {
    getBadgeTemplates: () => templateSummaries(context.db, printers()),
    getBadgeTemplate: ({ id }) => templateOf(context.db, id),
    saveBadgeTemplate: (template) => changed(storeTemplate(context, printers(), template)),
    createBadgeTemplate: (wish) => changed(createTemplate(context, wish)),
    duplicateBadgeTemplate: (input) => changed(duplicateTemplate(context, input)),
    removeBadgeTemplate: ({ id }) => changed(removeTemplate(context, printers(), id)),
    previewTemplate: latestOnly((input) =>
      previewTemplate(context, desk.renderer, printers(), input),
    ),
    importBadgeTemplate: async () => {
      const path = await desk.dialogs.chooseTemplate();
      return path === null ? null : changed(await importFrom(desk, path));
    },
    exportBadgeTemplate: async ({ id }) => {
      const text = `${JSON.stringify(templateOf(context.db, id), null, 2)}\n`;
      const path = await desk.dialogs.saveTemplate(`${id}.json`);
      if (path === null) return false;
      await writeFile(path, text);
      return true;
    },
  });
}

async function importFrom(desk: TemplateParts, path: string): Promise<TemplateImportAnswer> {
  const { context } = desk;
  const file = basename(path);
  const text = await readText(path);
  if (text === null) {
    return { outcome: 'refused', file, reason: 'too-large', issues: [], findings: [] };
  }
  const { language } = readStationSettings(context.db, desk.config);
  const read = readTemplate(file, text, { language, event: context.event.file });
  if ('refused' in read) return read.refused;
  const { id } = storeImported(context, read.template);
  return { outcome: 'imported', id, name: read.template.name };
}

/** The text of a file; null if it is larger than a template can be. */
async function readText(path: string): Promise<string | null> {
  try {
    if ((await stat(path)).size > mostTemplateBytes) return null;
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new CallFailure('import-file-unreadable', basename(path), error);
  }
}
